"""Words beside an answer of the form: what is for staff, and what asks for nothing."""

from __future__ import annotations

import pytest

from handlers.callback.notes import note_of


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("010-0000-0000 근데 남편 있을때 전화오면 안돼요", "남편 있을때 전화오면 안돼요"),
        ("내일 오전이요. 문자는 보내지 마세요", "문자는 보내지 마세요"),
        ("문자로 먼저 알려주세요 010-0000-0000이에요", "문자로 먼저 알려주세요"),
        ("3시쯤이요", "3시쯤이요"),
    ],
)
def test_what_is_asked_for_is_kept(text: str, note: str):
    assert note_of(text) == note


@pytest.mark.parametrize(
    "text",
    [
        "010-0000-0000이에요", "네 제 번호는 010-0000-0000입니다", "내일 오전이요", "아무때나요", "2",
        "010-0000-0000 아 틀렸다 0001이요", "네 동의합니다", "전화 주세요 010-0000-0000",
    ],
)  # fmt: skip
def test_little_words_are_no_note(text: str):
    assert note_of(text) == ""


def test_a_number_never_stands_in_a_note():
    assert "900101" not in note_of("900101-1234567 로 확인해 주세요")
