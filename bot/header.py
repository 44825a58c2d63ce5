"""What the web page's header says of the office's hours."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime

from bot.clock import Clock
from bot.logs import log
from handlers.context import Context
from handlers.hours import spoken, spoken_time
from storage.errors import StoreError
from storage.sqlite.store import SqliteStore
from storage.transaction import Tx

#: How soon the header follows who signs in, leaves or takes duty.
LOOK_S = 5


class Header:
    """One line and whether somebody can come; asked by every page, so it never waits."""

    def __init__(
        self, store: SqliteStore, context: Callable[[Tx, datetime], Context], clock: Clock
    ) -> None:
        self._store = store
        self._context = context
        self._clock = clock

    async def look(self) -> None:
        """Read the hours and who is at hand; before the first look there is nothing to show."""
        self._now = await self._store.read(self._context, self._clock())

    async def follow(self) -> None:
        """Look again and again; a failing store leaves the last look standing."""
        while True:
            await asyncio.sleep(LOOK_S)
            try:
                await self.look()
            except StoreError as fault:
                log.error("header_failed", fault=str(fault))

    def __call__(self) -> Mapping[str, object]:
        """Return {"open": somebody can come, "line": in words, "owner": "bot"}."""
        at = self._clock()
        hours = self._now.hours
        if not hours.is_open(at):
            line = f"지금은 자동 응답만 · {spoken(hours.next_opening(at), at)}에 열어요"
            return {"open": False, "line": line, "owner": "bot"}
        if not self._now.staffed:
            line = "지금 당번이 없습니다 · 글이나 전화로 남겨 주세요"
            return {"open": False, "line": line, "owner": "bot"}
        closing = hours.closing(at)
        until = spoken_time(closing) if closing else ""
        return {"open": True, "line": f"상담 가능 · {until}까지", "owner": "bot"}
