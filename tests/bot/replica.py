"""
A replica of the service on the true clockwork, with a clock of its own and one job.

The job writes a line into the outbox, so "ran" means: its effect is committed.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from bot import clockwork
from bot.clockwork import Clockwork, Job
from bot.office import Known
from bot.staff_group import StaffGroup
from bot.sweep import Work
from handlers.hours import SEOUL
from storage import contacts, outbox
from storage.sealing import Sealer
from storage.sqlite.store import SqliteStore
from storage.transaction import Tx
from tests.world import StillClock, keys, moment

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
