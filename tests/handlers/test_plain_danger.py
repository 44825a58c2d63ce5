"""What the plain words say where likeness errs: cold, a lender, a pregnancy hidden, a temper, nowhere to go after blows."""

from __future__ import annotations

import pytest

from tests.handlers.alarms import BEATEN, DAY, DESPAIR, HUNGRY, NIGHT, RELEASED
from tests.world import office_at

COLD_ROOM, COLD_OUT = "옷을 여러 겹 입고", "먼저 가까운 가게나 건물 안으로"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("방이 얼음장이여 늙은이 얼어죽겄네", COLD_ROOM),
        ("밤에 추워서 그라는디 오늘 당장은 어쩌까", COLD_ROOM),
        ("기름이 없어서 보일러를 못 켜 오늘밤 추워서 못자겠어 어쩌면 좋아", COLD_ROOM),
        ("방이 얼음장이에요 손이 덜덜 떨려요", COLD_ROOM),
        ("출소한지 사흘됐는데 갈데가 없습니다 밖에 너무 추워요", COLD_OUT),
        ("차에서 자는데 너무 추워요", COLD_OUT),
        ("보일러 끊긴 지 일주일이라 손발에 감각이 없어요", "감각이 없는 것도 급한 일"),
    ],
)
async def test_the_cold_has_words_of_its_own_and_no_hospital_bill(text: str, said: str):
    async with office_at(NIGHT) as office:
        me = office.resident()
        await me.says(text)

        me.heard(said)
        me.heard_nothing_of("병원비", "몸이 안 좋으시다니", "푸드뱅크")
        assert next(label for label in me.labels if "☎" in label) == "☎ 119 전화"


@pytest.mark.parametrize(
    "text",
    [
        "아유 추워 죽겠네 ㅋㅋ 에너지바우처 언제 나와요",
        "방이 추워서 그런데 단열 지원 있나요",
        "연탄쿠폰 어떻게 받아요",
        "중풍으로 오른손에 감각이 없어요",
        "공원에 노숙하시는 할아버지 추워 보여요 어디 연락하면 돼요",
    ],
)
async def test_a_word_about_the_cold_alone_is_no_freezing_room(text: str):
    async with office_at(NIGHT) as office:
        me = office.resident()
        await me.says(text)

        me.heard_nothing_of(COLD_ROOM, COLD_OUT, "추워서 감각이")


@pytest.mark.parametrize(
    "first", ["방이 얼음장이여 늙은이 얼어죽겄네", "배가 너무 아파요 열도 나고"]
)
async def test_no_oil_is_no_good_news(first: str):
    async with office_at(NIGHT) as office:
        me = office.resident()
        await me.says(first)
        await me.says("아픈게 아니고 기름이 없당께")

        me.heard("옷을 겹쳐 입고", "급한 기름값")
        me.heard_nothing_of("다행")


async def test_who_cannot_feel_his_hands_is_sent_to_the_rescue_alone():
    async with office_at(NIGHT) as office:
        me = office.resident()
        await me.says(RELEASED)
        await me.says("오늘밤 잘데만 있으면 됩니다")
        me.heard_nothing_of("1366")
        await me.says("129 전화했는데 안받네요 오늘밤 어디서 자요")
        assert next(label for label in me.labels if "☎" in label) == "☎ 119 전화"
        await me.says("들어갈데가 없는데 편의점 앞이에요. 손발이 감각이 없네요")

        me.heard("지금 바로 ☎ 119에 전화하세요")
        assert [label for label in me.labels if "☎" in label] == ["☎ 119 전화"]


@pytest.mark.parametrize(
    ("then", "said"),
    [
        ("애들 데리고 오늘밤 갈데가 없어요", "밤에도 몸 피할 곳"),
        ("애들이 자는데 지금 나가도 되나요 짐도 없는데", "짐보다 안전이 먼저예요"),
        (
            "1366은 애들이랑 같이 가도 받아주나요? 남편한테 연락가는거 아니죠",
            "아이와 함께 몸 피할 곳도",
        ),
        ("쉼터에 애 데려가도 돼요?", "아이와 함께 몸 피할 곳도"),
        ("신고하면 애들도 뺏기나요", "아이들 걱정에"),
    ],
)
async def test_who_told_of_blows_is_answered_as_one_who_is_beaten(then: str, said: str):
    async with office_at(NIGHT) as office:
        me = office.resident()
        await me.says(BEATEN)
        await me.says(then)

        me.heard(said, "1366")
        me.heard_nothing_of("푸드뱅크", "혜택과 서류")


async def test_nowhere_to_go_after_a_caring_line_about_blows_is_no_poverty():
    async with office_at(NIGHT) as office:
        me = office.resident()
        await me.says("남편이 술먹으면 물건을 던져요")
        await me.says("애들이랑 오늘밤 갈데가 없어요")

        me.heard("당신 잘못이 아니에요", "1366")
        me.heard_nothing_of("푸드뱅크")
        (ticket,) = await office.tickets()
        assert "danger_violence_abuse" in ticket.reasons


async def test_nowhere_to_go_for_the_rent_is_poverty():
    async with office_at(NIGHT) as office:
        me = office.resident()
        await me.says("월세 밀려서 쫓겨났어요 애둘 데리고 갈데가 없어요")

        me.heard("긴급복지")
        me.heard_nothing_of("1366", "몇 분이 함께")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("남편이 술먹으면 좀 거칠어서요 집을 나와야하나 싶어서", True),
        ("신랑이 화나면 딴사람이 돼서 애들이 떨어요 어디로 피해야 할지", True),
        ("남편이 술만 마시면 난폭해져요", True),
        ("남편이 거친 일을 하다가 다쳤어요 산재 되나요", False),
        ("남편 손이 거칠어서 핸드크림 지원되나요", False),
    ],
)
async def test_a_temper_told_of_softly_gets_the_line_for_women(text: str, *, said: bool):
    async with office_at(NIGHT) as office:
        me = office.resident()
        await me.says(text)

        me.heard_nothing_of("109")
        assert ("☎ 1366 전화" in me.labels) is said


@pytest.mark.parametrize(
    "text",
    [
        "추심 전화 못하게 막는 방법은 없어요? 회사로도 전화온다고 협박해요",
        "카드빚 있는데 사채업자가 직장에 알리겠다고 협박 전화해요 어디다 말해요",
        "사채업자가 칼들고 집에 찾아와서 죽인다고 협박해요",
    ],
)
async def test_a_lenders_threats_are_no_blows_at_home(text: str):
    async with office_at(NIGHT) as office:
        me = office.resident()
        await me.says(text)

        me.heard("1332", "112")
        me.heard_nothing_of("1366", "몸 피할 곳")


async def test_a_lender_named_just_before_is_still_meant():
    async with office_at(NIGHT) as office:
        me = office.resident()
        await me.says("추심 전화가 하루 열통씩 와요")
        await me.says("회사로 찾아오고 협박해요 너무 무서워요")

        me.heard("1332")
        me.heard_nothing_of("1366")


async def test_blows_at_home_stay_blows_where_there_is_a_debt_too():
    async with office_at(NIGHT) as office:
        me = office.resident()
        await me.says("남편이 사채 쓰고 저를 때려요")

        me.heard("1366")


async def test_a_denial_with_its_reason_ends_the_alarm_for_the_talk():
    async with office_at(NIGHT) as office:
        me = office.resident()
        await me.says("회사로 찾아와서 가만 안둔다고 협박해요 무서워요")
        await me.says("아뇨 누가 때리는게 아니라 대부업체요")
        me.heard("제가 잘못 알아들었어요", "1332", "132")
        await me.says("개인회생은 어디에 물어봐요")

        me.heard_nothing_of("112", "1366")
        assert not any("112" in label or "1366" in label for label in me.labels)


@pytest.mark.parametrize(
    "text",
    [
        "임신했는데 남친이 연락 끊고 잠수탔어요 저 22살이고 부모님은 모르세요",
        "임신 5개월인데 혼자예요 남자친구는 떠났고 엄마아빠한텐 말못했어요",
    ],
)
async def test_who_expects_a_child_alone_hears_of_the_line_that_asks_no_name(text: str):
    async with office_at(DAY) as office:
        me = office.resident()
        await me.says(text)
        me.heard("1308", "이름을 밝히지 않고")
        me.heard_nothing_of("1366", "이웃", "알렸어요")

        await me.says("병원도 한번도 안가봤어요 돈없어서")
        me.heard("진료비 카드", "1308")
        await me.says("혼자 낳으면 살 곳은 있어요? 지금 고시원이에요")
        me.heard("아기와 함께 머물 곳도 ☎ 1308")


@pytest.mark.parametrize(
    ("text", "said"),
    [("임신했는데 남친이 때려요 부모님은 몰라요", "1366"), ("임신했는데 혼자라 죽고싶어요", "109")],
)
async def test_blows_and_despair_come_before_the_pregnancy(text: str, said: str):
    async with office_at(DAY) as office:
        me = office.resident()
        await me.says(text)

        me.heard(said)


async def test_a_question_about_a_line_is_no_despair():
    async with office_at(DAY) as office:
        me = office.resident()
        await me.says(
            "1308 전화하면 낳으라고 하거나 지우라고 강요하진 않나요.. 아직 낳을지 말지도 모르겠어요"
        )

        me.heard("마음을 정하지 못했어도 괜찮아요", "1308")
        me.heard_nothing_of("109")


async def test_a_question_beside_a_denial_is_answered():
    async with office_at(DAY) as office:
        me = office.resident()
        await me.says(DESPAIR)
        await me.says("죽고싶다는 말은 아니에요. 청년월세는 어떻게 신청해요?")

        me.heard("그런 뜻이 아니셨군요", "복지로")


@pytest.mark.parametrize(
    "then", ["나 혼자요 고시원 살고 있음", "저랑 애 둘이에요", "우리 세식구에요"]
)
async def test_who_lives_there_is_the_answer_to_the_cards_own_question(then: str):
    async with office_at(NIGHT) as office:
        me = office.resident()
        await me.says("오늘 먹을게 하나도 없어요")
        me.heard("몇 분이 함께 계신지")
        await me.says(then)

        me.heard("알려 주셔서 고마워요, 함께 적어 두었어요")
        me.heard_nothing_of("공공임대")


async def test_a_question_beside_who_lives_there_is_still_answered():
    async with office_at(DAY) as office:
        me = office.resident()
        await me.says(HUNGRY)
        await me.says("애 둘이랑 살아요 긴급복지 서류는 뭐예요?")

        me.heard_nothing_of("함께 적어 두었어요")


async def test_what_was_told_is_not_asked_again():
    async with office_at(NIGHT) as office:
        me = office.resident()
        await me.says("할머니랑 둘이 살아요 오늘 암것도 못먹었어요 돈도 없대요")

        me.heard_nothing_of("몇 분이 함께")
