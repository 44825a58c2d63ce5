"""Answers kept ready: variables are filled in, and the particles behind them fit."""

from __future__ import annotations

import pytest

from handlers.desk.canned import fill, unknown_variables

VALUES = {
    "담당자": "김복지",
    "기관": "송산1동 행정복지센터",
    "전화": "031-000-0003",
    "접수번호": "W-2026-0007",
}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{담당자}은(는) 오후에 연락드려요.", "김복지는 오후에 연락드려요."),
        ("{기관}이 함께해요.", "송산1동 행정복지센터가 함께해요."),
        ("{전화}로 전화 주세요.", "031-000-0003으로 전화 주세요."),
        ("{접수번호}을/를 알려 주세요.", "W-2026-0007을 알려 주세요."),
        ("{담당자}입니다. {기관}을(를) 찾아 주세요.", "김복지입니다. 송산1동 행정복지센터를 찾아 주세요."),
        ("안녕하세요. 은(는)", "안녕하세요. 은(는)"),
        ("", ""),
    ],
)  # fmt: skip
def test_particles_fit_the_value_before_them(body: str, said: str) -> None:
    assert fill(body, VALUES) == said


def test_a_name_that_stands_for_nothing_is_found_and_stays_to_be_seen() -> None:
    assert unknown_variables("{담당자}, {이름}, {이름}", VALUES) == ["이름"]
    assert fill("{이름} 님", VALUES) == "{이름} 님"
