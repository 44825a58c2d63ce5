"""The line at the top of the page: when the office opens, and whether anybody can come."""

from __future__ import annotations

from bot.header import Header
from storage import staff
from tests.world import RunningOffice, office_at

TUESDAY = "2026-11-24 10:20"


async def line_at(office: RunningOffice) -> tuple[object, object]:
    header = Header(office.core.store, office.core.context, office.clock)
    await header.look()
    told = header()
    return told["open"], told["line"]


async def test_the_line_follows_who_signs_in_and_who_leaves_the_desk() -> None:
    async with office_at(TUESDAY) as office:
        assert await line_at(office) == (False, "지금 당번이 없습니다 · 글이나 전화로 남겨 주세요")

        kim = await office.staff()
        assert await line_at(office) == (True, "상담 가능 · 오후 6시까지")

        await office.core.store.run(staff.set_duty, kim.id, False)
        assert (await line_at(office))[0] is False


async def test_after_hours_it_says_when_the_office_opens_whoever_is_signed_in() -> None:
    async with office_at("2026-11-27 18:05") as office:
        await office.staff()

        opened, line = await line_at(office)

    assert opened is False
    assert line == "지금은 자동 응답만 · 11월 30일(월) 오전 9시에 열어요"
