"""The clock goes forward and back by a day: jobs, alerts and replies come at their true time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot import clockwork
from bot.clockwork import Clockwork, mend_set_back, run_alerts
from bot.office import Known
from bot.sweep import whom_to_call
from storage import alerts, contacts, outbox, tickets
from storage.records.staff import Role
from storage.records.ticket import Priority, TicketKind
from storage.sealing import Sealer
from storage.sqlite.store import SqliteStore
from storage.times import from_ms
from storage.transaction import Tx
from tests.bot.replica import NINE, NOBODY, THURSDAY, Replica
from tests.world import StillClock, keys, moment, office_at


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[SqliteStore]:
    """An empty database."""
    one = SqliteStore(tmp_path / "clock.db", Sealer(keys()), "o")
    yield one
    one.close()


async def test_a_day_forward_and_back_still_runs_the_days_in_between(replica: Replica) -> None:
    """The wrong day's run was recorded as skipped; when its true moment comes it is done."""
    await replica.ticks("2026-11-27 12:00")
    assert await replica.runs() == []

    await replica.ticks(f"{THURSDAY} 08:59:50")
    await replica.ticks(f"{THURSDAY} 09:00:05")

    assert await replica.runs() == ["11-26 09:00"]


async def test_the_clock_ticks_at_once_and_goes_on_when_the_wall_clock_goes_back(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch, known: Known
) -> None:
    """APScheduler's own scheduler would wait a day for a day."""
    monkeypatch.setattr(clockwork, "TICK_S", 0.02)
    clock = StillClock(moment(f"{THURSDAY} 10:00"))
    work = Clockwork(store, lambda: known, clock, lambda _: None, NOBODY, (NINE,))
    ticks = []
    monkeypatch.setattr(work, "_run_due", lambda _job: _noted(ticks))

    work.start()
    async with asyncio.timeout(20):
        while not ticks:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        clock.goes_on(days=-1)
        before = len(ticks)
        while len(ticks) <= before + 1:  # noqa: ASYNC110
            await asyncio.sleep(0.01)

    work.stop()


async def _noted(ticks: list[int]) -> None:
    ticks.append(1)


async def test_after_a_day_forward_and_back_alerts_ring_and_replies_go(
    store: SqliteStore, known: Known
) -> None:
    now, wrong = moment(f"{THURSDAY} 10:00"), moment("2026-11-27 10:00")

    def while_wrong(tx: Tx) -> None:
        contact = contacts.contact_id(tx, "telegram", "1", wrong)
        outbox.put(tx, contact, "telegram", "{}", "a", wrong, pull=False)
        number = tickets.open_ticket(
            tx, "W-2026-0001", TicketKind.REPORT, Priority.CRITICAL, channel="telegram",
            contact=contact, at=wrong,
        )  # fmt: skip
        alerts.raise_alert(tx, number, wrong, wrong)
        run_alerts(tx, known, wrong, NOBODY)

    await store.run(while_wrong)
    assert await store.run(outbox.claim, "telegram", now, 9) == []

    mended = await store.run(mend_set_back, known, now)

    assert mended == 2
    assert len(await store.run(outbox.claim, "telegram", now, 9)) == 1
    assert len(await store.read(alerts.due, now)) == 1
    assert await store.run(mend_set_back, known, now) == 0


async def test_what_waits_for_the_opening_or_for_a_pause_is_left_alone(
    store: SqliteStore, known: Known
) -> None:
    night = moment(f"{THURSDAY} 22:00")

    def at_night(tx: Tx) -> None:
        contact = contacts.contact_id(tx, "telegram", "1", night)
        outbox.put(tx, contact, "telegram", "{}", "a", night, pull=False)
        (row,) = outbox.claim(tx, "telegram", night, 1)
        outbox.put_back(tx, row, night + timedelta(hours=1), "429", in_doubt=False, counts=False)
        number = tickets.open_ticket(
            tx, "W-2026-0001", TicketKind.REPORT, Priority.NORMAL, channel="telegram",
            contact=contact, at=night,
        )  # fmt: skip
        alerts.raise_alert(tx, number, night, moment("2026-11-27 09:00"))

    await store.run(at_night)

    assert await store.run(mend_set_back, known, night) == 0
    assert from_ms(await store.read(lambda tx: tx.value("SELECT next_at FROM alert"))) == moment(
        "2026-11-27 09:00"
    )


async def test_an_alert_from_before_the_clock_was_set_back_calls_the_first_on_duty() -> None:
    """Found by fuzzing: less than no time waited named the wrong person, or broke the alerts' job."""
    async with office_at("2026-11-23 10:00") as office:
        await office.staff("kim")
        await office.staff("lee", Role.LEAD)

        assert await office.core.store.read(whom_to_call, timedelta(days=-1)) == "kim"


async def test_the_worst_alert_rings_at_once_when_the_clock_is_set_back_to_a_closed_hour() -> None:
    async with office_at("2026-11-23 10:00") as office:
        await office.staff("kim")
        me = office.resident()
        await me.says("죽고 싶어요")
        number = (await office.tickets())[-1].number

        await office.ticks(hours=-12)
        await office.ticks(seconds=15)

        assert "alert_rung" in await office.timeline(number)
