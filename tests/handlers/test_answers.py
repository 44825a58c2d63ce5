"""Reading answers: by number, by words, nearly right; phones; places."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.answers import DONT_KNOW, YES_NO, find_phones, read_phone, read_place, read_words
from handlers.flow import Ask, Choice, NotUnderstood
from handlers.messages import Kind, Place
from handlers.reading import answer
from tests.pure import typed

CLOSED = Ask("danger", ("?",), (*YES_NO, DONT_KNOW))
SEVERAL = Ask(
    "signs",
    ("?",),
    (Choice("mail", "우편물이 쌓임"), Choice("smell", "냄새·벌레"), Choice("ill", "아픔")),
    read=read_words,
    several=True,
)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("네", "yes"),
        ("1", "yes"),
        ("2번", "no"),
        ("3.", "unsure"),
        ("아니오", "no"),
        ("ㅇㅇ", "yes"),
        ("네, 맞아요", "yes"),
        ("아니요 그렇진 않아요", "no"),
        ("잘 모르겠어요", "unsure"),
        ("모르겟어요", "unsure"),
        ("dksldy", "no"),
    ],
)
def test_a_closed_question_takes_numbers_words_and_near_misses(said: str, value: str):
    assert answer(CLOSED, typed(said), None) == value


@pytest.mark.parametrize("said", ["", "4", "0", "1 2", "흠", "그게 뭐예요?"])
def test_what_is_no_answer_is_not_understood(said: str):
    with pytest.raises(NotUnderstood):
        answer(CLOSED, typed(said), None)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("1, 3번", ["mail", "ill"]),
        ("2 2", ["smell"]),
        ("우편물이 쌓임", ["mail"]),
        ("문이 열려 있어요", "문이 열려 있어요"),
    ],
)
def test_several_choices_may_be_given_at_once_or_said_in_words(said: str, value: object):
    assert answer(SEVERAL, typed(said), None) == value


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("010-1234-5678", "010-1234-5678"),
        ("01012345678이에요", "010-1234-5678"),
        ("010 1234 5678", "010-1234-5678"),
        ("010.1234.5678", "010-1234-5678"),
        ("+82 10-1234-5678", "010-1234-5678"),
        ("(031) 123-4567", "031-123-4567"),
        ("02-123-4567", "02-123-4567"),
    ],
)
def test_phones_are_read_however_they_are_written(text: str, phone: str):
    assert find_phones(text) == [phone]


@pytest.mark.parametrize(
    "text", ["2026-2027", "2026 1123", "123-4567", "119", "W-2026-0042", "5만원"]
)
def test_years_receipts_and_short_numbers_are_no_phones(text: str):
    assert find_phones(text) == []


def test_a_shared_contact_is_read_as_a_phone():
    assert read_phone(typed("김 복순", kind=Kind.CONTACT, phone="+821012345678")) == "010-1234-5678"


def test_a_shared_point_is_a_place():
    where = typed("", kind=Kind.LOCATION, place=Place(37.738123456, 127.0))

    assert read_place(where) == "지도 위치 37.73812, 127.00000"


def test_a_long_story_is_read_whole():
    story = "가" * 3_900

    assert read_words(typed(story)) == story


@given(st.text(max_size=300))
def test_reading_never_fails_but_by_not_understanding(text: str):
    for ask in (CLOSED, SEVERAL, Ask("phone", ("?",), read=read_phone)):
        with suppress(NotUnderstood):
            answer(ask, typed(text), None)
