"""What a household tells of its size and pay is set beside the limits of the benefits, roughly and without deciding."""

from __future__ import annotations

import pytest

from handlers.faq.household import household_in, size_alone
from tests.resident import Resident
from tests.world import office_at

MORNING = "2026-11-23 10:00"


@pytest.mark.parametrize(
    ("said", "sizes", "income"),
    [
        ("애 둘이고 월 210 벌어요", (3, 4), 210),
        ("월급이 180이고 애 하나 혼자 키워요", (2,), 180),
        ("남편이 250 벌고 애 셋", (5,), 250),
        ("월급 이백십만원이고 식구 넷", (4,), 210),
        ("한 달에 이백 벌어요 딸하나", (2, 3), 200),
        ("월수입 320 5인가구", (5,), 320),
        ("둘이 살고 소득은 90만원 정도", (2,), 90),
        ("혼자 사는데 한달에 150 벌어", (1,), 150),
        ("월세 30 내고 혼자 살아요", (1,), 0),
        ("기초연금 30만원 받고 혼자 살아요", (1,), 0),
        ("4인가구 중위소득 얼마예요", (4,), 0),
        ("일당 12만원 받아요", (), 0),
        ("애가 6살이에요", (), 0),
        ("둘째가 태어났어요", (), 0),
        ("두 명씩 월 2만원", (), 0),
    ],
)
def test_size_and_pay_are_heard(said: str, sizes: tuple[int, ...], income: int) -> None:
    told = household_in(said)
    assert (told.sizes, told.income) == (sizes, income)


@pytest.mark.parametrize(
    ("said", "size"), [("셋이요", 3), ("4명입니다", 4), ("혼자요", 1), ("세상에", 0)]
)
def test_a_size_alone_is_heard(said: str, size: int) -> None:
    assert size_alone(said) == size


def texts(me: Resident) -> list[str]:
    return [bubble.text for bubble in me.bubbles]


async def test_the_share_is_told_with_the_limits() -> None:
    async with office_at(MORNING) as office:
        me = office.resident("web")
        await me.says("애 둘이고 월 210 벌어요")
        said = texts(me)
        assert "2026년 중위소득에 견주어 3명이면 39%쯤, 4명이면 32%쯤" in said[0]
        assert "주거급여 48%" in said[1]
        assert "어림" in said[2]


async def test_the_benefit_asked_about_comes_first_and_may_be_too_low() -> None:
    async with office_at(MORNING) as office:
        me = office.resident("web")
        await me.says("혼자 사는데 월 100만원 벌면 생계급여 되나요")
        assert "생계급여는 32%까지" in texts(me)[1]
        assert "의료급여 40%" in texts(me)[2]


async def test_pay_alone_behind_a_benefit_asks_for_the_size_and_takes_it() -> None:
    async with office_at(MORNING) as office:
        me = office.resident("web")
        await me.says("주거급여 받을 수 있나요")
        await me.says("월급이 180이에요")
        assert "몇 명인지" in texts(me)[0]
        await me.says("셋이요")
        assert "3명이면 34%쯤" in texts(me)[0]


async def test_the_table_of_the_new_year_is_used_from_its_first_day() -> None:
    async with office_at("2027-01-04 10:00") as office:
        me = office.resident("web")
        await me.says("혼자 사는데 한달에 80 벌어요")
        assert "2027년 중위소득에 견주어 1명이면 29%쯤" in texts(me)[0]


async def test_a_cost_is_not_answered_with_a_share() -> None:
    async with office_at(MORNING) as office:
        me = office.resident("web")
        await me.says("애 둘 키우고 월급 300인데 아이돌봄서비스 얼마예요")
        assert not any("%쯤" in text for text in texts(me))
