"""
The queue over a long history: its page at a million cases against ten thousand, and its size over the wire.

`python -m benchmarks.queue_page`
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
from aiohttp import web

from benchmarks import LEARNED
from benchmarks.figures import Figure, Rounds, ratios, say, show
from bot import clock
from bot.app import office_of
from bot.console.pages import add_console
from bot.console.passwords import Passwords
from bot.core import Core, World, read_known
from bot.knowledge import KnowledgeFiles
from bot.office import Known
from bot.settings import read_settings
from bot.staff_group import StaffGroup
from storage import staff
from storage.records.staff import Role
from storage.sealing import Keys
from storage.times import to_ms
from storage.transaction import Tx

SIZES = (10_000, 1_000_000)
#: What an office has open does not grow with its history.
OPEN = 500
ROUNDS, VIEWS = 7, 20
RATIO_GOAL, WIRE_GOAL_KB = 1.3, 150.0
CHUNK = 50_000
PASSWORD = "a long sentence of a bench"
_ROW = (
    "INSERT INTO ticket (office, number, serial, year, kind, status, stage, priority, reasons, channel,"
    " fields_sealed, opened_at, due_at, closed_at, outcome, changed_at) VALUES"
    " (?, ?, ?, 2026, ?, ?, ?, ?, '[]', 'webchat', ?, ?, ?, ?, ?, ?)"
)
_KINDS = ("report", "callback", "visit", "message")


class Served:
    """A console over a filled store, and somebody signed in."""

    def __init__(self, folder: Path, size: int, known: Known) -> None:
        self.world = World(clock.now, clock.new_token)
        group = StaffGroup("telegram", "", "")
        self.core = Core(folder / f"{size}.db", Keys.new(), known, self.world, group)
        self.size = size

    async def start(self) -> None:
        """Fill, serve, sign in."""
        core, at = self.core, self.world.clock()
        for first in range(0, self.size, CHUNK):
            await core.store.run(fill_queue, first, min(first + CHUNK, self.size), self.size, at)
        app = web.Application()
        console = add_console(
            app, core.store, core.desk, core.hub, core.context, self.world.clock,
            self.world.new_token, False, core.keys.cookies,
        )  # fmt: skip
        console.passwords = Passwords(memory_kib=64)
        hashed = await console.passwords.hash(PASSWORD)
        await core.store.run(staff.add_staff, "kim", "Kim", Role.OFFICER, at, hashed)
        self.runner = web.AppRunner(app, access_log=None)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self.runner.addresses[0][1]}"
        self.session = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
        form = {"login": "kim", "password": PASSWORD}
        headers = {"Origin": self.url}
        async with self.session.post(f"{self.url}/staff/sign-in", data=form, headers=headers) as r:
            r.raise_for_status()

    async def view_ms(self) -> float:
        """Return the milliseconds of CPU of one view, asking included, the mean of some."""
        began = time.process_time()
        for _ in range(VIEWS):
            await self.body("/staff/")
        return (time.process_time() - began) / VIEWS * 1000

    async def body(self, path: str) -> bytes:
        """Get one page or file."""
        async with self.session.get(self.url + path) as r:
            r.raise_for_status()
            return await r.read()

    async def first_view_kb(self) -> float:
        """Return the size of the page with all that it names."""
        page = await self.body("/staff/")
        files = set(re.findall(r'(?:src|href)="(/staff/static/[^"]+)"', page.decode()))
        bodies = [page, *[await self.body(path) for path in sorted(files)]]
        return sum(map(len, bodies)) / 1024

    async def stop(self) -> None:
        """Close all."""
        await self.session.close()
        await self.runner.cleanup()
        await self.core.stop()


def fill_queue(tx: Tx, first: int, end: int, size: int, at: datetime) -> None:
    """Put some of so many cases into a database; the last of them all are open."""
    sealed = tx.sealer.seal('{"place": "송산로 12", "story": "우편물이 쌓였어요"}')
    for number in range(first, end):
        is_open = number >= size - OPEN
        opened = to_ms(at - timedelta(minutes=(size - number) * (1 if is_open else 2)))
        tx.execute(
            _ROW,
            (
                tx.office, f"W-2026-{number + 1:04d}", number + 1, _KINDS[number % 4],
                "new" if is_open else "closed", "received" if is_open else "closed", number % 3 + 1,
                sealed, opened, opened + 3_600_000, None if is_open else opened + 7_200_000,
                None if is_open else "answered", opened,
            ),
        )  # fmt: skip


def measure() -> list[Figure]:
    """Return both figures."""
    return asyncio.run(_measure())


async def _measure() -> list[Figure]:
    known = read_known(KnowledgeFiles(office_of(read_settings({})), learned=LEARNED))
    with tempfile.TemporaryDirectory() as folder:
        desks = [Served(Path(folder), size, known) for size in SIZES]
        for desk in desks:
            await desk.start()
            await desk.view_ms()
        took: list[list[float]] = [[], []]
        for number in range(ROUNDS):
            for which in (number % 2, 1 - number % 2):
                took[which].append(await desks[which].view_ms())
            say(f"  round {number + 1}: {took[0][-1]:.1f} and {took[1][-1]:.1f} ms")
        wire_kb = await desks[1].first_view_kb()
        for desk in desks:
            await desk.stop()
    small, large = (Rounds(tuple(values)) for values in took)
    return [_ratio(small, large), _wire(wire_kb)]


def _ratio(small: Rounds, large: Rounds) -> Figure:
    ratio = ratios(large, small)
    return Figure(
        "queue page at 1,000,000 cases / at 10,000 cases, CPU time",
        f"<= {RATIO_GOAL}x", f"{ratio.spread()}x", ratio.median <= RATIO_GOAL, "queue_page",
        f"{large.median:.1f} against {small.median:.1f} ms a view; {OPEN} cases are open in both",
    )  # fmt: skip


def _wire(kb: float) -> Figure:
    return Figure(
        "first view of the queue with all its files over the wire, not compressed",
        f"< {WIRE_GOAL_KB:.0f} KB", f"{kb:.0f} KB", kb < WIRE_GOAL_KB, "queue_page",
        "50 cards; the files are kept by the browser afterwards",
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(show(measure()))
