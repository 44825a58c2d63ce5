"""What is heard around a report: blows, kin, the wish not to be named, the address, questions about it."""

from __future__ import annotations

import pytest

from handlers.about_report import mended_story
from handlers.kin import raises_alone
from handlers.messages import Conversation
from handlers.report import asked
from handlers.report.address import part
from handlers.report.blows import blows
from handlers.report.kinship import kin_named, of_kin
from handlers.report.rules import signs_in
from handlers.report.seen import spoken_signs
from handlers.report.summary import LONGEST_SHOWN, shown
from handlers.report.wish import asks_whom_the_number_goes_to, wishes_unnamed
from tests.pure import context_at, typed


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("때리는 소리같은것도 나요", True),
        ("어제도 밤마다 맞는 소리가 들려요", True),
        ("지난주에 때리는 소리가 났는데 지금은 조용해요", False),
        ("때리는 소리는 없어요", False),
        ("문 두드려도 대답이 없어요", False),
    ],
)
def test_blows_that_go_on_are_heard(words: str, heard: bool):
    assert blows(words) is heard


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("이웃이 아니고 우리 친형입니다", "brother_of_man"),
        ("저희 오빠예요", "brother_of_woman"),
        ("옆집 아니고 제 동생 일이에요", "younger"),
        ("이웃이 아니고 친구예요", ""),
        ("친구 우리 형이에요", ""),
        ("형편이 어려워요", ""),
        ("저희 아파트 언니예요", ""),
    ],
)
def test_kin_are_known_where_the_words_say_so(words: str, who: str):
    assert kin_named(words) == who


@pytest.mark.parametrize(
    ("story", "own"),
    [
        ("형이 집을 못 치우게 해요", True),
        ("옆집 애가 울어요\n아빠가 애를 때려요", False),
        ("옆집 애가 울어요\n언니가 동생을 때려요", False),
        ("할머니가 며칠째 안 보여요", False),
    ],
)
def test_a_telling_that_begins_with_ones_kin_is_of_them(story: str, own: bool):
    assert of_kin(story) is own


@pytest.mark.parametrize(
    ("words", "wished"),
    [
        ("근데 형이 제가 신고한거 알면 안되는데", True),
        ("이름은 절대 비밀로 해주세요", True),
        ("신고한 사람이 누군지 옆집에서 알게 되나요", True),
        ("할머니 이름은 알아요 김복순이요", False),
        ("이름은 모르겠어요", False),
        ("제가 말한 거 알아보셨나요", False),
    ],
)
def test_the_wish_not_to_be_named_is_heard(words: str, wished: bool):
    assert wishes_unnamed(words) is wished


def test_a_flat_that_is_insisted_on_beside_a_question_mends_the_story():
    story = "애가 울어요 송산주공 203동 1104호예요"

    mended, part = mended_story(story, "애 우는집이 1105호라고요 전달 된건가요?")

    assert (mended, part) == ("애가 울어요 송산주공 203동 1105호예요", "1105호")
    assert mended_story(mended, "1105호라고요 전달 된건가요?") == (mended, "")


def test_whom_a_number_goes_to_may_be_asked():
    assert asks_whom_the_number_goes_to("번호 남기면 형한테 말 안하나요?")
    assert not asks_whom_the_number_goes_to("번호 남길게요")


@pytest.mark.parametrize(
    ("words", "address", "rest"),
    [
        (
            "녹양로 12 현대빌라 302호요. 근데 형이 제가 신고한거 알면 안되는데",
            "녹양로 12 현대빌라 302호",
            "근데 형이 제가 신고한거 알면 안되는데",
        ),
        ("302호인데 제가 신고한 거 알면 안 돼요", "302호", "제가 신고한 거 알면 안 돼요"),
        ("밤마다 때리는 소리가 나요", "", "밤마다 때리는 소리가 나요"),
        ("송산시장 옆, 파란 대문 집이요", "송산시장 옆, 파란 대문 집이요", ""),
        ("병원 뒤 2층", "병원 뒤 2층", ""),
        ("304호예요", "304호예요", ""),
        ("그 골목 끝에 있는 집", "그 골목 끝에 있는 집", ""),
    ],
)
def test_an_address_is_parted_from_what_stands_beside_it(words: str, address: str, rest: str):
    assert part(words) == (address, rest)


@pytest.mark.parametrize(
    ("story", "code", "said"),
    [
        ("때리는 소리가 나요", "bruise", "때리는 소리"),
        ("팔에 멍이 있어요", "bruise", "멍·상처"),
        ("애가 악을 쓰고 울어요", "cry", "악쓰고 우는 소리"),
        ("맨날 술 마셔요", "alcohol", "술을 많이 마심"),
        ("쓰레기를 산더미처럼 쌓아요", "hoarding", "쓰레기가 쌓임"),
        ("다쳐서 누워만 있어요", "ill", "다침, 움직이기 어려움"),
    ],
)
def test_a_sign_is_said_as_it_was_told(story: str, code: str, said: str):
    assert spoken_signs(context_at("2026-11-23 10:00"), [code], story) == said


def test_a_sign_that_was_pressed_keeps_its_label():
    assert spoken_signs(context_at("2026-11-23 10:00"), ["ill"], "옆집이요") == "아프거나 다침"


def test_no_sign_is_made_of_the_end_of_one_word_and_the_head_of_the_next():
    assert "ill" not in signs_in("우리 형수 술만 마셔요")
    assert "ill" in signs_in("잘 못 걸으세요 다리를 다 쳤어요") or "ill" in signs_in(
        "잘 못 걷는 분"
    )


def test_a_long_story_is_shown_by_both_ends():
    story = "가" * 500 + "나" * 500

    assert len(shown(story)) < LONGEST_SHOWN
    assert shown(story).startswith("가")
    assert shown(story).endswith("나")


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("그래서 신고가 된거에요 안된거에요", asked.asks_if_sent),
        ("애 우는집이 1105호라고요 전달 된건가요?", asked.asks_if_sent),
        ("그냥 됐어요 신고한건 맞는거죠?", asked.asks_if_sent),
        ("경찰에도 신고해야하나요?", asked.asks_about_police),
        ("신고한거 취소하고 싶으면 어떻게 해요", asked.asks_to_withdraw),
        ("지난주에 할머니 신고했는데 어떻게 됐어요", asked.asks_how_it_goes),
        ("여기 말고 전화로 신고했었어요", asked.reported_by_phone),
        ("할머니 괜찮으신지만요", asked.asks_if_well),
    ],
)
def test_a_question_about_a_report_is_known(words: str, asks):
    assert asks(words)


@pytest.mark.parametrize(
    "words",
    [
        "출생신고 했는데 어떻게 됐어요",
        "119에 신고했어요",
        "경찰에 신고했는데 결과가 안 와요",
        "전화로 신고할 수 있나요",
        "신고하면 어떻게 되나요",
        "괜찮아요",
        "소득 신고가 된 건가요",
    ],
)
def test_other_words_are_no_question_about_a_report(words: str):
    asks = (
        asked.asks_if_sent, asked.asks_to_withdraw, asked.asks_how_it_goes,
        asked.reported_by_phone, asked.asks_if_well,
    )  # fmt: skip

    assert not any(each(words) for each in asks)


@pytest.mark.parametrize(
    ("words", "own"),
    [
        ("애엄마가 나갔어요 혼자 키워요", True),
        ("애엄마가 집을 나갔어요", True),
        ("남편이 집 나가고 아기 혼자 키워요", True),
        ("옆집 애엄마가 집을 나갔어요", False),
        ("친구가 혼자 애를 키워요", False),
        ("애엄마가 나가고 애가 혼자 울어요", False),
    ],
)
def test_who_raises_a_child_alone_tells_of_no_neighbour(words: str, own: bool):
    assert raises_alone(None, typed(words), Conversation()) is own
