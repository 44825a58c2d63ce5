"""The channel understands from the first day: one message in, one decision out."""

from datetime import date

import pytest

from intents.entry import Entry, Knowledge, Period, Source, Wish
from intents.understanding import Understanding


def entry(entry_id: str, title: str, *questions: str) -> Entry:
    return Entry(
        entry_id,
        title,
        "주제",
        (title,),
        questions,
        "답이에요.",
        {},
        (),
        "verified",
        "2026",
        Source("부", "쪽"),
        "팀",
        date(2027, 1, 15),
        "ko/test.yaml:1",
    )


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    entries = (
        entry(
            "basic-pension",
            "기초연금",
            "기초연금 얼마예요",
            "노인 연금 누가 받나요",
            "65세 되면 돈 나오나요",
        ),
        entry(
            "energy-voucher",
            "에너지바우처",
            "난방비 지원",
            "겨울에 난방비 도와주나요",
            "전기세 바우처",
        ),
    )
    return Understanding(
        Knowledge({e.id: e for e in entries}, wishes=(Wish("thanks", ("고마워요",), ()),))
    )


def test_a_question_finds_its_entry(understanding: Understanding) -> None:
    assert understanding.understand("기초연금 얼마나 줘요?").matches[0].id == "basic-pension"


def test_keys_left_on_english_find_the_same_entry(understanding: Understanding) -> None:
    assert understanding.understand("rlchdusrma").matches[0].id == "basic-pension"


def test_a_wish_opens_a_flow(understanding: Understanding) -> None:
    heard = understanding.understand("고마워요!!")

    assert (heard.intent, heard.decision) == ("thanks", "flow")


def test_a_detail_is_true_only_in_its_period() -> None:
    spans = (Period(None, date(2026, 12, 31), "올해"), Period(date(2027, 1, 1), None, "내년"))
    e = entry("a", "가", "나")
    e = Entry(**{**{f: getattr(e, f) for f in e.__slots__}, "details": {"amount": spans}})

    assert e.detail("amount", date(2026, 12, 31)) == "올해"
    assert e.detail("amount", date(2027, 1, 1)) == "내년"
    assert e.detail("where", date(2027, 1, 1)) is None
