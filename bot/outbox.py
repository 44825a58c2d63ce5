"""Deliver: claim rows, send them in order for each contact, and keep what became of each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta

from bot import codec, failpoints
from bot.bulk import CHUNK, MOST_IN_FLIGHT, BulkPace
from bot.channels.channel import Delivery, PushChannel, SendError
from bot.claims import claim_both, give_back
from bot.clock import Clock
from bot.logs import log
from handlers.messages import Reply
from storage import contacts, outbox
from storage.errors import StoreError
from storage.outbox import Outgoing
from storage.sqlite.store import SqliteStore
from storage.transaction import Tx

BATCH = 32
#: A platform that takes longer than this is in doubt; shorter than the row's lease.
SEND_WITHIN_S = 40.0
#: Tries before a row is given up (about two hours with the pauses below).
MOST_ATTEMPTS = 12
#: So many contacts told to wait within this time mean that the limit is the bot's own.
SLOWED_CONTACTS, SLOWED_WITHIN = 3, timedelta(seconds=5)
FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 900.0
#: A stop waits so long for answers.
CLOSE_WITHIN_S = 3.0
#: No platform asks all of us to be silent for longer.
LONGEST_REST = timedelta(hours=2)
#: The loop looks at the table at least this often, whoever forgot to wake it.
LOOK_EVERY_S = 1.0

#: Called inside the transaction that gives up on a row, so that staff hear of it in the same commit.
OnDead = Callable[[Tx, int, str, datetime], None]
#: Keeps, inside a transaction, what became of a row.
Settle = Callable[[Tx], None]


class Sender:
    """The sending loop of one channel."""

    def __init__(
        self,
        store: SqliteStore,
        channel: PushChannel,
        clock: Clock,
        on_dead: OnDead,
        told: Callable[[int], None],
    ) -> None:
        """`told(contact_id)` is called after each row settled, for pages that show its state."""
        self._store = store
        self._channel = channel
        self._clock = clock
        self._on_dead = on_dead
        self._told = told
        self._wake = asyncio.Event()
        #: Answers and alerts; bulk has places of its own, so that it never takes one of theirs.
        self._in_flight: set[asyncio.Task[None]] = set()
        self._bulk: set[asyncio.Task[None]] = set()
        self._pace = BulkPace()
        self._more_bulk = False
        self._paused_until: datetime | None = None
        self._slowed: dict[int, datetime] = {}
        self._full = False
        self._closing = False

    def wake(self) -> None:
        """There may be something to send."""
        self._wake.set()

    async def run(self) -> None:
        """Send until closed; storage trouble is waited out."""
        await self._recover()
        while not self._closing:
            # before the look, so that a row kept during it is not slept over
            self._wake.clear()
            try:
                sent = await self._round()
            except StoreError as fault:
                log.error("outbox_retry", fault=str(fault))
                sent = 0
                await asyncio.sleep(1.0)
            if not sent:
                await self._sleep()

    async def _recover(self) -> None:
        while not self._closing:
            try:
                count = await self._store.run(outbox.recover, self._channel.name)
            except StoreError as fault:
                log.error("outbox_retry", fault=str(fault))
                await asyncio.sleep(1.0)
                continue
            if count:
                log.warning("outbox_in_doubt", rows=count)
            return

    async def _sleep(self) -> None:
        within_s = LOOK_EVERY_S
        if self._more_bulk and len(self._bulk) < MOST_IN_FLIGHT:
            within_s = min(within_s, self._pace.wait_s(_now_s()))
        try:
            await asyncio.wait_for(self._wake.wait(), within_s)
        except TimeoutError:
            return

    async def _round(self) -> int:
        now = self._clock()
        if self._paused(now):
            return 0
        places, bulk_places = BATCH - len(self._in_flight), self._bulk_places()
        claimed, bulk = await self._store.run(
            claim_both, self._channel.name, now, places, bulk_places
        )
        if self._closing:
            # closed while the rows were being claimed: nothing would wait for them
            await self._store.run(give_back, [*claimed, *bulk], now)
            return 0
        self._full = len(claimed) == places
        for row in claimed:
            self._begin(self._in_flight, self._send_all(row))
        self._begin_bulk(bulk, bulk_places)
        if claimed and len(self._in_flight) >= BATCH:
            await asyncio.wait(self._in_flight, return_when=asyncio.FIRST_COMPLETED)
        return len(claimed)

    def _begin(self, flying: set[asyncio.Task[None]], sending: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(sending)
        flying.add(task)
        task.add_done_callback(flying.discard)

    def _bulk_places(self) -> int:
        if self._pace.wait_s(_now_s()):
            return 0
        return min(CHUNK, MOST_IN_FLIGHT - len(self._bulk))

    def _begin_bulk(self, bulk: list[Outgoing], places: int) -> None:
        if places:
            self._more_bulk = len(bulk) == places
        for row, wait_s in zip(bulk, self._pace.slots(len(bulk), _now_s()), strict=True):
            self._begin(self._bulk, self._send_in_slot(row, wait_s))

    async def _send_in_slot(self, row: Outgoing, wait_s: float) -> None:
        await asyncio.sleep(wait_s)
        following = await self._send(row)
        if following is not None:
            await self._send_all(following)
        if self._more_bulk:
            self.wake()

    def _paused(self, now: datetime) -> bool:
        until = self._paused_until
        # later than any pause: the clock was set back since
        return until is not None and now < until <= now + LONGEST_REST

    async def _send_all(self, row: Outgoing) -> None:
        """Send a row, and then what waits behind it for the same contact."""
        following: Outgoing | None = row
        while following is not None:
            if wait_s := self._pace.answer_wait_s(_now_s()):
                await asyncio.sleep(wait_s)
            following = await self._send(following)
        if self._full:
            self.wake()

    async def _send(self, row: Outgoing) -> Outgoing | None:
        """Send a row; return the contact's next one, claimed in the commit that settled this one."""
        settle: Settle
        try:
            async with asyncio.timeout(SEND_WITHIN_S):
                failpoints.reach("send.before")
                platform_id = await self._channel.send(_delivery(row))
                failpoints.reach("send.after")
        except TimeoutError:
            settle = self._failed(row, SendError("no answer in time", in_doubt=True))
        except SendError as fault:
            settle = self._failed(row, fault)
        except Exception as fault:  # noqa: BLE001 - one of the three loops: a bug must not stop delivery
            settle = self._failed(row, SendError(f"{type(fault).__name__}", in_doubt=True))
        else:
            at = self._clock()
            settle = lambda tx: outbox.mark_sent(tx, row, platform_id, at)  # noqa: E731
        following = await self._settle(row.contact_id, settle)
        failpoints.reach("settle.after")
        self._told(row.contact_id)
        return following

    async def _settle(self, contact: int, settle: Settle) -> Outgoing | None:
        def settle_and_claim(tx: Tx) -> Outgoing | None:
            settle(tx)
            now = self._clock()
            if self._closing or self._paused(now):
                return None
            return outbox.claim_next(tx, contact, self._channel.name, now)

        while True:
            try:
                return await self._store.run(settle_and_claim)
            except StoreError as fault:
                log.error("outbox_retry", fault=str(fault))
                await asyncio.sleep(1.0)

    def _failed(self, row: Outgoing, fault: SendError) -> Settle:
        now = self._clock()
        log.warning("send_failed", outbox_id=row.id, why=str(fault), attempts=row.attempts)
        if fault.retry_after_s is not None:
            until = now + timedelta(seconds=fault.retry_after_s)
            if row.lane == outbox.LANE_BULK:
                self._pace.pause(_now_s(), fault.retry_after_s)
            else:
                self._slow_down(row.contact_id, now, until)
            return lambda tx: outbox.put_back(
                tx, row, until, str(fault), in_doubt=False, counts=False
            )
        tries = tries_of(row)
        give_up = fault.permanent or fault.blocked or tries >= MOST_ATTEMPTS

        def settle(tx: Tx) -> None:
            if fault.migrated_to:
                contacts.move_contact(tx, row.contact_id, fault.migrated_to)
                outbox.put_back(tx, row, now, str(fault), in_doubt=False, counts=False)
            elif give_up:
                outbox.bury(tx, row, str(fault))
                if fault.blocked:
                    contacts.set_blocked(tx, row.contact_id, now)
                self._on_dead(tx, row.id, str(fault), now)
            else:
                pause = timedelta(seconds=pause_s(tries))
                outbox.put_back(tx, row, now + pause, str(fault), in_doubt=fault.in_doubt)

        return settle

    def _slow_down(self, contact: int, now: datetime, until: datetime) -> None:
        """
        Pause the whole channel only when several contacts are told to wait at once.

        Telegram does not say whether a limit is the chat's (a busy staff group) or the bot's; the
        row itself waits in any case, and with it what comes after it for the same contact.
        """
        self._slowed = {c: at for c, at in self._slowed.items() if now - at < SLOWED_WITHIN}
        self._slowed[contact] = now
        if len(self._slowed) >= SLOWED_CONTACTS:
            self._paused_until = max(self._paused_until or until, until)

    async def close(self) -> None:
        """
        Stop claiming; wait for what is in flight, but not for a platform that does not answer.

        What is then still in flight stays marked as such: the next start sends it again, with the mark.
        """
        self._closing = True
        self.wake()
        flying = (*self._in_flight, *self._bulk)
        if flying:
            await asyncio.wait(flying, timeout=CLOSE_WITHIN_S)
        for task in flying:
            task.cancel()
        await asyncio.gather(*flying, return_exceptions=True)


def tries_of(row: Outgoing) -> int:
    """Count the tries of this round, from 1: one that staff send again may fail as often again."""
    return (row.attempts - 1) % MOST_ATTEMPTS + 1


def _now_s() -> float:
    """The loop's time, which no clock sets back."""
    return asyncio.get_running_loop().time()


def pause_s(attempts: int) -> float:
    """Return how long to wait after so many failures: 1 s, 2 s, 4 s ... 15 minutes."""
    return min(FIRST_PAUSE_S * float(2 ** (attempts - 1)), LONGEST_PAUSE_S)


def _delivery(row: Outgoing) -> Delivery:
    if row.kind == "delete":
        return Delivery(row.id, row.key, Reply(""), deletes=row.payload)
    return Delivery(row.id, row.key, codec.load_reply(row.payload), repeated=row.in_doubt)
