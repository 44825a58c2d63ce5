"""The clock: due times come from calendars, each (job, due time) is taken once, its effects with it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from apscheduler.triggers.cron import CronTrigger

from bot.carry_out import RING_AGAIN
from bot.clock import Clock
from bot.logs import log
from bot.office import Known, context_of
from bot.staff_group import StaffGroup
from bot.sweep import Work, closing, digest, hand_over, nightly, ring_alerts, sweep
from bot.sweep_case import ring_tasks, send_scheduled
from bot.sweep_promises import keep_promises
from bot.turn import Done
from handlers.hours import SEOUL
from storage import alerts, jobs, outbox
from storage.errors import StoreError
from storage.records.ticket import Priority
from storage.sqlite.store import SqliteStore
from storage.transaction import Tx

#: A tick only looks; what is due is worked out from the calendars and the table of runs.
TICK_S = 15
#: Due times missed for longer than this are not looked for after an outage.
LOOK_BACK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Job:
    """A job, its calendar, and what being late means for it."""

    name: str
    calendar: CronTrigger
    run: Callable[[Work], None]
    #: Later than this the run is recorded but not done; None: always done.
    useless_after: timedelta | None
    #: After an outage only the newest missed run matters.
    newest_only: bool = True


def _cron(**fields: str) -> CronTrigger:
    return CronTrigger(timezone=SEOUL, **fields)


JOBS = (
    Job("sweep", _cron(minute="*"), sweep, None),
    Job("promises", _cron(minute="*"), keep_promises, None),
    Job("scheduled", _cron(minute="*"), send_scheduled, None),
    Job("tasks", _cron(minute="*"), ring_tasks, None),
    Job("opening_digest", _cron(hour="9", minute="0"), digest, timedelta(hours=1)),
    Job("hand_over", _cron(hour="17", minute="30"), hand_over, timedelta(minutes=30)),
    Job("nightly", _cron(hour="3", minute="30"), nightly, None),
    Job("closing", _cron(hour="18", minute="0"), closing, timedelta(hours=2)),
)


def due_times(job: Job, last: datetime, now: datetime) -> Iterator[datetime]:
    """
    List the due times after `last` up to `now`.

    A `last` in the future was taken while the clock was wrong (it has been set back since): the job
    goes on from the last minute, and runs that were taken already are not taken again.
    """
    if last > now:
        last = now - timedelta(seconds=TICK_S * 4)
    at = max(last, now - LOOK_BACK) + timedelta(microseconds=1)
    while (due := job.calendar.get_next_fire_time(None, at)) is not None and due <= now:
        yield due
        at = due + timedelta(microseconds=1)


class Clockwork:
    """Ticks, and runs what is due; restart-, replica- and clock-proof by the table of runs."""

    def __init__(
        self,
        store: SqliteStore,
        known: Callable[[], Known],
        clock: Clock,
        tell: Callable[[Done], None],
        group: StaffGroup,
        jobs_: tuple[Job, ...] = JOBS,
    ) -> None:
        self._store = store
        self._known = known
        self._clock = clock
        self._tell = tell
        self._group = group
        self._jobs = jobs_
        self._ticking: asyncio.Task[None] | None = None

    def add(self, job: Job) -> None:
        """Do one more job, which only some installations have."""
        self._jobs = (*self._jobs, job)

    def start(self) -> None:
        """
        Begin to tick, at once and then every 15 s.

        By the loop's own time, which only runs forward: APScheduler's scheduler waits for a moment
        of the wall clock, and after that was set back by a day it would not tick for a day.
        """
        self._ticking = asyncio.create_task(self._tick_for_ever(), name="clock")

    def stop(self) -> None:
        """Stop ticking."""
        if self._ticking is not None:
            self._ticking.cancel()

    async def _tick_for_ever(self) -> None:
        while True:
            await self.tick()
            await asyncio.sleep(TICK_S)

    async def tick(self) -> None:
        """Run what is due now."""
        for job in self._jobs:
            await self._guarded(job.name, self._run_due, job)
        await self._guarded("alerts", self._run_alerts)
        await self._guarded("clock_set_back", self._mend)

    async def _guarded(self, name: str, run: Callable[..., object], *args: object) -> None:
        try:
            await run(*args)  # type: ignore[misc]
        except StoreError as fault:
            log.error("clock_retry", job=name, fault=str(fault))
        except Exception as fault:  # noqa: BLE001 - one of the three loops: one job must not stop others
            log.error("clock_failed", job=name, fault=type(fault).__name__)

    async def _run_due(self, job: Job) -> None:
        done = await self._store.run(run_due, job, self._known(), self._clock(), self._group)
        if done is not None:
            self._tell(done)

    async def _run_alerts(self) -> None:
        done = await self._store.run(run_alerts, self._known(), self._clock(), self._group)
        if done is not None:
            self._tell(done)

    async def _mend(self) -> None:
        mended = await self._store.run(mend_set_back, self._known(), self._clock())
        if mended:
            log.warning("clock_set_back", rows=mended)


def run_due(tx: Tx, job: Job, known: Known, now: datetime, group: StaffGroup) -> Done | None:
    """Take all due runs of a job and do those that still have a point, in one transaction."""
    last = jobs.last_due(tx, job.name)
    if last is None:
        # from here on nothing is missed, though its first due time may be days ahead
        last = now - timedelta(seconds=TICK_S * 4)
        jobs.take(tx, job.name, last, now, "begun")
    dues = list(due_times(job, last, now))
    if not dues:
        return None
    work = Work(tx, now, known, group)
    for due in dues:
        late = job.useless_after is not None and now - due > job.useless_after
        skipped = late or (job.newest_only and due != dues[-1])
        if jobs.take(tx, job.name, due, now, "skipped" if skipped else "") and not skipped:
            work.source = f"clock:{job.name}:{due.timestamp():.0f}"
            job.run(work)
    return work.done(job.name)


def run_alerts(tx: Tx, known: Known, now: datetime, group: StaffGroup) -> Done | None:
    """Ring the alerts whose time has come."""
    work = Work(tx, now, known, group)
    work.source = f"clock:alerts:{now.timestamp():.3f}"
    ring_alerts(work)
    return work.done("alerts")


def mend_set_back(tx: Tx, known: Known, now: datetime) -> int:
    """
    Bring back what a clock that ran ahead has put off; return how many rows it were.

    After it was set back an alert would not ring, and a reply not be sent, until the wrong moment
    comes: a day of silence for a day of error.
    """
    opening = context_of(tx, now, known).hours.next_opening(now)
    longest = timedelta(minutes=max(RING_AGAIN.values()))
    rings = alerts.pull_forward(tx, max(now, opening) + longest, now)
    # the worst does not wait for the opening
    soon = now + timedelta(minutes=RING_AGAIN[Priority.CRITICAL] + 1)
    rings += alerts.pull_forward(tx, soon, now, Priority.CRITICAL)
    return rings + outbox.pull_forward(tx, now)
