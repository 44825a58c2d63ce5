"""
Keys are changed over 100,000 rows while the service writes, and the changing process is killed again and again.

After each kill every row must open with the keys in the file; the service's own work must never wait
long for the writer. `python -m benchmarks.rotate [rows] [kills]`
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
import tempfile
import time
from contextlib import nullcontext, suppress
from pathlib import Path

from benchmarks.figures import Figure, percentile, say, show
from benchmarks.filled import AT, OFFICE, fill
from bot.app import REFRESH_S
from bot.single import Lock, is_held
from storage import contacts, inbox
from storage.errors import KeysError
from storage.rotation import STEP, put_again, rows_after, sealed_again, sealed_columns
from storage.sealing import Keys, Sealer, create_keys, load_keys, replace_keys
from storage.sqlite.store import SqliteStore
from storage.transaction import Tx

ROWS, KILLS = 100_000, 20
GOAL_MS = 20.0
#: A life of the rotation ends by a kill within this time, the last one by itself.
LONGEST_LIFE_S = 4.0
FIRST_LIFE_S = 1.2


def measure(rows: int = ROWS, kills: int = KILLS, *, beside: bool = True) -> list[Figure]:
    """
    Fill, rotate with kills, count what cannot be read, and how long the writer was held.

    `beside` a service that writes: then the last life waits for it to read the keys again (a minute).
    """
    with tempfile.TemporaryDirectory() as folder:
        create_keys(Path(folder) / "keys.json")
        fill(Path(folder) / "welfare.db", rows, load_keys(Path(folder) / "keys.json"))
        held = held_ms(Path(folder))
        with Lock(Path(folder)) if beside else nullcontext():
            return asyncio.run(_measure(Path(folder), rows, kills, held))


async def _measure(folder: Path, rows: int, kills: int, held: list[float]) -> list[Figure]:
    chance = random.Random(5)
    unreadable = 0
    waited: list[float] = []
    sealer = Sealer(load_keys(folder / "keys.json"), folder / "keys.json")
    service = SqliteStore(folder / "welfare.db", sealer, OFFICE)
    busy = [asyncio.create_task(work(service, sealer, waited))] if is_held(folder) else []
    for number in range(kills + 1):
        last = number == kills
        await one_life(folder, None if last else chance.uniform(FIRST_LIFE_S, LONGEST_LIFE_S))
        lost, old = await service.read(unread, Sealer(load_keys(folder / "keys.json")))
        unreadable += lost
        say(f"  life {number + 1}: {lost} unreadable, {old} with an older key")
    for task in busy:
        task.cancel()
    await asyncio.gather(*busy, return_exceptions=True)
    service.close()
    keys = load_keys(folder / "keys.json")
    return [
        Figure(
            f"rotation of {rows:,} rows, killed {kills} times beside a writing service: unreadable",
            "0",
            f"{unreadable}, and {old} left with an older key",
            unreadable == 0 and old == 0 and len(keys.fields) == 1,
            "rotate",
            _waiting(waited),
        ),
        Figure(
            f"one step of a rotation ({STEP} rows) holds the writer",
            f"<= {GOAL_MS:.0f} ms (p99)",
            f"p99 {percentile(held, 0.99):.1f} ms, median {percentile(held, 0.5):.1f} ms",
            percentile(held, 0.99) <= GOAL_MS,
            "rotate",
            f"{len(held):,} transactions, commit included; the sealing itself is done outside of them",
        ),
    ]


def _waiting(waited: list[float]) -> str:
    if not waited:
        return "nothing was written meanwhile"
    return (
        f"{len(waited):,} messages kept meanwhile; each waited p99"
        f" {percentile(waited, 0.99):.1f} ms, the worst {max(waited):.1f} ms"
    )


async def one_life(folder: Path, life_s: float | None) -> None:
    """Run `keys rotate` as an operator does; kill it after a while, or let it end."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "keys", "rotate", stdout=asyncio.subprocess.DEVNULL,
        env={**os.environ, "DATA_DIR": str(folder), "OFFICE_KEY": OFFICE},
    )  # fmt: skip
    with suppress(TimeoutError):
        async with asyncio.timeout(life_s):
            await process.wait()
    if process.returncode is None:
        process.send_signal(signal.SIGKILL)
        await process.wait()


async def work(service: SqliteStore, sealer: Sealer, waited: list[float]) -> None:
    """Keep messages and read the keys again as the service does; note how long each message waited."""
    number, read_at = 0, time.monotonic()
    while True:
        number += 1
        if time.monotonic() - read_at > REFRESH_S:
            sealer.reload()
            read_at = time.monotonic()
        began = time.perf_counter()
        await service.run(keep_one, number)
        waited.append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(0.02)


def keep_one(tx: Tx, number: int) -> None:
    """Keep a message of somebody known."""
    person = contacts.contact_id(tx, "telegram", str(number % 1000), AT)
    inbox.keep(tx, "telegram", f"live {number}", person, "text", '{"text": "네"}', AT, AT)


def unread(tx: Tx, sealer: Sealer) -> tuple[int, int]:
    """Count sealed values that no key opens, and those that the newest does not."""
    newest = Sealer(Keys(load_newest(sealer), b"", b""))
    lost = old = 0
    for table, column in sealed_columns(tx):
        for (sealed,) in tx.execute(f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL"):
            if newest.can_open(sealed):
                continue
            old += 1
            try:
                sealer.open_bytes(sealed)
            except KeysError:
                lost += 1
    return lost, old


def load_newest(sealer: Sealer) -> tuple[bytes, ...]:
    """Return the newest key alone."""
    return sealer._keys[:1]


def held_ms(folder: Path) -> list[float]:
    """Rotate once by hand, and time each transaction from its BEGIN to the end of its COMMIT."""
    old = load_keys(folder / "keys.json")
    both = Keys((Keys.new().fields[0], *old.fields), old.lookup, old.cookies)
    every, newest = Sealer(both), Sealer(Keys(both.fields[:1], b"", b""))
    store = SqliteStore(folder / "welfare.db", every, OFFICE)
    replace_keys(folder / "keys.json", both)
    connection, times = store._connection, []
    tx = Tx(connection, every, OFFICE)
    for table, column in sealed_columns(tx):
        after = -1
        while rows := rows_after(tx, table, column, after):
            changed = sealed_again(rows, newest, every)
            began = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            put_again(tx, table, column, changed)
            connection.execute("COMMIT")
            times.append((time.perf_counter() - began) * 1000)
            after = rows[-1][0]
    store.close()
    replace_keys(folder / "keys.json", Keys(both.fields[:1], old.lookup, old.cookies))
    return times


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    sys.exit(show(measure(*given)))
