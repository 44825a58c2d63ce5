"""What reporters ask, what only sounds like it, and slips of the tongue in what they tell."""

from __future__ import annotations

import pytest

from handlers.asked_in_report import replies_to
from handlers.flow import NotUnderstood
from handlers.report import asked
from handlers.report.danger_answer import read_danger
from handlers.report.place_fix import put_right
from handlers.report.questions import COME
from handlers.report.reach import told_with_number
from handlers.report.relation import read_relation
from handlers.report.rules import read_story
from handlers.report.sentences import parted
from handlers.report.slips import mended
from tests.handlers.test_report import tells
from tests.pure import context_at, typed
from tests.world import office_at


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("저 고소당하냐구요", "sued"),
        ("무고죄 되는거 아니에요?", "sued"),
        ("학대 아니면 어떡해요?", "mistaken"),
        ("할머니가 원치않으면 신고 안되는거냐구요", "agree"),
        ("동의 없이도 되나요", "agree"),
        ("신고한거 알게 될까봐요 괜찮을까요?", "named"),
        ("누가 신고했는지 물어보면 어떡해요", "named"),
        ("문 따고 들어가도 되나요", "go_in"),
        ("제가 가서 말려도 되나요?", "speak"),
        ("이름은 안 밝혀도 되죠?", "nameless"),
        ("여기서 뭘 해줄수 있는데요?", "next"),
        ("도와주실 수 있나요?", "next"),
        ("누가 언제 보는데요", "come"),
        ("주소 어떻게 적혔어요?", "written"),
        ("119 부르면 돈 내나요?", "rescue_cost"),
        ("그럼 신고 안해도 되나요?", "stop"),
        ("이거 보내면 애 아빠한테 연락가요?", "named"),
        ("그 사람이 알면 저 죽어요", "named"),
        ("뭐라고 적어야 돼요?", "little"),
        ("문 수리비는요 누가 내나요", "door_cost"),
        ("언제쯤 와보시는데요", "come"),
        ("30일이요??", "come"),
        ("할머니 집에 오긴 와요?", "come"),
        ("경찰이 출동하나요?", "police_comes"),
        ("그럼 이제 어떻게 되나요", "next"),
        ("애 뺏어가요?", "child_taken"),
        ("아들 감옥간다고", "punished"),
        ("강제로 치울수는 없어요?", "clean"),
        ("두집 따로 접수해야되나요", "two"),
        ("통장은 이거 하면 수당나와요?", "reward"),
        ("또 적어야 돼요?", "again"),
        ("노인학대는 1577 뭐 그런거 있지않나요", "elder"),
        ("주소 정확히 몰라요 괜찮아요?", "little"),
    ],
)
def test_a_question_of_a_reporter_is_known(words: str, key: str):
    assert parted(words).keys == (key,)


@pytest.mark.parametrize(
    "words",
    [
        "집에 아무도 안 와요", "할머니가 문을 안 열어요", "남편이 감옥에 가서 혼자 애를 키워요",
        "형이 치우는걸 절대 못하게 해요", "아빠가 애를 데려갔어요", "밤마다 경찰이 왔다 가요",
        "아까 한참 울었는데 지금은 조용해요", "집주인이 비밀번호를 알아요", "누가 사는지 모르겠어요",
        "안 보내도 돼요", "아들이 소송을 걸었대요", "언제부터 안 보였는지는 모르겠어요", "애 엄마가 집에 안 들어와요",
    ],
)  # fmt: skip
def test_what_is_told_is_no_question(words: str):
    heard = parted(words)

    assert heard.keys == ()
    assert heard.unknown == ()


def test_a_message_is_parted_into_what_it_tells_and_what_it_asks():
    heard = parted("지금은 조용해요 근데 저 고소당해요? 302호예요")

    assert heard.keys == ("sued",)
    assert heard.rest == "지금은 조용해요 302호예요"


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("당장은 아니고요", "no"),
        ("생명은 아니고 아저씨는 멀쩡히 다녀요", "no"),
        ("할머니는 괜찮은데 박씨는 모르죠", "unsure"),
        ("글쎄요 모르겠어요 문 두드려도 대답이 없어요", "unsure"),
        ("지금은 조용해요 근데 어제는 애 비명소리났어요", "unsure"),
        ("아니 지금 비명이 들려요", "yes"),
        ("네 위험해요", "yes"),
    ],
)
def test_words_answer_whether_a_life_is_in_danger(words: str, answer: str):
    """A doubt is worth more than a no, and what sounds acute more than both."""
    assert read_danger(typed(words)) == answer


def test_other_words_do_not_answer_it():
    with pytest.raises(NotUnderstood):
        read_danger(typed("개가 짖어요"))


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("부용빌라 101호요 아 아니다 102호", "부용빌라 102호"),
        ("동해빌라 지하 아니 반지하 1호", "동해빌라 반지하 1호"),
        ("송산빌라 302호가 저희고 윗집은 402호요", "송산빌라 402호요"),
        ("101동 203호 아니 102동 203호", "102동 203호"),
        ("부용빌라 101호예요", "부용빌라 101호예요"),
        ("아니 302호예요", "아니 302호예요"),
    ],
)
def test_a_slip_is_mended_in_the_same_breath(words: str, meant: str):
    assert mended(words) == meant


@pytest.mark.parametrize(
    ("place", "words", "right"),
    [
        ("산들마을 205동 203호", "아파트 이름 틀렸네 산들마을이 아니고 산들빌이에요", "산들빌 205동 203호"),
        ("205동 203호", "곳이 다르잖아요 산들빌 205동 303호요", "산들빌 205동 303호"),
        ("송산빌라 302호", "주소가 이상하게 적혔어요 송산빌라 402호로 고쳐주세요", "송산빌라 402호"),
    ],
)  # fmt: skip
def test_a_place_is_put_right_in_words(place: str, words: str, right: str):
    assert put_right(place, words)[0] == right


def test_two_homes_in_one_breath_stand_apart():
    story = read_story("민락로 12 반지하 할머니랑 15번지 3층 박씨네")

    assert story.place == "민락로 12 반지하, 15번지 3층"


def test_what_is_told_beside_a_number_joins_the_story():
    given = {"story": "안 보여요"}

    told = told_with_number(given, "010 2345 6789 문앞에 우유도 쌓여있어요")

    assert told["story"] == "안 보여요\n문앞에 우유도 쌓여있어요"
    assert told_with_number(given, "010 2345 6789 이요") == {}


def test_a_relation_is_read_before_what_stands_behind_it():
    assert read_relation(typed("이웃인데 어제부터 불이 꺼져 있어요")) == "neighbour"
    assert read_relation(typed("딸이에요 며칠째 전화를 안 받으세요")) == "family"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2026-11-23 10:00", "보내시면 담당자가 오늘 안에"),
        ("2026-11-23 22:00", "보내시면 내일(화) 오전 9시에"),
    ],
)
def test_nobody_is_promised_a_day(at: str, said: str):
    (reply,) = replies_to((COME,), context_at(at), sent=False)

    assert reply.text.startswith(said)
    assert "약속드리지 못해요" in reply.text


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("옆집 할아버지 아까 그거 어떻게 됐어요?", asked.asks_how_it_went),
        ("아니 신고는 했잖아요 W-2026-0001", asked.says_it_was_sent),
        ("저번에도 신고했는데 그대로에요", asked.still_so),
        ("이거 정말 들어간거 맞아요?", asked.asks_if_in),
        ("취소하면 안되나요?", asked.may_withdraw),
    ],
)
def test_a_question_about_the_sent_report_is_known(words: str, asks):
    assert asks(words)


@pytest.mark.parametrize(
    "words", ["옆집 할머니 어떻게 도와요", "경찰에 신고했어요", "소득 신고했는데 그대로예요"]
)
def test_other_words_are_none_about_it(words: str):
    each = (asked.asks_how_it_went, asked.says_it_was_sent, asked.still_so)

    assert not any(asks(words) for asks in each)


@pytest.mark.parametrize("asks", ["저 고소당하냐구요", "점심은 언제 드세요?", "동의 없이도 되나요"])
async def test_a_question_is_never_stored_as_the_place(asks: str):
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await tells(me, "우편물이 쌓였어요", "아니요")

        await me.says(asks)

        me.heard("어디인가요")
        talk = await me.talk()
        assert talk.flow is not None
        assert "place" not in talk.flow.answers


async def test_who_reports_in_words_no_table_knows_hears_who_knows():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await tells(me, "203호에 우편물이 쌓였어요", "아니요", "이웃")

        await me.says("그런 건 왜 그럴까요?")

        me.heard("확실히 알지 못해요", "031-000-0000", "전화번호를 남기시겠어요")
