"""The number of a home is hidden in free words; what people need to understand stays."""

from __future__ import annotations

import pytest

from bot.console.hiding import hide_home


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("101동 302호 할머니가 안 보여요", "●●● 할머니가 안 보여요"),
        ("옆집 302호요", "옆집 ●●●요"),
        ("송산로 77번길 12, 101동 302호", "송산로 77번길 ●●●, ●●●"),
        ("송산로 12 파란 대문", "송산로 ●●● 파란 대문"),
        ("용현동 123-4 반지하", "용현동 ●●● 반지하"),
        ("가동 2호에 살아요", "●●●에 살아요"),
        ("삼백이호 아저씨", "●●● 아저씨"),
        ("지하 1호", "●●●"),
        ("103동 앞에서 봤어요", "●●● 앞에서 봤어요"),
    ],
)
def test_a_home_is_hidden(said: str, shown: str) -> None:
    assert hide_home(said) == shown


@pytest.mark.parametrize(
    "said",
    [
        "1호선 타고 왔어요",
        "송산1동에 살아요",
        "월세 45만 원이 두 달 밀렸어요",
        "송산로에서 3일째 안 보여요",
        "10월 3일부터 전기가 끊겼어요",
        "송산로 3번 출구",
        "호호 웃으셨어요",
        "운동 30분 하세요",
    ],
)
def test_other_numbers_stay(said: str) -> None:
    assert hide_home(said) == said
