"""One writer thread with group commit, and a few read-only connections."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from storage import backup
from storage.errors import StoreBroken, StoreBusy, StoreError
from storage.key_check import check_keys
from storage.sealing import Sealer
from storage.sqlite.connection import open_reader, open_writer, unusable
from storage.sqlite.schema import migrate, pending
from storage.transaction import Tx

P = ParamSpec("P")
T = TypeVar("T")
#: Functions committed together; measured: 64 gives 50 times the rate of single commits at 1 ms fsync.
MOST_IN_GROUP = 64
READERS = 2


def _pass_by(_place: str) -> None:
    """Do nothing at a named place."""


class _Job:
    __slots__ = ("call", "error", "future", "loop", "result")

    def __init__(self, call: Callable[[Tx], object], loop: asyncio.AbstractEventLoop) -> None:
        self.call = call
        self.loop = loop
        self.future: asyncio.Future[object] = loop.create_future()
        self.result: object = None
        self.error: BaseException | None = None


class SqliteStore:
    """The store of one installation; safe to use from one event loop."""

    def __init__(
        self, path: Path, sealer: Sealer, office: str, reach: Callable[[str], None] = _pass_by
    ) -> None:
        """
        Open (and migrate) the database at `path`; raises StoreBroken, KeysError.

        `reach` is called at "commit.before" and "commit.after"; the torture kills us there.
        """
        self.path = path
        self._reach = reach
        self._sealer = sealer
        self._office = office
        self._connection = open_writer(path)
        try:
            self._migrate()
            check_keys(self._connection, sealer)
        except sqlite3.Error as fault:
            self._connection.close()
            raise unusable(path, fault) from fault
        except StoreError:
            self._connection.close()
            raise
        self._tx = Tx(self._connection, sealer, office)
        self._queue: deque[_Job] = deque()
        #: How long the last transactions took, in seconds; for /metrics.
        self.commit_s: deque[float] = deque(maxlen=1_000)
        self._wake = threading.Condition()
        self._closing = False
        self._local = threading.local()
        self._readers: list[sqlite3.Connection] = []
        self._pool = ThreadPoolExecutor(READERS, thread_name_prefix="reader")
        self._thread = threading.Thread(target=self._write_for_ever, name="writer", daemon=True)
        self._thread.start()

    def _migrate(self) -> None:
        """Bring the schema up to date; data that is there is copied first, so that there is a way back."""
        needed = pending(self._connection)
        if needed:
            folder = self.path.parent / backup.FOLDER
            backup.back_up_before(self.path, folder, self._sealer, needed[0])
        migrate(self._connection)

    async def run(
        self, fn: Callable[Concatenate[Tx, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """
        Run `fn(tx, ...)` in a transaction; return its result once that is committed.

        Raises what `fn` raised (its effects are rolled back), or StoreBusy when the commit failed.
        """
        job = _Job(lambda tx: fn(tx, *args, **kwargs), asyncio.get_running_loop())
        with self._wake:
            if self._closing:
                raise StoreBusy("the store is closing")
            self._queue.append(job)
            self._wake.notify()
        return await job.future  # type: ignore[return-value]

    async def read(
        self, fn: Callable[Concatenate[Tx, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `fn(tx, ...)` on a read-only connection."""

        def call() -> T:
            try:
                return fn(self._reader(), *args, **kwargs)
            except sqlite3.Error as fault:
                raise _named(fault) from fault

        if self._closing:
            raise StoreBusy("the store is closing")
        return await asyncio.get_running_loop().run_in_executor(self._pool, call)

    def close(self) -> None:
        """Finish what waits, then close; may be called twice."""
        with self._wake:
            if self._closing:
                return
            self._closing = True
            self._wake.notify()
        self._thread.join()
        self._pool.shutdown()
        for connection in [*self._readers, self._connection]:
            connection.close()

    def _reader(self) -> Tx:
        held: Tx | None = getattr(self._local, "tx", None)
        if held is None:
            connection = open_reader(self.path)
            self._readers.append(connection)
            held = self._local.tx = Tx(connection, self._sealer, self._office)
        return held

    def _write_for_ever(self) -> None:
        while True:
            with self._wake:
                while not self._queue and not self._closing:
                    self._wake.wait()
                if not self._queue:
                    return
                count = min(len(self._queue), MOST_IN_GROUP)
                jobs = [self._queue.popleft() for _ in range(count)]
            began = time.perf_counter()
            self._commit_together(jobs)
            self.commit_s.append(time.perf_counter() - began)
            _resolve(jobs)

    def _commit_together(self, jobs: list[_Job]) -> None:
        execute = self._connection.execute
        try:
            execute("BEGIN IMMEDIATE")
            for job in jobs:
                self._run_one(job)
            self._reach("commit.before")
            execute("COMMIT")
            self._reach("commit.after")
        except sqlite3.Error as fault:
            self._roll_back()
            for job in jobs:
                job.error = _named(fault)

    def _run_one(self, job: _Job) -> None:
        execute = self._connection.execute
        execute("SAVEPOINT job")
        try:
            job.result = job.call(self._tx)
        except (sqlite3.OperationalError, sqlite3.DatabaseError) as fault:
            if isinstance(fault, sqlite3.IntegrityError | sqlite3.ProgrammingError):
                job.error = fault
            elif not self._connection.in_transaction:
                raise
            else:
                job.error = _named(fault)
            execute("ROLLBACK TO job")
        except BaseException as fault:  # noqa: BLE001 - handed to the caller, whatever it is
            job.error = fault
            execute("ROLLBACK TO job")
        execute("RELEASE job")

    def _roll_back(self) -> None:
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        except sqlite3.Error:
            # The connection is lost (disk gone); the next BEGIN says so again, and callers retry.
            return


def _resolve(jobs: list[_Job]) -> None:
    """Wake the callers, once for each event loop."""
    by_loop: dict[asyncio.AbstractEventLoop, list[_Job]] = {}
    for job in jobs:
        by_loop.setdefault(job.loop, []).append(job)
    for loop, group in by_loop.items():
        try:
            loop.call_soon_threadsafe(_set_results, group)
        except RuntimeError:
            # The loop is gone: its callers are too; the work itself is committed.
            continue


def _set_results(jobs: list[_Job]) -> None:
    for job in jobs:
        if job.future.cancelled():
            continue
        if job.error is None:
            job.future.set_result(job.result)
        else:
            job.future.set_exception(job.error)


def _named(fault: sqlite3.Error) -> Exception:
    """Tell trouble that passes (full disk, lock) from trouble that does not (damage)."""
    text = str(fault)
    if "malformed" in text or "not a database" in text or "corrupt" in text:
        return StoreBroken(text)
    return StoreBusy(text)
