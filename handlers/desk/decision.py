"""What an action of staff comes to: yes or no, in words, and what is to be kept."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.context import Context
from handlers.effects import AddEvent, Audit, Effect, SayTo
from handlers.messages import Reply
from storage.records.staff import Staff
from storage.records.ticket import Status, Ticket, TicketKind

#: Words of staff are kept and sent whole up to here; longer ones are refused, never cut.
LONGEST_WORDS = 2_000
#: Alarms and faults have no sender who waits for news (A7: nothing automatic after an acute message).
UNTOLD = frozenset({TicketKind.DANGER, TicketKind.FAULT})


@dataclass(frozen=True, slots=True)
class DeskDecision:
    """The outcome of one action; `message` is for the staff member, never for the resident."""

    ok: bool
    message: str
    effects: tuple[Effect, ...] = ()


def refuse(context: Context, key: str, **slots: object) -> DeskDecision:
    """Say no, and why."""
    return DeskDecision(False, context.words(f"desk.{key}", **slots))


def agree(
    context: Context,
    ticket: Ticket,
    action: str,
    effects: tuple[Effect, ...],
    text: str = "",
    detail: str = "",
) -> DeskDecision:
    """Say yes; every action writes a line into the timeline (`text` sealed) and into the audit."""
    lines = (AddEvent(ticket.number, action, text), Audit(action, ticket.number, detail))
    return DeskDecision(True, context.words(f"desk.{action}.done"), (*effects, *lines))


def tell_sender(context: Context, ticket: Ticket, key: str) -> tuple[Effect, ...]:
    """Tell the sender something neutral in the bot's voice; nobody is told of an alarm."""
    if ticket.contact_id is None or ticket.kind in UNTOLD:
        return ()
    return (SayTo(ticket.number, (Reply(context.words(key, number=ticket.number)),)),)


def not_mine(ticket: Ticket, staff: Staff, context: Context) -> DeskDecision | None:
    """Refuse what only the owner of an open ticket may do; None when it may be done."""
    if ticket.status is Status.CLOSED:
        return refuse(context, "is_closed")
    if ticket.claimed_by is None:
        return refuse(context, "claim_first")
    if ticket.claimed_by != staff.id:
        return refuse(context, "not_yours")
    return None


def words_fault(words: str, context: Context) -> DeskDecision | None:
    """Refuse empty and endless words; None when they are fine."""
    if not words.strip():
        return refuse(context, "words_missing")
    if len(words) > LONGEST_WORDS:
        return refuse(context, "words_too_long", most=LONGEST_WORDS)
    return None
