"""What is put right in a report before it is sent: a word heard wrong, a sign, the place, one's own flat."""

from __future__ import annotations

import pytest

from handlers.report.own_home import own_flats, their_home
from handlers.report.place_fuller import told_fuller
from handlers.report.rules import places_in, read_story, signs_in
from handlers.report.signs_fix import after
from handlers.report.taken_out import wants_out
from handlers.report.told_only import told_only
from tests.handlers.test_report_turns import said_at
from tests.world import office_at

GIVEN = {
    "story": "옆집 애기가 밤마다 울어요\n저는 301호 살아요 벽이 얇아요",
    "place": "한빛빌라 302호",
}


@pytest.mark.parametrize(
    "words",
    [
        "103호 맞고요", "103호 맞고 송산마을 2단지예요", "네 맞습니다", "맞아요", "맞고요 302호예요", "주소가 맞고요 할머니세요",
        "302호가 맞는데요", "그 집이 맞고요", "통장 맞고요", "박씨네 맞고요", "며칠째 안보임만 맞아요", "비를 맞고 서 계세요",
        "할머니가 주사 맞고 오셨어요", "할머니가 맞는지 모르겠어요", "아이가 맞아요",
    ],
)  # fmt: skip
def test_what_is_right_is_no_blow(words: str):
    assert "bruise" not in signs_in(words)


@pytest.mark.parametrize(
    "words",
    [
        "맞고 살아요", "네 맞고 살아요", "302호에서 맞고 있어요", "302호 맞고 있는 것 같아요", "아이가 맞는 것 같아요", "맞아서 멍이 들었어요",
        "아내가 남편한테 맞아요", "아이가 매일 맞아요", "두들겨 맞고 있어요", "302호 맞는 소리 나요", "네 그 집 맞고요 애가 맞는 소리도 나요",
    ],
)  # fmt: skip
def test_who_is_hit_is_heard(words: str):
    assert "bruise" in signs_in(words)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("때리거나 맞음은 아닌데요 그건 빼주세요 며칠째 안보임만 맞아요", ["unseen"]),
        ("며칠째 안 보임만 맞습니다", ["unseen"]),
        ("때리거나 맞음은 아니에요", ["unseen"]),
        ("멍·상처는 지워주세요", ["unseen"]),
        ("며칠째 안 보임은 맞는데 때리거나 맞음은 빼주세요", ["unseen"]),
        ("안보임 빼주시고 아프거나 다침 넣어주세요", ["bruise", "ill"]),
        ("때리거나 맞음이랑 며칠째 안보임 둘 다 빼주세요", []),
    ],
)
def test_signs_are_put_right_in_words(words: str, left: list[str]):
    assert after(["unseen", "bruise"], words) == left


@pytest.mark.parametrize(
    "words", ["술만 마셔요", "우는 소리만 나요", "그 집 맞아요 며칠째 안 보여요", "냄새는 빼주세요"]
)
def test_what_denies_no_sign_of_the_report_puts_none_right(words: str):
    assert after(["unseen", "bruise"], words) is None


@pytest.mark.parametrize("question", ["signs", "reach", "review", "edit", "more"])
def test_a_sign_is_put_right_at_whatever_question_is_open(question: str):
    given = {"story": "203호 할머니가 며칠째 안 보여요", "signs_were": ["unseen", "bruise"]}

    heard = said_at(question, "때리거나 맞음은 빼주세요 며칠째 안보임만 맞아요", given)

    assert heard is not None
    assert heard.told == {"signs": ["unseen"]}


def test_what_was_seen_in_words_of_ones_own_goes_too():
    assert after(["other: 아픈 것 같아요", "unseen"], "아프거나 다침 빼주세요") == ["unseen"]
    assert after(["other: 아픈 것 같아요"], "끼니를 거름만 넣어주세요") == ["hunger"]


def test_where_no_sign_is_left_it_is_asked_anew():
    given = {"story": "203호 할머니가 걱정돼요", "signs": ["bruise"]}

    heard = said_at("review", "때리거나 맞음은 빼주세요", given)

    assert heard is not None
    assert "signs" in heard.forgets
    assert heard.key == "report.signs_none_left"


@pytest.mark.parametrize(
    ("place", "words", "fuller"),
    [
        ("103호", "103호 맞고요 송산마을 2단지 205동이에요", "송산마을 2단지 205동 103호"),
        ("모르겠어요", "302호 맞고요 송산마을 2단지", "송산마을 2단지 302호"),
        ("모르겠어요", "아 찾아보니 행복빌라 203호예요", "행복빌라 203호"),
        ("송산마을 2단지", "205동 103호요", "송산마을 2단지 205동 103호"),
        ("103호", "행복빌라예요", "행복빌라 103호"),
        ("옆집", "행복빌라 203호요", "행복빌라 203호"),
        ("모르겠어요", "주소는 송산로 12 행복빌라고요 203호 맞습니다", "송산로 12 행복빌라 203호"),
        ("행복빌라 203호", "송산로 12예요", "송산로 12 행복빌라 203호"),
        ("송산로 12", "행복빌라 203호예요", "송산로 12 행복빌라 203호"),
        ("파란대문 집", "송산로 12예요", "송산로 12 파란대문 집"),
    ],
)
def test_a_place_becomes_fuller(place: str, words: str, fuller: str):
    assert told_fuller(place, words)[0] == fuller


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("103호", "송산마을 2단지 관리사무소에도 말했어요"),
        ("송산마을 2단지 205동 103호", "104호예요"),
        ("행복빌라 203호", "달빛빌라 203호예요"),
        ("행복빌라 203호", "203호 맞아요"),
        ("103호", "저는 104호예요"),
        ("103호", "행복빌라인가요?"),
    ],
)
def test_another_home_does_not_join_the_place(place: str, words: str):
    assert told_fuller(place, words)[0] == ""


def test_who_sends_without_a_number_is_not_asked_for_it_again():
    heard = said_at(
        "reach", "그럼 그냥 보낼게요 103호 맞고요 송산마을 2단지 205동이에요", {"story": "103호 할머니가 안 보여요"}
    )  # fmt: skip

    assert heard is not None
    assert heard.told["reach"] == "anonymous"
    assert heard.told["place"] == "송산마을 2단지 205동 103호"


def test_what_is_put_right_beside_no_number_is_put_right():
    given = {"story": "할머니가 안 보여요", "place": "송산로 12 203호"}

    heard = said_at("reach", "번호는 안 남길게요, 송산로 12 말고 송산로 14예요", given)

    assert heard is not None
    assert (heard.told["reach"], heard.told["place"]) == ("anonymous", "송산로 14 203호")


@pytest.mark.parametrize(
    ("words", "own", "theirs"),
    [
        ("한빛빌라 302호요 저는 301호", ("301호",), "한빛빌라 302호"),
        (
            "저 301호 사는데요 옆집에서 애 우는 소리가 나요",
            ("301호",),
            "옆집에서 애 우는 소리가 나요",
        ),
        ("저는 302호 할머니가 걱정돼요", (), "저는 302호 할머니가 걱정돼요"),
        ("저 302호 할머니가 안 보여요", (), "저 302호 할머니가 안 보여요"),
        ("우리 302호 어르신이 안 보여요", (), "우리 302호 어르신이 안 보여요"),
        ("저는 301호 살아요 혼자", ("301호",), "저는 301호 살아요 혼자"),
    ],
)
def test_ones_own_flat_is_not_theirs(words: str, own: tuple[str, ...], theirs: str):
    assert own_flats(words) == own
    assert their_home(words) == theirs


def test_ones_own_flat_is_not_taken_for_the_place():
    assert read_story("저 301호 사는데요 옆집에서 애 우는 소리가 나요").place == ""


@pytest.mark.parametrize(
    "words",
    ["저 301호라고 쓴거 지울수있나요 그 집에서 알까봐", "제 집 호수는 빼주세요", "301호는 삭제해주세요", "저희집 주소 안 나오게 해주세요", "뺄 수 있어요? 301호"],
)  # fmt: skip
def test_what_is_named_is_taken_out_of_the_report(words: str):
    heard = said_at("review", words, GIVEN)

    assert heard is not None
    assert heard.key == "report.taken_out"
    assert heard.told["story"] == "옆집 애기가 밤마다 울어요\n벽이 얇아요"
    assert heard.told["place"] == "한빛빌라 302호"


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("지워 주세요", "report.take_out_what"),
        ("999호 지워주세요", "report.not_in_it"),
        ("다 지워주세요", "report.stop_how"),
        ("제 번호는 지워주세요", "report.anonymous_fine"),
    ],
)
def test_other_wishes_to_take_something_out_are_answered(words: str, key: str):
    heard = said_at("review", words, GIVEN)

    assert heard is not None
    assert heard.key == key


@pytest.mark.parametrize(
    "words",
    ["할머니 통장을 아들이 빼앗았대요", "아들이 통장에서 돈을 빼가요", "쓰레기를 빼놓고 가요"],
)
def test_what_is_taken_at_home_is_no_such_wish(words: str):
    assert not wants_out(words)


@pytest.mark.parametrize(
    ("story", "left"),
    [
        (
            "애가 밤마다 울어요 제가 신고한거 옆집이 알게되나요? 벽하나 사이라 좀 무서워서요",
            "애가 밤마다 울어요",
        ),
        (
            "할머니가 안 보여요\n번호 남기면 제가 신고한거 그집에서 알게되나요?\n한동네라 좀 그래서요",
            "할머니가 안 보여요",
        ),
        ("애가 밤마다 울어요 이런것도 신고해야되나 모르겠네요", "애가 밤마다 울어요"),
        ("애가 울어요\n신고하면 어떡해요", "애가 울어요"),
        ("할머니가 원치 않으시는데 신고해도 되나요", "할머니가 원치 않으시는데 신고해도 되나요"),
        ("애 우는 소리가 나요 아이가 무서워서요", "애 우는 소리가 나요 아이가 무서워서요"),
    ],
)
def test_questions_and_fears_are_no_part_of_what_is_told(story: str, left: str):
    assert told_only(story) == left


async def test_a_head_of_tong_corrects_what_was_heard_wrong():
    async with office_at("2026-11-24 11:00") as office:
        me = office.resident("web")
        for words in (
            "통장인데요 우리 라인 103호 어르신이 요새 통 기척이 없어요", "모르겠어요 확실히는.. 마지막으로 본게 그저께인가",
            "번호 남기면 제가 신고한거 그집에서 알게되나요? 한동네라 좀 그래서요",
            "그럼 그냥 보낼게요 103호 맞고요 송산마을 2단지 205동이에요",
        ):  # fmt: skip
            await me.says(words)

        me.heard("곳: 송산마을 2단지 205동 103호\n· 모습: 며칠째 안 보임\n")
        me.heard_nothing_of("알게되나요", "그래서요", "늘 살펴")
        await me.presses("고치기")
        await me.presses("모습")
        await me.says("때리거나 맞음은 아닌데요 그건 빼주세요 며칠째 안보임만 맞아요")
        me.heard("모습: 며칠째 안 보임\n")
        me.heard_nothing_of("빼주세요")


async def test_the_flat_of_the_teller_is_in_nothing_that_is_sent():
    async with office_at("2026-11-24 23:00") as office:
        me = office.resident("web")
        for words in (
            "이웃이 걱정돼요", "저 301호 사는데요 옆집에서 애 우는 소리가 매일 나요", "모르겠어요",
            "한빛빌라 302호", "이웃·지인", "그냥 보내기", "저 301호라고 쓴거 지울수있나요 그 집에서 알까봐",
        ):  # fmt: skip
            await me.says(words)

        me.heard("301호는 지웠어요", "그 집에 말하지 않아요", "곳: 한빛빌라 302호\n")
        me.heard_nothing_of("사는데요", "지울수")
        await me.says("신고 보내기")
        (ticket,) = await me.tickets()
        assert not any("301" in value for value in ticket.fields.values())


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("107동 4층 할아버지 신문이 쌓여요", "107동 4층"),
        ("송산주공 107동 4층 끝집이에요", "송산주공 107동 4층"),
        ("현대아파트 107동 4층 401호", "현대아파트 107동 4층 401호"),
        ("107동 1204호요", "107동 1204호"),
    ],
)
def test_a_floor_belongs_to_the_place(said: str, place: str):
    assert places_in(said) == (place,)
