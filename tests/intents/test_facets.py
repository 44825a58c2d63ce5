"""Which detail is asked for, and what tells of a case instead of asking."""

from __future__ import annotations

import pytest

from intents.facets import facet, tells_a_case
from intents.normalize import normalize, squash


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("어떻게 신청할 수 있나요?", "how"),
        ("어떻게 하면 받을 수 있나요", "how"),
        ("신청 방법을 확인할 수 있나요", "how"),
        ("조건이 어떻게 되나요", "who"),
        ("자격은 어떻게 돼요", "who"),
        ("우리 엄마도 받을 수 있나요", "who"),
        ("기초연금 얼마 되지요?", "amount"),
        ("얼마 안 남았어요", None),
        ("얼마나 들어요", "amount"),
        ("며칠 걸려요", "deadline"),
        ("며칠만 맡기고 싶어요", None),
        ("서류는 어디서 떼요", "documents"),
    ],
)
def test_the_detail_that_is_asked_for(text: str, asked: str | None):
    assert facet(squash(normalize(text))) == asked


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("차도 있어요", True),
        ("집은 자가에요", True),
        ("차상위예요", True),
        ("집이 없어요", False),
        ("취업", False),
        ("대출", False),
        ("전세", False),
    ],
)
def test_a_bare_word_or_a_need_is_no_case(text: str, tells: bool):
    assert tells_a_case(squash(normalize(text))) is tells
