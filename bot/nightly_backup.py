"""
A sealed copy every night, made beside the service; a missed night is made up for at the next start.

The copy is made by a process of its own: sealing holds the interpreter for seconds, and a process
can be ended when the service stops. A night is done when its run is recorded, and that is after the
copy has proven itself; so a copy that failed, or was cut off by a stop, is tried again.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta

from apscheduler.triggers.cron import CronTrigger

from bot.clock import Clock
from bot.clockwork import Job, due_times
from bot.logs import log
from bot.settings import Settings
from bot.sweep import Work
from handlers.hours import SEOUL
from storage import audit, jobs
from storage.errors import StoreError
from storage.sqlite.store import SqliteStore
from storage.transaction import Tx

#: How often it is looked whether a night has come; how long after a failure it is tried again.
LOOK_S, AGAIN_S = 60.0, 600.0
#: A process that was asked to end and does not is killed.
END_WITHIN_S = 1.0
#: The process gives way to residents.
NICENESS = 10


def _nothing(_work: Work) -> None:
    """Do nothing inside the transaction; the work is done beside it."""


#: After the nightly destruction at 03:30: what was destroyed is in no copy made later.
NIGHTLY = Job("backup", CronTrigger(timezone=SEOUL, hour="3", minute="50"), _nothing, None)


class BackupFailed(Exception):
    """No copy was made; the message says why, without any personal data."""


class NightlyBackup:
    """Looks every minute whether a night's copy is due, and has it made."""

    def __init__(
        self, store: SqliteStore, clock: Clock, make: Callable[[], Awaitable[None]]
    ) -> None:
        """`make()` makes and proves one copy; it raises BackupFailed."""
        self._store = store
        self._clock = clock
        self._make = make
        self._looking: asyncio.Task[None] | None = None
        #: Why there is no copy of the last night; '' when all is well.
        self.fault = ""

    def start(self) -> None:
        """Begin to look."""
        self._looking = asyncio.create_task(self._look_for_ever(), name="backup")

    async def stop(self) -> None:
        """Stop looking; a copy being made is given up and made again after the next start."""
        if self._looking is not None:
            self._looking.cancel()
            with suppress(asyncio.CancelledError):
                await self._looking

    async def _look_for_ever(self) -> None:
        while True:
            await self.look()
            await asyncio.sleep(AGAIN_S if self.fault else LOOK_S)

    async def look(self) -> bool:
        """Make the copy that is due; return whether one was made."""
        try:
            due = await self._store.run(newest_due, self._clock())
            if due is None:
                return False
            await self._make()
            await self._store.run(record, due, self._clock())
        except (BackupFailed, StoreError, OSError) as fault:
            # what /readyz says may be read by anybody: no path, no reason
            self.fault = "no backup was made last night: see the log"
            log.error("backup_failed", fault=str(fault))
            return False
        self.fault = ""
        log.info("backup_made")
        return True


def newest_due(tx: Tx, at: datetime) -> datetime | None:
    """Return the newest night without a copy, or None."""
    last = jobs.last_due(tx, NIGHTLY.name)
    if last is None:
        jobs.take(tx, NIGHTLY.name, at - timedelta(minutes=1), at, "begun")
        return None
    return max(due_times(NIGHTLY, last, at), default=None)


def record(tx: Tx, due: datetime, at: datetime) -> None:
    """Record that the night's copy is made."""
    if jobs.take(tx, NIGHTLY.name, due, at):
        audit.write(tx, "clock", "backup", "", "", at)


async def in_own_process(settings: Settings, environ: Mapping[str, str]) -> None:
    """Make a copy with the verb `backup` in a process of its own; raises BackupFailed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "backup",
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE, env={**environ, **_needed(settings)},
    )  # fmt: skip
    try:
        with suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, process.pid, NICENESS)
        _, said = await process.communicate()
    finally:
        await _end(process)
    if process.returncode:
        lines = said.decode(errors="replace").strip().splitlines()
        raise BackupFailed(lines[-1] if lines else f"exit status {process.returncode}")


def _needed(settings: Settings) -> dict[str, str]:
    """Only what the copy needs: no token goes into another process's environment."""
    names = ("DATA_DIR", "BACKUP_DIR", "BACKUP_KEEP", "KEY_FILE", "OFFICE_KEY")
    return {name: settings[name] for name in names}


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        async with asyncio.timeout(END_WITHIN_S):
            await process.wait()
    except TimeoutError:
        process.kill()
