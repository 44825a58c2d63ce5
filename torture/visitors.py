"""Visitors of the web page: reconnect storms, the same client id sent again and again, a lost answer."""

from __future__ import annotations

import asyncio
import json
import random  # noqa: TID251 - chance is what a torture is made of
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from bot.channels.webchat import visitor
from torture import words
from torture.residents import LEFT_ALONE, Gate

#: A connection lives this long before the bad line breaks.
SHORTEST_LINE_S, LONGEST_LINE_S = 0.05, 1.5
#: Who is not heard stops talking; the service slows a flood down.
MOST_UNSAID = 8
#: How often a frame is sent a second time though nothing went wrong.
TWICE = 0.25


@dataclass
class Page:
    """What a page of ours keeps: what it said, what it was told, and how far it has read."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    #: By client id: what was said, in order; an id leaves `unsaid` when the service confirmed it.
    said: dict[str, Json] = field(default_factory=dict)
    unsaid: list[str] = field(default_factory=list)
    confirmed: set[str] = field(default_factory=set)
    cursor: int = 0
    #: Received lines by outbox row, in the order in which they were shown.
    lines: list[tuple[int, str]] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)


Json = dict[str, Any]


class Visitor:
    """One browser on a bad line."""

    def __init__(self, port: int, chance: random.Random) -> None:
        self.page = Page()
        self.key = visitor.contact_key(self.page.token)
        self.base = f"http://127.0.0.1:{port}"
        self.chance = chance
        #: Homes of their own: one house with this many broken lines would be slowed down.
        self.address = f"198.51.100.{chance.randint(1, 254)}"
        self.connections = 0

    async def live(self, gate: Gate) -> None:
        """Talk until the gate closes."""
        cookies = {visitor.COOKIE: self.page.token}
        headers = {"Origin": self.base, "X-Forwarded-For": self.address}
        async with aiohttp.ClientSession(cookies=cookies, headers=headers) as session:
            while await gate():
                if len(self.page.unsaid) < MOST_UNSAID:
                    self._think()
                with suppress(aiohttp.ClientError, OSError, TimeoutError):
                    life_s = self.chance.uniform(SHORTEST_LINE_S, LONGEST_LINE_S)
                    await self._connect(session, life_s)
                await asyncio.sleep(self.chance.uniform(0, 0.1))

    async def settle(self, patience_s: float) -> bool:
        """Stay connected until all is confirmed and nothing new comes; say whether that was so."""
        cookies = {visitor.COOKIE: self.page.token}
        loop = asyncio.get_running_loop()
        until = loop.time() + patience_s
        headers = {"Origin": self.base, "X-Forwarded-For": self.address}
        async with aiohttp.ClientSession(cookies=cookies, headers=headers) as session:
            quiet = 0
            while loop.time() < until and quiet < 2:
                before = len(self.page.lines)
                with suppress(aiohttp.ClientError, OSError, TimeoutError):
                    await self._connect(session, 1.0)
                done = not self.page.unsaid and len(self.page.lines) == before
                quiet = quiet + 1 if done else 0
        return not self.page.unsaid

    def _think(self) -> None:
        """Say something: words, or a press of what was shown."""
        frame: Json = {"type": "say", "id": secrets.token_urlsafe(9)}
        drawn = self.chance.random()
        if drawn < 0.35 and self.page.buttons:
            frame["press"] = self.chance.choice(self.page.buttons[-8:])
            frame["text"] = "버튼"
        elif drawn < 0.5:
            frame["text"] = self.chance.choice(words.STORIES + words.PLACES)
        elif drawn < 0.54:
            frame["text"] = self.chance.choice(words.DANGER)
        elif drawn < 0.6:
            frame["text"] = words.HOME
        else:
            frame["text"] = self.chance.choice(words.QUESTIONS)
        self.page.said[frame["id"]] = frame
        self.page.unsaid.append(frame["id"])

    async def _connect(self, session: aiohttp.ClientSession, life_s: float) -> None:
        """One connection: say hello, say again what was not confirmed, listen until the line breaks."""
        async with asyncio.timeout(life_s + 3):
            async with session.ws_connect(f"{self.base}/chat/socket") as ws:
                self.connections += 1
                await self._speak(ws)
                with suppress(TimeoutError):
                    async with asyncio.timeout(life_s):
                        async for message in ws:
                            if message.type is aiohttp.WSMsgType.TEXT:
                                await self._hear(ws, json.loads(message.data))
                if ws._writer.transport is not None and self.chance.random() < 0.5:
                    # the line breaks: no closing handshake
                    ws._writer.transport.abort()

    async def _speak(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        hello = {"type": "hello", "cursor": self.page.cursor, "scope": visitor.scope(self.key)}
        await ws.send_json(hello)
        for client_id in tuple(self.page.unsaid):
            await ws.send_json(self.page.said[client_id])
            if self.chance.random() < TWICE:
                await ws.send_json(self.page.said[client_id])

    async def _hear(self, ws: aiohttp.ClientWebSocketResponse, frame: Json) -> None:
        if frame["type"] == "said":
            self.page.confirmed.add(frame["id"])
            if frame["id"] in self.page.unsaid:
                self.page.unsaid.remove(frame["id"])
        elif frame["type"] in ("history", "lines"):
            for line in frame["lines"]:
                self._show(line)
            if frame["lines"]:
                await ws.send_json({"type": "seen", "cursor": self.page.cursor})

    def _show(self, line: Json) -> None:
        if not line["cursor"]:
            return
        self.page.lines.append((line["cursor"], line["text"]))
        self.page.cursor = max(self.page.cursor, line["cursor"])
        self.page.buttons.extend(
            b["value"]
            for b in line["buttons"]
            if b["value"] and not any(word in b["value"] for word in LEFT_ALONE)
        )
