"""
The eleven restart, clock and replica cases of the storage notes (section 3), on the true clockwork.

APScheduler's own scheduler fails most of them; ours asks its calendars and the table of runs.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot import clockwork
from bot.clockwork import JOBS, Job, due_times
from bot.sweep import Work
from tests.bot.replica import NINE, THURSDAY, Replica, note
from tests.world import moment


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
