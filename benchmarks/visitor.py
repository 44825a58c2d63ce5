"""A resident at the web chat's page, over the true socket."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp


class Visitor:
    """A resident at the page, who reads all that comes."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._ids = itertools.count()
        self._waits: tuple[str, asyncio.Future[None]] | None = None
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for message in self._socket:
            kind = json.loads(message.data)["type"]
            if self._waits is not None and self._waits[0] == kind and not self._waits[1].done():
                self._waits[1].set_result(None)

    async def says(self, text: str = "", press: str = "", *, until: str = "said") -> float:
        """Say something; return the seconds until a frame of a kind came."""
        frame = {"type": "say", "id": f"m{next(self._ids)}", "text": text, "press": press}
        return await self.sends(frame, until)

    async def sends(self, frame: dict[str, str], until: str) -> float:
        """Send a frame; return the seconds until one of a kind came."""
        came = asyncio.get_running_loop().create_future()
        self._waits = (until, came)
        began = time.perf_counter()
        await self._socket.send_json(frame)
        await asyncio.wait_for(came, 60)
        return time.perf_counter() - began


@asynccontextmanager
async def visitors(url: str, count: int, first: int) -> AsyncIterator[list[Visitor]]:
    """Let residents open the page, each from an address of their own."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session:
        found = []
        for number in range(first, first + count):
            headers = {"Origin": url, "X-Forwarded-For": f"10.0.{number // 250}.{number % 250}"}
            one = Visitor(await session.ws_connect(f"{url}/chat/socket", headers=headers))
            await one.sends({"type": "hello"}, "lines")
            found.append(one)
        yield found
