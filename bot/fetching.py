"""Fetch photos and voice that lie at a platform, re-encode photos, keep them sealed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.channels.channel import PushChannel, SendError
from bot.logs import log
from bot.media import Unreadable, safe_copy
from storage import attachments
from storage.errors import StoreError
from storage.sqlite.store import SqliteStore

LOOK_EVERY_S = 30.0


class Fetcher:
    """The fetching loop of one channel."""

    def __init__(
        self, store: SqliteStore, channel: PushChannel, settled: Callable[[int], None]
    ) -> None:
        self._store = store
        self._channel = channel
        self._settled = settled
        self._wake = asyncio.Event()
        self._closing = False

    def wake(self) -> None:
        """There may be something to fetch."""
        self._wake.set()

    def close(self) -> None:
        """Stop after the file in hand."""
        self._closing = True
        self._wake.set()

    async def run(self) -> None:
        """Fetch until closed; what fails is tried again at the next look."""
        while not self._closing:
            # before the look, so that a file that comes during it is not slept over
            self._wake.clear()
            try:
                await self._round()
            except StoreError as fault:
                log.error("fetch_retry", fault=str(fault))
            try:
                await asyncio.wait_for(self._wake.wait(), LOOK_EVERY_S)
            except TimeoutError:
                continue

    async def _round(self) -> None:
        for attachment_id, key in await self._store.read(attachments.to_fetch):
            if key.partition(":")[0] != self._channel.name or self._closing:
                continue
            await self._fetch(attachment_id, key)

    async def _fetch(self, attachment_id: int, key: str) -> None:
        try:
            content = await self._channel.fetch(key)
            mime, content = await asyncio.to_thread(safe_copy, content)
        except SendError as fault:
            log.warning("fetch_failed", attachment_id=attachment_id, why=str(fault))
            await self._store.run(
                attachments.not_fetched, attachment_id, str(fault), final=fault.permanent
            )
        except Unreadable as fault:
            await self._store.run(attachments.not_fetched, attachment_id, str(fault), final=True)
        else:
            await self._store.run(attachments.fetched, attachment_id, mime, content)
            self._settled(0)
