"""
Residents ask while fifty thousand bulk messages wait: their answers must hardly feel it.

The whole service against a Telegram of our own that keeps the real limits (30 messages a second).
`python -m benchmarks.priority [rows] [seconds]`
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import structlog

from benchmarks.child import free_port
from benchmarks.figures import Figure, percentile, say, show
from bot import clock, codec
from bot.app import App
from bot.bulk import LIMIT, REMEMBERED_S
from bot.settings import read_settings
from handlers.messages import Reply
from storage import contacts, outbox
from storage.transaction import Tx
from tests.fake_telegram import FakeTelegram
from tests.fake_telegram.errors import ApiError
from tests.fake_telegram.people import Person

ROWS, SECONDS = 50_000, 90.0
GOAL, GOAL_USE = 2.0, 0.95
PEOPLE = 16
#: Each person asks so often; two bubbles an answer keep below one message a second and chat.
EVERY_S = 2.6
#: Rows written in one transaction.
AT_ONCE = 500


@dataclass
class Counts:
    """What the platform took and refused."""

    taken: int = 0
    refused_bulk: int = 0
    refused_answers: int = 0
    latencies_ms: list[float] = field(default_factory=list)


def watch(tg: FakeTelegram, people: set[int]) -> Counts:
    """Keep the real limits and count."""
    tg.limits.strict = True
    counts, count = Counts(), tg.limits.count

    def counted(chat_id: int) -> None:
        try:
            count(chat_id)
        except ApiError:
            if chat_id in people:
                counts.refused_answers += 1
            else:
                counts.refused_bulk += 1
            raise
        counts.taken += 1

    tg.limits.count = counted  # type: ignore[method-assign]
    return counts


@asynccontextmanager
async def serving(folder: Path, tg: FakeTelegram) -> AsyncIterator[App]:
    """Run the service with its Telegram door."""
    settings = read_settings(
        {
            "DATA_DIR": str(folder), "PORT": str(free_port()), "BACKUP_KEEP": "0",
            "TELEGRAM_BOT_TOKEN": tg.token, "TELEGRAM_API_URL": tg.api_url,
        }
    )  # fmt: skip
    app = App(settings)
    await app.start()
    try:
        yield app
    finally:
        await app.stop()


def broadcast(tx: Tx, keys: list[str]) -> None:
    """Write to many."""
    at = clock.now()
    payload = codec.dump(Reply("이번 주 복지 소식이에요."))
    for key in keys:
        reader = contacts.contact_id(tx, "telegram", key, at)
        outbox.put(
            tx, reader, "telegram", payload, f"news:{key}", at, pull=False, lane=outbox.LANE_BULK
        )


async def ask(person: Person, counts: Counts, until_s: float, delay_s: float) -> None:
    """Ask again and again; note how long both bubbles took."""
    await asyncio.sleep(delay_s)
    while time.monotonic() < until_s:
        began = time.monotonic()
        await person.says("운영 시간")
        await person.hears(2, 60)
        counts.latencies_ms.append((time.monotonic() - began) * 1000)
        await asyncio.sleep(max(0.0, began + EVERY_S - time.monotonic()))


async def phase(people: list[Person], counts: Counts, seconds: float) -> tuple[float, float]:
    """Let all ask for a while; return (p99 in ms, messages taken a second)."""
    counts.latencies_ms, counts.taken = [], 0
    began = time.monotonic()
    steps = [n * EVERY_S / len(people) for n in range(len(people))]
    await asyncio.gather(
        *(ask(p, counts, began + seconds, s) for p, s in zip(people, steps, strict=True))
    )
    rate = counts.taken / (time.monotonic() - began)
    p99 = percentile(counts.latencies_ms, 0.99)
    say(f"  {len(counts.latencies_ms)} answers, p99 {p99:.0f} ms, {rate:.1f} messages a second")
    return p99, rate


async def run(folder: Path, rows: int, seconds: float) -> list[Figure]:
    """Measure without and with the broadcast."""
    async with FakeTelegram() as tg:
        people = [tg.person(f"사람 {n}") for n in range(PEOPLE)]
        counts = watch(tg, {p.id for p in people})
        async with serving(folder, tg) as app:
            for person in people:
                await person.starts()
                await person.hears(3, 30)
                await asyncio.sleep(0.15)
            await asyncio.sleep(3)
            alone, _ = await phase(people, counts, seconds)
            readers = [str(tg.person(f"독자 {n}").id) for n in range(rows)]
            for key in readers:
                tg.world.chats[int(key)].started = True
            for first in range(0, rows, AT_ONCE):
                await app.core.store.run(broadcast, readers[first : first + AT_ONCE])
            app.core.senders[0].wake()
            await asyncio.sleep(1)
            beside, _ = await phase(people, counts, seconds)
            left = await app.core.store.read(waiting)
            enough = left > (seconds + REMEMBERED_S) * LIMIT
            await asyncio.sleep(REMEMBERED_S if enough else 0)
            counts.taken = 0
            began = time.monotonic()
            await asyncio.sleep(seconds)
            use = counts.taken / (time.monotonic() - began) / LIMIT
    return figures(alone, beside, use, left, counts)


def waiting(tx: Tx) -> int:
    """Count what still waits."""
    return int(tx.value("SELECT count(*) FROM outbox WHERE status = 'ready'"))


def figures(alone: float, beside: float, use: float, left: int, counts: Counts) -> list[Figure]:
    """Say what was measured."""
    return [
        Figure(
            "answers' p99 beside a broadcast / without one",
            f"<= {GOAL}x",
            f"{beside / alone:.2f}x",
            beside <= GOAL * alone,
            "priority",
            f"{beside:.0f} ms against {alone:.0f} ms; {left:,} bulk rows still waited at the end",
        ),
        Figure(
            "share of Telegram's limit (30 a second) that bulk uses once nobody writes",
            f">= {GOAL_USE:.0%}",
            f"{use:.1%}",
            use >= GOAL_USE,
            "priority",
            f"refused with 429: {counts.refused_answers} answers, {counts.refused_bulk} bulk messages",
        ),
    ]


def measure(rows: int = ROWS, seconds: float = SECONDS) -> list[Figure]:
    """Run it once."""
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(run(Path(folder), rows, seconds))


if __name__ == "__main__":
    given = sys.argv[1:]
    rows_ = int(given[0]) if given else ROWS
    sys.exit(show(measure(rows_, float(given[1]) if len(given) > 1 else SECONDS)))
