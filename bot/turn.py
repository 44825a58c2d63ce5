"""One message, one transaction: load, decide, keep, reply; then tell those who wait."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot import codec, failpoints
from bot.carry_out import Turn
from bot.clock import Clock
from bot.kept_talk import keep_conversation
from bot.logs import log
from bot.office import Known, context_of
from handlers import page
from handlers.dispatch import decide
from handlers.effects import OpenTicket
from handlers.filing import due
from handlers.messages import LONGEST_TEXT, Inbound, Kind, Reply
from handlers.phones import cut_phones, find_phones
from intents.private import mask
from storage import conversations, inbox, outbox, page_links
from storage.errors import TROUBLE, NotFound, StoreError
from storage.records.ticket import Priority, TicketKind
from storage.sqlite.store import SqliteStore
from storage.transaction import Tx

#: A message whose decision raised so often is set aside, with an alarm.
MOST_ATTEMPTS = 3
LONGEST_WAIT_S = 30.0


@dataclass(frozen=True, slots=True)
class Done:
    """What a turn did, for the log and for those who wait."""

    channel: str
    outcome: str
    by: str
    told: frozenset[int] = frozenset()
    changed: frozenset[str] = frozenset()
    rung: frozenset[str] = field(default=frozenset())
    #: The message came with files that lie at a platform.
    files: bool = False
    #: Another message of the contact waits already.
    more: bool = False


class FaultyMessage(Exception):
    """The decision on a message raised: our bug; the message is retried, then set aside."""

    def __init__(self, inbox_id: int, why: str) -> None:
        super().__init__(why)
        self.inbox_id = inbox_id


class Turns:
    """Takes turns for contacts, and tells the hub and the delivery loops afterwards."""

    def __init__(
        self, store: SqliteStore, known: Callable[[], Known], clock: Clock, tell: Callable[[Done], None]
    ) -> None:  # fmt: skip
        self._store = store
        self._known = known
        self._clock = clock
        self._tell = tell

    async def take(self, contact: int) -> bool:
        """Decide on the oldest waiting message of a contact; True when another one waits."""
        wait_s = 0.1
        while True:
            began = time.perf_counter()
            try:
                done = await self._store.run(take_turn, contact, self._known(), self._clock())
            except FaultyMessage as fault:
                done = await self._failed(contact, fault)
            except StoreError as fault:
                log.error("turn_retry", fault=str(fault), wait_s=wait_s)
                await asyncio.sleep(wait_s)
                wait_s = min(wait_s * 2, LONGEST_WAIT_S)
                continue
            if done is None:
                return False
            ms = round((time.perf_counter() - began) * 1000)
            log.info(
                "turn", channel=done.channel, person=hashed(contact), outcome=done.outcome,
                by=done.by, ms=ms,
            )  # fmt: skip
            failpoints.reach("turn.after")
            self._tell(done)
            return done.more

    async def _failed(self, contact: int, fault: FaultyMessage) -> Done:
        """Count the failure; after the last one set the message aside and tell both sides."""
        log.error("turn_failed", inbox_id=fault.inbox_id, why=str(fault))
        while True:
            try:
                return await self._store.run(
                    after_failure, contact, fault, self._known(), self._clock()
                )
            except StoreError as trouble:
                log.error("turn_retry", fault=str(trouble), wait_s=1.0)
                await asyncio.sleep(1.0)


def hashed(contact: int) -> str:
    """Name a contact in a log line without naming them."""
    return f"h:{hashlib.sha256(str(contact).encode()).hexdigest()[:8]}"


def take_turn(tx: Tx, contact: int, known: Known, at: datetime) -> Done | None:
    """Load, decide, keep; None when nothing waits. Raises FaultyMessage for a bug of ours."""
    waiting = inbox.oldest_waiting(tx, contact)
    if waiting is None:
        return None
    try:
        inbound = codec.load_inbound(waiting.payload)
        talked = codec.load_conversation(conversations.state_of(tx, contact))
        context = context_of(tx, at, known, contact, waiting.channel)
        if inbound.kind is Kind.START and inbound.text.startswith(page.PREFIX):
            link = page_links.use(tx, inbound.text.removeprefix(page.PREFIX), at)
            context = replace(context, page_link=link)
        head = replace(inbound, text=inbound.text[:LONGEST_TEXT])
        decision = decide(head, talked, context)
        turn = Turn(
            tx, at, "resident", context, contact, waiting.channel, waiting.id, f"in:{waiting.id}",
            decision.conversation,
        )  # fmt: skip
        turn.carry_out(decision.effects)
        turn.say(contact, waiting.channel, decision.replies, ticket_id=turn.ticket_id)
        assert turn.conversation is not None
        keep_conversation(tx, contact, turn.conversation, at)
        inbox.mark_done(
            tx, waiting.id, at, decision.outcome, decision.by,
            _without_phones(inbound), turn.ticket_id,
        )  # fmt: skip
    except NotFound as fault:
        # a row that is gone will not come back: no trouble of the disk's, a poison message
        raise FaultyMessage(waiting.id, f"NotFound at {_where(fault)}") from fault
    except TROUBLE:
        raise
    except Exception as fault:
        # the turn is one of the three loops that may catch everything: a poison message must not
        # stop the ones behind it, and must not vanish either
        raise FaultyMessage(waiting.id, f"{type(fault).__name__} at {_where(fault)}") from fault
    return Done(
        waiting.channel, decision.outcome, decision.by, frozenset(turn.told),
        frozenset(turn.changed), frozenset(turn.rung), bool(inbound.attachments),
        waiting.more,
    )  # fmt: skip


def _where(fault: BaseException) -> str:
    """Name the place of a fault without any text of the message."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace else "?"


def _without_phones(inbound: Inbound) -> str | None:
    """Return the payload with phones masked: they are kept in the ticket's contact field only (P5)."""
    text = "" if inbound.kind is Kind.BUTTON else inbound.text
    if not (find_phones(text) or cut_phones(text)):
        return None
    masked = mask(inbound.text).text
    return None if masked == inbound.text else codec.dump(replace(inbound, text=masked))


def after_failure(tx: Tx, contact: int, fault: FaultyMessage, known: Known, at: datetime) -> Done:
    """Count a failed decision; the last failure opens a ticket and tells the resident plainly."""
    attempts = inbox.count_attempt(tx, fault.inbox_id, str(fault))
    waiting = inbox.oldest_waiting(tx, contact)
    if waiting is None or attempts < MOST_ATTEMPTS:
        return Done("", "failed", "", more=waiting is not None)
    inbox.set_aside(tx, fault.inbox_id, at)
    context = context_of(tx, at, known, contact, waiting.channel)
    turn = Turn(
        tx, at, "bot", context, contact, waiting.channel, fault.inbox_id, f"aside:{fault.inbox_id}"
    )
    number = context.numbering.take()
    opened = OpenTicket(
        number, TicketKind.FAULT, Priority.URGENT, ("set_aside",), _readable(waiting.payload),
        due_at=due(context, TicketKind.FAULT, Priority.URGENT),
    )  # fmt: skip
    turn.carry_out((opened,))
    sorry = Reply(known.words("fault.set_aside"))
    turn.say(contact, waiting.channel, (sorry,), lane=outbox.LANE_REPLY, ticket_id=turn.ticket_id)
    return Done(
        waiting.channel, "set_aside", "", frozenset(turn.told), frozenset(turn.changed),
        frozenset(turn.rung), more=waiting.more,
    )  # fmt: skip


def _readable(payload: str) -> dict[str, str]:
    """What staff see of a message that could not be decided: its words, if they can be read."""
    try:
        return {"text": codec.load_inbound(payload).text}
    except ValueError:
        return {"text": ""}
