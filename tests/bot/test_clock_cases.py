"""
The eleven restart, clock and replica cases of the storage notes (section 3), on the true clockwork.

APScheduler's own scheduler fails most of them; ours asks its calendars and the table of runs. A job
here writes a line into the outbox, so "ran" means: its effect is committed.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot import clockwork
from bot.clockwork import JOBS, Clockwork, Job, due_times, mend_set_back, run_alerts
from bot.office import Known
from bot.staff_group import StaffGroup
from bot.sweep import Work, whom_to_call
from handlers.hours import SEOUL
from storage import alerts, contacts, outbox, tickets
from storage.records.staff import Role
from storage.records.ticket import Priority, TicketKind
from storage.sealing import Sealer
from storage.sqlite.store import SqliteStore
from storage.times import from_ms
from storage.transaction import Tx
from tests.world import StillClock, keys, moment, office_at

NOBODY = StaffGroup("telegram", "", "")
CALENDAR = clockwork._cron(day_of_week="mon-fri", hour="9", minute="0")
#: Thursday.
THURSDAY = "2026-11-26"


def note(work: Work) -> None:
    """Leave a line: the effect of the job."""
    contact = contacts.contact_id(work.tx, "telegram", "1", work.at)
    outbox.put(work.tx, contact, "telegram", "{}", work.source, work.at, pull=False)


NINE = Job("nine", CALENDAR, note, timedelta(hours=1))


class Replica:
    """One process on the database, with its own clock; `lives` again after a restart."""

    def __init__(self, path: Path, at: str, job: Job = NINE) -> None:
        self.path, self.clock, self.job = path, StillClock(moment(at)), job
        self.lives()

    def lives(self) -> None:
        """Open the database, as at a start."""
        self.store = SqliteStore(self.path, Sealer(keys()), "o")
        known: Known = None  # type: ignore[assignment]  # this job asks nothing
        self.work = Clockwork(
            self.store, lambda: known, self.clock, lambda _: None, NOBODY, (self.job,)
        )

    def dies(self) -> None:
        """Close it."""
        self.store.close()

    async def ticks(self, at: str = "") -> None:
        """Look once, at that time."""
        if at:
            self.clock.says(at)
        await self.work._guarded(self.job.name, self.work._run_due, self.job)

    async def runs(self) -> list[str]:
        """Return the due times whose effect is there."""

        def look(tx: Tx) -> list[str]:
            rows = tx.all("SELECT idem FROM outbox ORDER BY id")
            dues = [datetime.fromtimestamp(float(row[0].split(":")[2]), SEOUL) for row in rows]
            return [f"{due:%m-%d %H:%M}" for due in dues]

        return await self.store.read(look)


@pytest.fixture
async def replica(tmp_path: Path) -> AsyncIterator[Replica]:
    one = Replica(tmp_path / "clock.db", f"{THURSDAY} 08:00")
    await one.ticks()
    yield one
    one.dies()


async def test_1_a_restart_at_nine_thirty_seconds_past_runs_it(replica: Replica) -> None:
    replica.dies()
    replica.lives()

    await replica.ticks(f"{THURSDAY} 09:00:30")

    assert await replica.runs() == ["11-26 09:00"]


async def test_2_a_restart_after_it_ran_does_not_run_it_again(replica: Replica) -> None:
    await replica.ticks(f"{THURSDAY} 09:00:05")
    replica.dies()
    replica.lives()

    await replica.ticks(f"{THURSDAY} 09:00:30")

    assert await replica.runs() == ["11-26 09:00"]


async def test_3_jobs_registered_anew_at_a_start_lose_nothing(replica: Replica) -> None:
    """APScheduler's `replace_existing=True`, which everybody writes, forgets what was missed."""
    replica.dies()
    replica.job = replace(NINE)
    replica.lives()

    await replica.ticks(f"{THURSDAY} 09:01")

    assert await replica.runs() == ["11-26 09:00"]


async def test_4_a_second_late_is_not_too_late(replica: Replica) -> None:
    """APScheduler's grace is one second unless told otherwise."""
    await replica.ticks(f"{THURSDAY} 09:00:02")

    assert await replica.runs() == ["11-26 09:00"]


async def test_5_down_from_thursday_to_monday_it_runs_once(replica: Replica) -> None:
    await replica.ticks("2026-11-30 10:00")

    assert await replica.runs() == ["11-30 09:00"]


async def test_6_down_from_thursday_to_monday_each_run_when_each_matters(tmp_path: Path) -> None:
    every = replace(NINE, newest_only=False, useless_after=None)
    replica = Replica(tmp_path / "clock.db", f"{THURSDAY} 08:00", every)
    await replica.ticks()

    await replica.ticks("2026-11-30 10:00")

    assert await replica.runs() == ["11-26 09:00", "11-27 09:00", "11-30 09:00"]
    replica.dies()


async def test_7_a_loop_blocked_over_nine_runs_it_afterwards(replica: Replica) -> None:
    await replica.ticks(f"{THURSDAY} 08:59:59")

    await replica.ticks(f"{THURSDAY} 09:00:03")

    assert await replica.runs() == ["11-26 09:00"]


async def test_8_a_step_of_a_minute_over_nine_runs_it(replica: Replica) -> None:
    await replica.ticks(f"{THURSDAY} 08:59:30")

    await replica.ticks(f"{THURSDAY} 09:00:30")

    assert await replica.runs() == ["11-26 09:00"]


async def test_9_ten_minutes_forward_at_five_to_nine_run_it_at_the_new_nine(
    replica: Replica,
) -> None:
    await replica.ticks(f"{THURSDAY} 08:55")

    await replica.ticks(f"{THURSDAY} 09:05")
    await replica.ticks(f"{THURSDAY} 08:56")
    await replica.ticks(f"{THURSDAY} 09:00:10")

    assert await replica.runs() == ["11-26 09:00"]


async def test_10_two_replicas_run_it_once(replica: Replica) -> None:
    other = Replica(replica.path, f"{THURSDAY} 08:00")
    for second in range(5):
        at = f"{THURSDAY} 09:00:0{second}"
        await asyncio.gather(replica.ticks(at), other.ticks(at))

    assert await replica.runs() == ["11-26 09:00"]
    other.dies()


def test_11_the_calendar_lists_exactly_what_an_outage_missed() -> None:
    missed = due_times(NINE, moment(f"{THURSDAY} 09:00"), moment("2026-12-01 09:00"))

    assert [f"{due:%m-%d %H:%M}" for due in missed] == ["11-27 09:00", "11-30 09:00", "12-01 09:00"]


async def test_a_day_forward_and_back_still_runs_the_days_in_between(replica: Replica) -> None:
    """The wrong day's run was recorded as skipped; when its true moment comes it is done."""
    await replica.ticks("2026-11-27 12:00")
    assert await replica.runs() == []

    await replica.ticks(f"{THURSDAY} 08:59:50")
    await replica.ticks(f"{THURSDAY} 09:00:05")

    assert await replica.runs() == ["11-26 09:00"]


async def test_an_effect_that_fails_leaves_the_run_to_be_taken_again(tmp_path: Path) -> None:
    failing = [True]

    def once(work: Work) -> None:
        note(work)
        if failing:
            failing.clear()
            raise ValueError

    replica = Replica(tmp_path / "clock.db", f"{THURSDAY} 08:00", replace(NINE, run=once))
    await replica.ticks()

    await replica.ticks(f"{THURSDAY} 09:00:05")
    await replica.ticks(f"{THURSDAY} 09:00:20")

    assert await replica.runs() == ["11-26 09:00"]
    replica.dies()


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_each_job_says_what_being_late_means(job: Job) -> None:
    """Either it is always made up for, or it names the time after which it would only confuse."""
    assert job.useless_after is None or timedelta(minutes=5) <= job.useless_after


def test_a_missed_run_is_caught_up_within_a_minute() -> None:
    assert clockwork.TICK_S <= 60


async def test_the_clock_ticks_at_once_and_goes_on_when_the_wall_clock_goes_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: Known
) -> None:
    """APScheduler's own scheduler would wait a day for a day."""
    monkeypatch.setattr(clockwork, "TICK_S", 0.02)
    clock = StillClock(moment(f"{THURSDAY} 10:00"))
    store = SqliteStore(tmp_path / "clock.db", Sealer(keys()), "o")
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
    store.close()


async def _noted(ticks: list[int]) -> None:
    ticks.append(1)


async def test_after_a_day_forward_and_back_alerts_ring_and_replies_go(
    tmp_path: Path, known: Known
) -> None:
    now, wrong = moment(f"{THURSDAY} 10:00"), moment("2026-11-27 10:00")
    store = SqliteStore(tmp_path / "clock.db", Sealer(keys()), "o")

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
    store.close()


async def test_what_waits_for_the_opening_or_for_a_pause_is_left_alone(
    tmp_path: Path, known: Known
) -> None:
    night = moment(f"{THURSDAY} 22:00")
    store = SqliteStore(tmp_path / "clock.db", Sealer(keys()), "o")

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
    store.close()


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
