"""What is asked on behind an answer: nothing twice, its own pages first, nothing that nobody spoke of."""

from __future__ import annotations

import pytest

from intents.put_right import what_is_meant
from tests.resident import Resident
from tests.world import known, office_at

MORNING = "2026-11-23 10:00"


async def talk(me: Resident, *said: str) -> str:
    """Say one thing after the other and return what the last was answered with."""
    for text in said:
        await me.says(text)
    return "\n".join(bubble.text for bubble in me.bubbles)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("아니얼마주는지물은게아니고집한채있어도되냐고요", "집한채있어도되냐고요"),
        ("아니노령연금은타고있당께기름값을물어본거여", "기름값을물어본거여"),
        ("저마흔넷인데요월세얘기는답이없네요", "월세"),
        ("기초연금받고있는데이사가면어떻게되나요", "기초연금받고있는데이사가면어떻게되나요"),
        ("장애가아니고노인인데되나요", "노인인데되나요"),
        ("초등아니고중학교요", "중학교요"),
        ("그게아니고요", "그게아니고요"),
        ("수급자가아니라서안된대요", "수급자가아니라서안된대요"),
        ("장애인이아니라도되나요", "장애인이아니라도되나요"),
    ],
)
def test_what_was_not_meant_is_left_out(said: str, meant: str) -> None:
    assert what_is_meant(said) == meant


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (("긴급복지 알려주세요", "그래서 얼마줌"), "생활비는 식구 수에 따라"),
        (("긴급복지 알려주세요", "신청하려면 뭘 가져가야되는지라도 알려주세요"), "서류"),
        (("청년월세 어떻게 해요", "부모님 소득도 봄?"), "부모 쪽 가구는 100%"),
        (("기초연금이 뭐예요", "작년에 떨어졌는데 다시 되능가"), "다시 신청해 보실 수 있어요"),
        (("작년에 기초연금 떨어졌는데 다시 되능가",), "다시 신청해 보실 수 있어요"),
        (("틀니 되나요", "멀리 못가요 걸음이 안좋아서"), "댁으로 찾아가는 상담"),
        (("빚 때문에 상담받고 싶어요", "거기 밤에도 받나요"), "평일 낮에 받아요"),
        (("양육비를 안줘요", "수술비는요"), "긴급 의료지원"),
    ],
)  # fmt: skip
async def test_a_question_without_its_subject_is_about_the_last_answer(
    said: tuple[str, ...], answer: str
) -> None:
    async with office_at(MORNING) as office:
        assert answer in await talk(office.resident("web"), *said)


async def test_two_things_asked_in_one_message_are_both_told() -> None:
    async with office_at(MORNING) as office:
        told = await talk(
            office.resident("web"),
            "장기요양 등급 신청 어떻게 하나요",
            "서류는 뭐 챙겨가요? 제가 대신 가도 된다면서요",
        )
        assert "의사소견서" in told
        assert "가족이 대신" in told


async def test_three_needs_counted_up_are_all_offered() -> None:
    async with office_at(MORNING) as office:
        me = office.resident("web")
        told = await talk(
            me, "남편 없이 애 키우는데 일을 못해요. 수술비랑 월세랑 양육비 이 세가지가 급합니다"
        )
        assert "긴급 의료지원" in told
        labels = [button.label for bubble in me.bubbles for button in bubble.buttons]
        assert {"주거급여(월세)", "한부모 아동양육비"} <= set(labels)


async def test_the_same_words_are_not_said_again() -> None:
    async with office_at(MORNING) as office:
        me = office.resident("web")
        first = await talk(me, "기초연금 얼마예요")
        again = await talk(me, "기초연금 얼마예요")
        assert "34만 9,700원" in first
        assert "제가 아는 것은 앞에 적은 데까지예요" in again
        later = await talk(me, "서류는요", "기초연금 얼마예요")
        assert "34만 9,700원" in later


@pytest.mark.parametrize(
    ("topic", "age", "told"),
    [("청년월세 알려주세요", "25살이에요", "말씀하신 나이는 기준에 들어요"),
     ("청년월세 알려주세요", "41살이에요", "34세까지"),
     ("기초연금이 뭐예요", "63살이에요", "65세부터")],
)  # fmt: skip
async def test_an_age_alone_is_set_beside_those_of_the_page(
    topic: str, age: str, told: str
) -> None:
    async with office_at(MORNING) as office:
        assert told in await talk(office.resident("web"), topic, age)


async def test_a_death_nobody_spoke_of_is_not_offered() -> None:
    async with office_at(MORNING) as office:
        me = office.resident("web")
        await talk(me, "급식카드 알려주세요", "할머니가 신청해야돼요? 내가해도됨?")
        labels = [button.label for bubble in me.bubbles for button in bubble.buttons]
        assert not any("돌아가" in label or "장례" in label for label in labels)


@pytest.mark.parametrize(
    ("word", "entry"), [("수술비", "emergency-medical"), ("월세", "housing"), ("방세", "housing")]
)
def test_one_everyday_word_is_about_what_it_points_at(word: str, entry: str) -> None:
    assert known().understanding.understand(word).matches[0].id == entry


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("어제 전화달라고 신청해논거 취소좀 할라고요 그냥 내가 갈게요", "취소할 신청은 없어요"),
        ("근데 어제꺼 취소 된거 맞죠? 전화 안와도 돼요", "취소할 신청은 없어요"),
        ("방금 연락됐어요 폰이 고장나셨대요 휴 다행히", "정말 다행이에요"),
        ("외국에서 119는 어떻게 걸어요? 번호가 안걸리던데", "대신 걸어 달라고"),
        ("부모님한테 연락가거나 하진 않죠?", "연락하지는 않아요"),
        ("낼 아침에 주민센터 가보께요 뭐 들고 가야됩니꺼", "신분증을 챙기시고"),
    ],
)
async def test_what_is_asked_of_the_talk_itself_is_answered(said: str, answer: str) -> None:
    async with office_at(MORNING) as office:
        assert answer in await talk(office.resident("web"), said)


@pytest.mark.parametrize(
    "said",
    [
        "이틀째 연락이 안 됐어요",
        "아직 못 찾았어요",
        "연락되면 알려주세요",
        "찾았는지 궁금해요",
        "다행히 돈은 조금 있는데 갈 데가 없어요",
    ],
)
async def test_a_worry_that_goes_on_is_no_relief(said: str) -> None:
    async with office_at(MORNING) as office:
        assert "정말 다행이에요" not in await talk(office.resident("web"), said)


async def test_papers_of_another_office_are_not_answered_with_ours() -> None:
    async with office_at(MORNING) as office:
        told = await talk(office.resident("web"), "여권 만들 때 뭐 가져가요")
        assert "신분증을 챙기시고" not in told


async def test_a_call_that_was_asked_for_is_withdrawn_in_plain_words() -> None:
    async with office_at(MORNING) as office:
        me = office.resident("web")
        await talk(me, "전화 좀 주세요", "돌봄이 필요해요")
        await me.presses("네")
        await talk(me, "010-1234-5678")
        await me.presses(me.labels[0])
        told = await talk(me, "아까 전화달라고 신청한거 취소좀 할라고요 그냥 내가 갈게요")
        assert "취소할까요" in told
