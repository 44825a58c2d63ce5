"""
Group commit against single commits on a disk whose fsync takes 1 ms.

`python -m benchmarks.group_commit`; needs a C compiler for the shim that slows fsync (slow_fsync.c).
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.child import ROOT
from benchmarks.figures import Figure, Rounds, interleaved, percentile, ratios, show
from storage.sealing import Keys, Sealer
from storage.sqlite import store as sqlite_store
from storage.sqlite.store import SqliteStore
from storage.transaction import Tx

FSYNC_US = 1_000
CALLERS = (1, 16, 128)
ROUNDS = 5
#: Each way runs for so long.
RUN_S = 1.5
GOAL_AT_16 = 10.0


def six_rows(tx: Tx, number: int) -> None:
    """Write what a message writes (inbox, conversation, ticket, event, two bubbles), sealed beforehand."""
    at, sealed, contact = 1_790_000_000_000, b"gAAAAA" + b"x" * 250, 1 + number % 200
    key = f"b{number}"
    inbox = tx.insert(
        "INSERT INTO inbox (office, channel, external_id, contact_id, kind, payload_sealed, sent_at,"
        " received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (tx.office, "bench", key, contact, "text", sealed, at, at),
    )
    tx.execute(
        "INSERT INTO conversation (contact_id, office, state_sealed, owner, updated_at)"
        " VALUES (?, ?, ?, ?, ?) ON CONFLICT (contact_id) DO UPDATE SET"
        " state_sealed = excluded.state_sealed, updated_at = excluded.updated_at",
        (contact, tx.office, sealed, "bot", at),
    )
    ticket = tx.insert(
        "INSERT INTO ticket (office, number, year, serial, kind, priority, channel, contact_id,"
        " fields_sealed, opened_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (tx.office, f"W-2026-{inbox}", 2026, inbox, "report", 2, "bench", contact, sealed, at, at),
    )
    tx.execute(
        "INSERT INTO event (office, ticket_id, at, actor, kind) VALUES (?, ?, ?, ?, ?)",
        (tx.office, ticket, at, "resident", "opened"),
    )
    for part in (1, 2):
        tx.execute(
            "INSERT INTO outbox (office, contact_id, channel, payload_sealed, idem, status,"
            " not_before, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (tx.office, contact, "bench", sealed, f"{key}:{part}", "ready", at, at),
        )


async def load(folder: Path, callers: int) -> tuple[float, float]:
    """Let callers run transactions one after the other; return (transactions a second, p99 in s)."""
    store = SqliteStore(folder / "group.db", Sealer(Keys.new()), "bench")
    await store.run(_people)
    numbers = iter(range(10_000_000))
    took: list[float] = []
    ends = time.perf_counter() + RUN_S

    async def caller() -> None:
        while (began := time.perf_counter()) < ends:
            await store.run(six_rows, next(numbers))
            took.append(time.perf_counter() - began)

    began = time.perf_counter()
    await asyncio.gather(*(caller() for _ in range(callers)))
    seconds = time.perf_counter() - began
    store.close()
    return len(took) / seconds, percentile(took, 0.99)


def _people(tx: Tx) -> None:
    tx.many(
        "INSERT INTO contact (id, office, channel, key_digest, key_sealed, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        [(n, tx.office, "bench", str(n).encode(), b"", 0) for n in range(1, 201)],
    )


def child(group: str, callers: str) -> None:
    """Run one way in a process whose fsync is slowed, and print what came out."""
    sqlite_store.MOST_IN_GROUP = int(group)
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(asyncio.run(load(Path(folder), int(callers)))))


def shim(folder: Path) -> Path | None:
    """Compile the shim; None when there is no compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        return None
    library = folder / "slow_fsync.so"
    source = Path(__file__).with_name("slow_fsync.c")
    subprocess.run([compiler, "-O2", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    return library


def slow_fsync(library: Path) -> dict[str, str]:
    """Return what a process must find in its environment for a slow fsync."""
    return {"LD_PRELOAD": str(library), "SLOW_FSYNC_US": str(FSYNC_US)}


def run(library: Path, group: int, callers: int, waits: dict[str, list[float]]) -> float:
    """Run one way; return transactions a second."""
    environ = {**os.environ, **slow_fsync(library)}
    command = [sys.executable, "-m", "benchmarks.group_commit", "child", str(group), str(callers)]
    done = subprocess.run(
        command, cwd=ROOT, env=environ, check=True, capture_output=True, text=True
    )
    rate, p99_s = json.loads(done.stdout)
    waits.setdefault(f"{group}/{callers}", []).append(p99_s)
    return float(rate)


def measure() -> list[Figure]:
    """Return one figure for each number of callers."""
    with tempfile.TemporaryDirectory() as folder:
        library = shim(Path(folder))
        if library is None:
            why = "no C compiler here, so fsync cannot be slowed: not measured"
            return [Figure("group commit / single commits", ">= 10x", why, None, "group_commit")]
        return [_figure(library, callers) for callers in CALLERS]


def _figure(library: Path, callers: int) -> Figure:
    waits: dict[str, list[float]] = {}
    group = sqlite_store.MOST_IN_GROUP

    def way(size: int) -> Callable[[], float]:
        return lambda: run(library, size, callers, waits)

    rates = interleaved({f"{callers} callers, single": way(1), "grouped": way(group)}, ROUNDS)
    single, grouped = rates.values()
    gain = ratios(grouped, single)
    goal = {16: f">= {GOAL_AT_16:.0f}x"}.get(callers, "")
    late = Rounds(tuple(waits[f"{group}/{callers}"])).median * 1000
    return Figure(
        f"group commit / single commits, fsync + 1 ms, {callers} callers",
        goal,
        f"{gain.spread('.1f')}x",
        gain.median >= GOAL_AT_16 if goal else None,
        "group_commit",
        f"{grouped.median:,.0f} against {single.median:,.0f} transactions/s; p99 {late:.1f} ms",
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["child"]:
        child(*sys.argv[2:4])
    else:
        sys.exit(show(measure()))
