"""An officer before an open queue page, who does what bot/console/static/desk.js does."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import aiohttp

from bot import clock
from bot.console.guard import COOKIE

#: As the page: at most so often a fresh queue, and later by chance when the service asks for that.
PACE_S = 0.4


def officer_token(number: int) -> str:
    """Return what the cookie of an officer's session holds."""
    return f"token-{number}"


@dataclass
class Wire:
    """What was said when, by case, and when each desk heard of it."""

    #: By case: moments at which something was said that some desk has not heard of.
    said: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    #: By (desk, case): how many of them this desk has heard of.
    heard: dict[tuple[int, str], int] = field(default_factory=lambda: defaultdict(int))
    reached_ms: list[float] = field(default_factory=list)
    pieces_ms: list[float] = field(default_factory=list)

    def hears(self, desk: int, number: str) -> None:
        """A desk hears of a case: of all that was said to it so far."""
        now, said = time.perf_counter(), self.said[number]
        self.reached_ms += [(now - at) * 1000 for at in said[self.heard[desk, number] :]]
        self.heard[desk, number] = len(said)


class Desk:
    """An open queue page: hears, and fetches its piece not more often than the page would."""

    def __init__(self, url: str, number: int) -> None:
        cookies = {COOKIE: officer_token(number)}
        self.session = aiohttp.ClientSession(
            cookies=cookies, cookie_jar=aiohttp.CookieJar(unsafe=True), headers={"Origin": url}
        )
        self.url, self.number = url, number
        self.wire = Wire()
        self.spread_s = 0.0
        self._chance = random.Random(number)
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self, wire: Wire) -> None:
        """Open the page; return when the stream lives."""
        self.wire, self._wants = wire, asyncio.Event()
        lives = asyncio.Event()
        self._tasks = [
            asyncio.create_task(self._listen(lives)),
            asyncio.create_task(self._refresh()),
        ]
        await lives.wait()

    async def leave(self) -> None:
        """Close the page."""
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            with suppress(asyncio.CancelledError):
                await task

    async def _listen(self, lives: asyncio.Event) -> None:
        forever = aiohttp.ClientTimeout(total=None)
        async with self.session.get(f"{self.url}/staff/live", timeout=forever) as stream:
            # events come whole, several at once
            async for told in stream.content.iter_any():
                for event in told.split(b"\n\n"):
                    _, is_news, data = event.partition(b"event: changed\ndata: ")
                    if is_news:
                        self._hears(json.loads(data))
                    lives.set()

    def _hears(self, told: dict[str, object]) -> None:
        self.spread_s = float(str(told.get("spread_ms", 0))) / 1000
        if number := told.get("number"):
            self.wire.hears(self.number, str(number))
        self._wants.set()

    async def _refresh(self) -> None:
        while True:
            await self._wants.wait()
            await asyncio.sleep(self._chance.random() * self.spread_s)
            self._wants.clear()
            began = time.perf_counter()
            await self.get("/staff/live/queue?tab=new&at=")
            self.wire.pieces_ms.append((time.perf_counter() - began) * 1000)
            await asyncio.sleep(max(0.0, began + PACE_S - time.perf_counter()))

    async def get(self, path: str) -> bytes:
        """Get a page."""
        async with self.session.get(self.url + path, headers={"HX-Request": "true"}) as answer:
            answer.raise_for_status()
            return await answer.read()

    async def does(self, number: str, act: str) -> int:
        """Press a button of a case."""
        form = {"token": clock.new_token()}
        headers = {"HX-Request": "true"}
        async with self.session.post(
            f"{self.url}/staff/case/{number}/{act}", data=form, headers=headers
        ) as answer:
            await answer.read()
            return answer.status


@asynccontextmanager
async def signed_in(url: str, count: int) -> AsyncIterator[list[Desk]]:
    """Let officers come, each of them signed in already."""
    desks = [Desk(url, number) for number in range(count)]
    try:
        yield desks
    finally:
        for desk in desks:
            await desk.session.close()
