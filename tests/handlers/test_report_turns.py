"""What may be said at any question of a report, and what only sounds like it."""

from __future__ import annotations

import pytest

from handlers.answers import gives_up, without_number
from handlers.callback.flow import read_topic
from handlers.flow import Answers, Ask, NotUnderstood
from handlers.report.place_fix import put_right
from handlers.report.relation import read_relation
from handlers.report.rules import acute
from handlers.report.turns import turn
from handlers.report.wish import stays_unknown
from tests.pure import typed

TOLD = {"story": "행복빌라 203호 할머니가 며칠째 안 보여요"}


def said_at(question: str, words: str, given: Answers = TOLD):
    return turn("report", Ask(question, ("?",)), given, words)


@pytest.mark.parametrize(
    ("place", "words", "right"),
    [
        ("행복빌라 203호", "아 203호가 아니라 302호네요", "행복빌라 302호"),
        ("행복빌라 203호", "302호예요 203호 말고", "행복빌라 302호"),
        ("행복빌라 203호", "아 302호네요", "행복빌라 302호"),
        ("솔밭아파트 3동 203호", "아니 3동이 아니고 5동이요", "솔밭아파트 5동 203호"),
        ("햇빛빌라 203호", "햇빛빌라가 아니라 달빛빌라예요", "달빛빌라 203호"),
        ("송산로 12 203호", "송산로 12가 아니라 송산로 21이에요", "송산로 21 203호"),
        ("행복빌라", "죄송해요 302호예요", "행복빌라 302호"),
        ("옆집", "옆집이 아니라 윗집이요", "윗집"),
    ],
)
def test_a_place_is_put_right(place: str, words: str, right: str):
    assert put_right(place, words)[0] == right


@pytest.mark.parametrize(
    "words",
    ["옆집이요", "203호요", "203호 맞아요", "제가 아니라 옆집 할머니요", "302호에서 소리가 나요", "302호인가요?", "안 보이는 게 아니라 아프세요"],
)  # fmt: skip
def test_other_words_leave_the_place(words: str):
    assert put_right("행복빌라 203호", words) == ("", "")


@pytest.mark.parametrize(
    "words",
    ["아 지금 오시네요", "괜찮으신거 같아요", "집에 계시네요", "연락 됐어요", "별일 없으시대요", "방금 통화했어요", "아이가 집에 왔어요"],
)  # fmt: skip
def test_all_may_be_well_again(words: str):
    assert said_at("relation", words).told["pause"] == "well"


@pytest.mark.parametrize(
    "words",
    ["연락이 안 됐어요", "괜찮으신지 모르겠어요", "집에 계시는데 문을 안 열어요", "술 드시고 들어오셨어요", "경찰이 오셨어요", "바닥에 누워 계시네요", "연락됐으면 좋겠어요", "혼자 집에 있네요"],
)  # fmt: skip
def test_no_good_news(words: str):
    heard = said_at("signs", words)

    assert heard is None or "pause" not in heard.told


@pytest.mark.parametrize(
    "words", ["아니 나 말이오", "제 얘기예요", "저 말하는 거예요", "본인이에요", "이웃 말고 저요"]
)
def test_it_may_be_about_the_sender(words: str):
    assert said_at("relation", words).told == {"pause": "own"}


@pytest.mark.parametrize(
    "words", ["아니 나 말고 우리 형 얘기예요", "내일이면 끝나요", "저도 이웃이에요"]
)
def test_it_is_not_about_the_sender(words: str):
    heard = said_at("relation", words)

    assert heard is None or "pause" not in heard.told


@pytest.mark.parametrize("question", ["danger_now", "place", "signs", "phone", "review"])
@pytest.mark.parametrize(
    "words", ["안 보내도 돼요", "신고 안할래요", "그냥 됐어요 나중에 할게요", "신고 취소할게요"]
)
def test_a_report_is_left(question: str, words: str):
    assert said_at(question, words).leaves


@pytest.mark.parametrize(
    "words",
    ["학교에 안 보내요", "일을 그만둘 수밖에 없었대요", "계약을 취소해 줬대요", "신고 안 하면 어떻게 돼요", "119에 신고 안 했어요"],
)  # fmt: skip
def test_words_of_a_story_do_not_leave_it(words: str):
    heard = said_at("signs", words)

    assert heard is None or not heard.leaves


def test_an_acute_story_stays_so_when_its_place_is_put_right():
    assert acute("솔밭빌라 101호에 할아버지가 쓰러져 있어요\n아 101호가 아니라 102호예요")


def test_what_staff_have_already_is_not_denied():
    heard = turn("report", Ask("phone", ("?",)), {**TOLD, "ticket": "W-1"}, "아직 보내지 마세요")

    assert heard is not None
    assert heard.key == "report.not_yet_kept"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("옆집 동생이에요", "neighbour"),
        ("친구 어머니예요", "neighbour"),
        ("시어머니예요", "family"),
        ("저는 이 동네 통장입니다", "mandated"),
        ("복지관에서 일해요", "agency"),
        ("그냥요", "neighbour"),
    ],
)
def test_a_relation_is_known_by_short_words(words: str, code: str):
    assert read_relation(typed(words)) == code


@pytest.mark.parametrize(
    "words", ["집에 와서 도와주는사람 잇나요", "할머니가 이웃이랑 사이가 안 좋으셨어요"]
)
def test_a_sentence_is_no_relation(words: str):
    with pytest.raises(NotUnderstood):
        read_relation(typed(words))


@pytest.mark.parametrize("words", ["번호 몰라요", "제 번호는 안 쓸래요", "전화 없어요"])
def test_there_may_be_no_number(words: str):
    assert without_number(words)


@pytest.mark.parametrize("words", ["이름 안남기고 보낼게요", "성함은 밝히기 싫어요", "번호 몰라요"])
def test_who_tells_may_stay_unknown(words: str):
    assert stays_unknown(words)


def test_a_household_whose_name_is_not_known_makes_nobody_unknown():
    assert not stays_unknown("할머니 이름은 몰라요")


def test_a_number_that_is_told_is_a_number():
    assert not without_number("그 번호 말고 010-1234-5678이요")


@pytest.mark.parametrize(("words", "is_so"), [("그냥 됐어요", True), ("됐나요?", False)])
def test_somebody_gives_up(words: str, is_so: bool):
    assert gives_up(words) is is_so


@pytest.mark.parametrize("words", ["내일 오전 말고 모레", "오후에 전화 주세요", "화요일 오후요"])
def test_a_time_is_no_topic(words: str):
    with pytest.raises(NotUnderstood):
        read_topic(typed(words))


@pytest.mark.parametrize(
    "words", ["내일 이사하는데 전입 문의", "3월에 신청한 것", "오전에 못 받은 전화"]
)
def test_a_topic_may_name_a_time(words: str):
    assert read_topic(typed(words)) == words
