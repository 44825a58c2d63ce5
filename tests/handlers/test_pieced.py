"""A text made of some pieces and nothing else: "찾았어요 다행이에요" is all good news."""

from __future__ import annotations

import re

import pytest

from handlers.alarm_words import has_arrived, is_good_news
from handlers.pieced import made_of


@pytest.mark.parametrize(
    ("said", "is_made"),
    [
        ("네찾았어요", True),
        ("찾았다행이에요", True),
        ("네", False),
        ("찾았어요숨을안쉬어요", False),
        ("", False),
        ("찾았" * 60, False),
    ],
)
def test_nothing_else_may_stand_beside(said: str, is_made: bool) -> None:
    pieces, must = re.compile("네|다행(?:이에요)?"), re.compile("찾았(?:다|어요)?")
    assert made_of(said, pieces, must) is is_made


@pytest.mark.parametrize(
    ("said", "is_news"),
    [
        ("연락됐어요정말다행이에요", True),
        ("119가와서깨어나셨어요감사합니다", True),
        ("찾았어요숨을안쉬어요", False),
        # a pattern of the same would try a million readings
        ("살았아네" * 18 + "유서", False),
    ],
)
def test_good_news_is_that_and_nothing_else(said: str, is_news: bool) -> None:
    assert is_good_news(said) is is_news


def test_help_that_came_is_heard_and_help_that_is_awaited_is_not() -> None:
    assert has_arrived("지금119왔어요")
    assert has_arrived("같이병원에가고있어요")
    assert not has_arrived("119언제와요")
