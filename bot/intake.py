"""Take a message in: personal numbers masked, kept durably, then decided on, in order for each contact."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot import codec
from bot.clock import Clock
from bot.logs import log
from handlers.messages import LONGEST_TEXT, Inbound, Kind
from handlers.phones import cut_phones
from intents.private import mask, mask_split
from storage import attachments, contacts, inbox
from storage.errors import StoreError
from storage.sqlite.store import SqliteStore
from storage.transaction import Tx

#: Numbers split over two messages are joined within this time (P5).
SPLIT_WITHIN = timedelta(minutes=5)
#: Longest pause between tries to keep a message while the disk is full or locked.
LONGEST_WAIT_S = 30.0
#: Pause after a turn that broke where nothing may break.
BROKEN_WAIT_S = 1.0
#: A turn takes milliseconds; one that takes longer than this at a stop waits for the disk.
CLOSE_WITHIN_S = 2.0


@dataclass(frozen=True, slots=True)
class Taken:
    """Where a message was kept; `new` False for a repeat."""

    contact_id: int
    new: bool
    #: The words as they were kept, personal numbers masked.
    text: str


class Intake:
    """The door for all channels: when `accept` returns, the message is on the disk."""

    def __init__(
        self, store: SqliteStore, clock: Clock, decide_next: Callable[[int], None]
    ) -> None:
        """`decide_next(contact_id)` is called after the commit; it must not block."""
        self._store = store
        self._clock = clock
        self._decide_next = decide_next
        self.failures = 0

    async def accept(self, *inbounds: Inbound) -> list[Taken]:
        """
        Keep messages in their order, in one commit; tries for ever while the store is in trouble.

        A repeat is ignored.
        """
        if not inbounds:
            return []
        # looking through a long text takes a while: not while the database is held
        messages = [
            await asyncio.to_thread(scrubbed, one) if len(one.text) > LONGEST_TEXT else one
            for one in inbounds
        ]
        wait_s = 0.1
        while True:
            try:
                taken = await self._store.run(keep_messages, messages, self._clock())
            except StoreError as fault:
                self.failures += 1
                log.error(
                    "intake_retry", channel=messages[0].channel, fault=str(fault), wait_s=wait_s
                )
                await asyncio.sleep(wait_s)
                wait_s = min(wait_s * 2, LONGEST_WAIT_S)
                continue
            self.failures = 0
            for one in taken:
                if one.new:
                    self._decide_next(one.contact_id)
            return taken


def keep_messages(tx: Tx, inbounds: Sequence[Inbound], at: datetime) -> list[Taken]:
    """Keep messages, all or none."""
    return [keep_message(tx, one, at) for one in inbounds]


def keep_message(tx: Tx, inbound: Inbound, at: datetime) -> Taken:
    """Mask and keep one message, and bind its attachments to the sender."""
    contact = contacts.contact_id(tx, inbound.channel, inbound.contact_key, at)
    inbound = _masked(tx, contact, inbound, at)
    kept = inbox.keep(
        tx, inbound.channel, inbound.external_id, contact, inbound.kind, codec.dump(inbound),
        inbound.at, at,
    )  # fmt: skip
    if kept is not None:
        for key in inbound.attachments:
            attachments.expect(tx, key, contact, at)
    return Taken(contact, kept is not None, inbound.text)


def _masked(tx: Tx, contact: int, inbound: Inbound, at: datetime) -> Inbound:
    if not inbound.text or inbound.kind is Kind.BUTTON:
        return inbound
    head, rest = inbound.text[:LONGEST_TEXT], inbound.text[LONGEST_TEXT:]
    # a number that lacks a digit is taken out after the turn, which asks for the digit
    masked = mask(head, keep_phone=True, public=cut_phones(head))
    if any(c.isdecimal() for c in head) and not masked.kinds:
        before = inbox.newest_text(tx, contact, at - SPLIT_WITHIN)
        if before is not None:
            joined = mask_split(codec.text_of(before.payload), head)
            # a phone number may be the answer that a flow waits for; it is masked after the turn
            if set(joined.kinds) - ({"phone", "account"} if cut_phones(head) else {"phone"}):
                masked = joined
    if masked.text == head and not masked.kinds:
        return inbound
    kinds = tuple(dict.fromkeys((*inbound.masked, *masked.kinds)))
    return replace(inbound, text=masked.text + rest, masked=kinds)


def scrubbed(inbound: Inbound) -> Inbound:
    """Return the message with personal numbers masked in all of its text."""
    masked = mask(inbound.text, keep_phone=True)
    return replace(inbound, text=masked.text, masked=masked.kinds)


class Decider:
    """Runs the turns: one at a time for a contact, many contacts at once; retries what may pass."""

    def __init__(self, take_turn: Callable[[int], Awaitable[bool]]) -> None:
        """`take_turn(contact_id)` is a coroutine function: True when another message waits."""
        self._take_turn = take_turn
        self._due: Counter[int] = Counter()
        self._running: dict[int, asyncio.Task[None]] = {}
        self._closing = False

    def decide_next(self, contact: int) -> None:
        """Ask for one more turn of a contact."""
        self._due[contact] += 1
        if contact not in self._running and not self._closing:
            self._running[contact] = asyncio.create_task(self._run(contact))

    async def _run(self, contact: int) -> None:
        try:
            while self._due[contact] > 0:
                del self._due[contact]
                await self._take_turns(contact)
        finally:
            self._due.pop(contact, None)
            self._running.pop(contact, None)

    async def _take_turns(self, contact: int) -> None:
        try:
            while await self._take_turn(contact):
                pass
        except Exception as fault:  # noqa: BLE001 - one of the three loops: the message still waits
            log.error("turn_broke", fault=type(fault).__name__)
            self._due[contact] += 1
            await asyncio.sleep(BROKEN_WAIT_S)

    async def close(self) -> None:
        """
        Wait for the turns that run; what has not begun stays in the inbox for the next start.

        So does what waits for a disk that is full: that may take longer than anybody waits.
        """
        self._closing = True
        running = tuple(self._running.values())
        if running:
            await asyncio.wait(running, timeout=CLOSE_WITHIN_S)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
