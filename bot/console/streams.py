"""
All open pages of the console: what happened is gathered, checked and written down once for all of them.

A page for itself would ask the database who it belongs to at every event; with fifty pages and fifty
messages a second nobody would get an answer any more (benchmarks/desks.py).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from bot.clock import Clock
from bot.console.presence import WHO
from bot.hub import DESK, Hub
from bot.logs import log
from storage import sessions
from storage.errors import StoreError
from storage.sqlite.store import SqliteStore

#: Topic of the hub -> name of the event on the page.
EVENTS = {DESK: "changed", WHO: "who"}
#: After news is told, so long is gathered before the next is: a lone event waits for nothing.
GATHER_S = 0.1
#: So many milliseconds later, at most, pages look at their queue for each page that is open beyond the
#: first few: all at once and at every event they would leave residents nothing.
VIEW_MS, NOT_SPREAD = 60, 5
ALIVE, ENDED, CLOSED = b": alive\n\n", b"event: ended\ndata: {}\n\n", b""

#: What one page is still to be told; CLOSED ends it.
Line = asyncio.Queue[bytes]


@dataclass(slots=True)
class Streams:
    """The open pages of one console, and the one task that tells them."""

    store: SqliteStore
    hub: Hub
    clock: Clock
    #: Seconds between signs of life, asked each time.
    heartbeat_s: Callable[[], float]
    lines: dict[Line, str] = field(default_factory=dict)
    _telling: asyncio.Task[None] | None = None

    def open(self, session: str) -> Line:
        """Let a page hear all that happens from now on."""
        line: Line = asyncio.Queue(maxsize=100)
        self.lines[line] = session
        if self._telling is None:
            self._telling = asyncio.create_task(self._tell())
        return line

    def greeting(self) -> bytes:
        """What a page hears first: how soon to come back when cut off, and how soon to look."""
        return b"retry: 3000\nevent: hello\ndata: %b\n\n" % _data(spread_ms=self.spread_ms)

    def leave(self, line: Line) -> None:
        """Forget a page; the last one stops the telling."""
        self.lines.pop(line, None)
        if not self.lines and self._telling is not None:
            self._telling.cancel()
            self._telling = None

    def close(self) -> None:
        """End all pages, so that stopping the service does not wait for them."""
        for line in self.lines:
            _end(line, CLOSED)

    @property
    def spread_ms(self) -> int:
        """Within how long a page asks for its queue, at a moment of its own."""
        return self.spread_of(len(self.lines))

    @staticmethod
    def spread_of(pages: int) -> int:
        """Return the same for so many open pages."""
        return max(0, pages - NOT_SPREAD) * VIEW_MS

    async def _tell(self) -> None:
        with self.hub.hearing(*EVENTS) as heard:
            while True:
                try:
                    first = await asyncio.wait_for(heard.get(), self.heartbeat_s())
                except TimeoutError:
                    await self._hand_out(ALIVE)
                    continue
                news = {first: None}
                while not heard.empty():
                    news[heard.get_nowait()] = None
                spread = self.spread_ms
                await self._hand_out(b"".join(_event(*one, spread) for one in news))
                await asyncio.sleep(GATHER_S)

    async def _hand_out(self, told: bytes) -> None:
        lines = dict(self.lines)
        try:
            # asked each time: who was signed out hears nothing more, not even a number
            alive = await self.store.read(sessions.alive_of, set(lines.values()), self.clock())
        except StoreError as fault:
            # unknown is told nothing; the pages come back by themselves
            log.error("desk_streams", action="closed", fault=str(fault))
            self.close()
            return
        for line, session in lines.items():
            if session not in alive:
                _end(line, ENDED)
            else:
                with suppress(asyncio.QueueFull):
                    line.put_nowait(told)


def _end(line: Line, how: bytes) -> None:
    # a page that reads nothing has no place left for its end
    while line.full():
        line.get_nowait()
    line.put_nowait(how)


def _event(topic: str, number: str, spread_ms: int) -> bytes:
    told = _data(number=number) if topic == WHO else _data(number=number, spread_ms=spread_ms)
    return b"event: %b\ndata: %b\n\n" % (EVENTS[topic].encode(), told)


def _data(**told: object) -> bytes:
    return json.dumps(told).encode()
