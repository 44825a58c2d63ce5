"""Alerts repeat until somebody answers, and go from one to the next (A8, H6, R8)."""

from __future__ import annotations

import pytest

from handlers import desk
from storage.records.staff import Role
from storage.records.ticket import Stage
from tests.world import RunningOffice, office_at

ACUTE = "죽고 싶어요"


async def an_acute_word(office: RunningOffice) -> str:
    me = office.resident()
    await me.says(ACUTE)
    return (await office.tickets())[0].number


async def test_the_first_ring_comes_at_the_next_tick_and_names_no_person():
    """A8: within sixty seconds; P10: number and urgency only."""
    async with office_at("2026-11-23 10:00", group="-100") as office:
        number = await an_acute_word(office)

        await office.ticks(seconds=15)

        assert await office.group_hears() == [f"{number} · 위급"]


async def test_it_rings_again_until_acknowledged():
    async with office_at("2026-11-23 10:00", group="-100") as office:
        number, kim = await an_acute_word(office), await office.staff()
        await office.ticks(seconds=15)
        await office.ticks(minutes=1)

        await office.act(kim, number, lambda t, c: desk.acknowledge(t, kim, c))
        await office.ticks(minutes=10)

        assert await office.group_hears() == [f"{number} · 위급", f"{number} · 위급 · 2번째 알림"]


async def test_after_five_minutes_the_next_person_is_called_then_the_lead():
    async with office_at("2026-11-23 10:00") as office:
        for login, role in (("kim", Role.OFFICER), ("lee", Role.OFFICER), ("park", Role.LEAD)):
            await office.staff(login, role)
        number = await an_acute_word(office)

        for _ in range(17):
            await office.ticks(minutes=1)

        called = await office.event_texts(number, "alert_rung")
        assert list(dict.fromkeys(called)) == ["kim", "lee", "park", "everyone"]


async def test_at_night_the_worst_rings_at_once_the_rest_waits_for_nine_and_starts_with_the_first():
    async with office_at("2026-11-23 22:00", group="-100") as office:
        await office.staff("kim")
        me = office.resident()
        await me.presses_value("s:message")
        await me.says("안부 전해 주세요")

        await office.ticks(minutes=30)
        at_night = await office.group_hears()
        office.clock.says("2026-11-24 09:00")
        await office.ticks()

        assert at_night == []
        assert "W-2026-0001 · 보통" in await office.group_hears()
        assert await office.event_texts("W-2026-0001", "alert_rung") == ["kim"]


async def test_at_six_what_is_urgent_and_unseen_goes_to_the_on_call_phone():
    """H6."""
    async with office_at("2026-11-23 17:50", on_call_phone="031-999-0000") as office:
        number = await an_acute_word(office)

        office.clock.says("2026-11-23 18:00")
        await office.ticks()

        assert await office.event_texts(number, "to_on_call") == ["031-999-0000"]


async def test_a_report_nobody_takes_reaches_the_lead_after_a_day_and_the_head_after_two():
    """R8."""
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.presses_value("s:message")
        await me.says("안부 전해 주세요")

        office.clock.says("2026-11-24 10:01")
        await office.ticks()
        after_one = await office.timeline("W-2026-0001")
        office.clock.says("2026-11-25 10:01")
        await office.ticks()

        assert "escalated_lead" in after_one
        assert "escalated_head" not in after_one
        assert "escalated_head" in await office.timeline("W-2026-0001")


async def test_a_weekend_is_no_working_day():
    async with office_at("2026-11-27 17:00") as office:
        me = office.resident()
        await me.presses_value("s:message")
        await me.says("안부 전해 주세요")

        office.clock.says("2026-11-30 09:05")
        await office.ticks()

        assert "escalated_lead" not in await office.timeline("W-2026-0001")


async def test_the_opening_digest_speaks_in_numbers_once_a_day():
    async with office_at("2026-11-23 22:00", group="-100") as office:
        me = office.resident()
        await me.presses_value("s:message")
        await me.says("안부 전해 주세요")
        office.clock.says("2026-11-24 09:00")

        for _ in range(3):
            await office.ticks(seconds=15)

        digests = [t for t in await office.group_hears() if t.startswith("아침 알림")]
        assert digests == [
            "아침 알림 · 새로 1건(긴급 0건), 진행 0건, 미확인 알림 1건, 오늘 할 일 0건"
        ]


@pytest.mark.parametrize("at", ["2026-11-28 09:00", "2026-12-25 09:00"])
async def test_on_a_closed_day_there_is_no_digest(at: str):
    async with office_at(at, group="-100") as office:
        await office.ticks()

        assert await office.group_hears() == []


async def test_a_claimed_ticket_rings_no_more_and_its_sender_hears_that_somebody_looks():
    async with office_at("2026-11-23 10:00", group="-100") as office:
        me, kim = office.resident(), await office.staff()
        await me.presses_value("s:message")
        await me.says("안부 전해 주세요")
        await office.act(kim, "W-2026-0001", lambda t, c: desk.claim(t, kim, {}, c))
        await me.hears()

        await office.ticks(minutes=200)

        me.heard("담당자가 내용을 확인하고 있어요")
        assert await office.group_hears() == []
        assert (await office.ticket("W-2026-0001")).stage is Stage.CHECKING
