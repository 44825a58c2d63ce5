"""
Publish what two people stand for: try each draft beside the service, and make it live when its time has come.

The database says what is in force; the folder is written from it. So a copy of the database is a copy of the
knowledge too, and a stop between the two is healed by the next look.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import date, datetime

import yaml

from bot.clock import Clock
from bot.logs import log
from bot.office import Known
from bot.own_knowledge import digest_of, write_all
from bot.trial import Found, Sources, TrialFailed, passed
from handlers.hours import seoul
from intents.entry import Entry
from intents.writing import cases_in, entry_in, raw_in, text_of
from storage import audit, drafts, versions
from storage.errors import StoreError
from storage.records.knowledge import Draft, DraftStatus
from storage.sqlite.store import SqliteStore
from storage.transaction import Tx

LOOK_S = 30.0
Try = Callable[[Sources, str, str, date], Awaitable[Found]]


class Publisher:
    """Looks twice a minute, and at once when somebody sent or approved a draft."""

    def __init__(
        self,
        store: SqliteStore,
        clock: Clock,
        known: Callable[[], Known],
        sources: Sources,
        reload: Callable[[], Awaitable[None]],
        try_out: Try,
    ) -> None:
        """`reload()` takes the files into use; `try_out` runs beside the service."""
        self._store = store
        self._clock = clock
        self._known = known
        self._sources = sources
        self._reload = reload
        self._try_out = try_out
        self._woken = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to look."""
        self._looking = asyncio.create_task(self._look_for_ever(), name="publishing")

    async def stop(self) -> None:
        """Stop looking; a trial that was cut off is made again after the next start."""
        if self._looking is not None:
            self._looking.cancel()
            with suppress(asyncio.CancelledError):
                await self._looking

    def wake(self) -> None:
        """Look at once."""
        self._woken.set()

    async def _look_for_ever(self) -> None:
        while True:
            self._woken.clear()
            try:
                await self.look()
            except (StoreError, OSError) as fault:
                log.error("publishing_failed", kind=type(fault).__name__)
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_S):
                    await self._woken.wait()

    async def look(self) -> None:
        """Do all there is to do now."""
        await self._store.run(take_back_expired, self._clock())
        await self._bring_in()
        while await self._publish_due() or await self._try_next():
            pass

    async def _bring_in(self) -> None:
        """Make the folder say what is in force, and take it into use when that changed something."""
        own = self._sources.own
        before = await asyncio.to_thread(digest_of, own)
        await asyncio.to_thread(write_all, own, await self._store.read(versions.in_force))
        if await asyncio.to_thread(digest_of, own) != before:
            await self._reload()

    async def _publish_due(self) -> bool:
        """Publish one draft, or have it tried again because the knowledge changed since."""
        due = await self._store.read(drafts.due, self._clock())
        for draft in [each for each in due if passed(each.result)]:
            digest = await asyncio.to_thread(digest_of, self._sources.shipped, self._sources.own)
            if draft.result and draft.result.get("digest") != digest:
                return await self._store.run(drafts.keep_result, draft, None)
            text = await self._text(draft)
            if await self._store.run(publish, draft, text, self._clock()):
                await self._bring_in()
                log.info("knowledge_published", entry=draft.entry)
                return True
        return False

    async def _try_next(self) -> bool:
        draft = await self._store.read(drafts.to_try)
        if draft is None:
            return False
        text, today = await self._text(draft), seoul(self._clock()).date()
        try:
            found = await self._try_out(self._sources, draft.entry, text, today)
        except (TrialFailed, OSError, ValueError) as fault:
            log.error("trial_failed", entry=draft.entry, kind=type(fault).__name__)
            found = {"failed": True}
        await self._store.run(drafts.keep_result, draft, found)
        return True

    async def _text(self, draft: Draft) -> str:
        live = (await self._store.read(versions.in_force)).get(draft.entry)
        entry = self._known().knowledge.entries.get(draft.entry)
        return composed(draft.content, entry, live.content if live else "")


def composed(content: str, live: Entry | None, live_text: str) -> str:
    """Return the file of a draft: new questions, and those kept before, must go on finding their entry."""
    if not content:
        return ""
    entry, _faults = entry_in(content, "")
    questions = entry.questions if entry else ()
    kept = {text for text, _ in cases_in(yaml.safe_load(live_text))}
    known = set(live.questions) if live else set()
    asked = [q for q in questions if q in kept or q not in known]
    return text_of(raw_in(content), asked)


def publish(tx: Tx, draft: Draft, text: str, at: datetime) -> bool:
    """Make a draft what is in force; False when it was changed meanwhile."""
    if not drafts.end(tx, draft, DraftStatus.PUBLISHED, at):
        return False
    made = versions.add(
        tx, draft.entry, text, at, written_by=draft.sent_by, reviewed_by=draft.reviewed_by,
        expires_on=draft.expires_on, note=draft.said,
    )  # fmt: skip
    audit.write(tx, "clock", "knowledge_published", draft.entry, f"version={made}", at)
    return True


def take_back_expired(tx: Tx, at: datetime) -> None:
    """Take back what is past its last day, to what stood there before."""
    for old in versions.expired(tx, seoul(at).date()):
        made = versions.add(
            tx, old.entry, "", at, written_by=None, reviewed_by=None, note="expired"
        )
        audit.write(tx, "clock", "knowledge_expired", old.entry, f"version={made}", at)
