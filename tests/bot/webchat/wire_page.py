"""What the chat's page does, without a browser: frames over a real socket."""

from __future__ import annotations

import json
from dataclasses import dataclass

import aiohttp

from tests.bot.webchat.small import Server


@dataclass
class Page:
    """What a page does, without a browser."""

    server: Server
    http: aiohttp.ClientSession
    ws: aiohttp.ClientWebSocketResponse | None = None

    async def open(
        self, cursor: int = 0, scope: str = "", **hello: object
    ) -> list[dict[str, object]]:
        """Connect, greet, and return the history."""
        self.ws = await self.http.ws_connect(
            f"{self.server.url}/chat/socket", origin=self.server.url, max_msg_size=0
        )
        await self.send({"type": "hello", "cursor": cursor, "scope": scope, **hello})
        lines: list[dict[str, object]] = []
        while True:
            frame = await self.hear("history")
            self.scope, self.reset = str(frame["scope"]), frame["reset"]
            lines += frame["lines"]
            if frame["done"]:
                return lines

    async def send(self, frame: object) -> None:
        assert self.ws is not None
        await self.ws.send_str(frame if isinstance(frame, str) else json.dumps(frame))

    async def say(self, client_id: str, text: str = "", **fields: object) -> None:
        await self.send({"type": "say", "id": client_id, "text": text, **fields})

    async def hear(self, *kinds: str) -> dict[str, object]:
        """Return the next frame of one of these kinds."""
        assert self.ws is not None
        while True:
            message = await self.ws.receive(timeout=5)
            if message.type is not aiohttp.WSMsgType.TEXT:
                raise ConnectionError(f"{message.type} {message.data}")
            frame: dict[str, object] = json.loads(message.data)
            if frame["type"] in kinds:
                return frame

    async def close(self) -> None:
        assert self.ws is not None
        await self.ws.close()
