"""What follows when a promise is near, broken, or stays broken: staff are warned, rung, and the lead is called."""

from __future__ import annotations

from handlers.context import Context
from handlers.effects import AddEvent, ChangeTicket, Effect
from handlers.promises import NEAR
from storage.records.alarm import Level
from storage.records.ticket import Ticket

#: R8: working minutes in 접수 until the team lead, and then the head of the office, hears of it.
LEAD_AFTER_MIN, HEAD_AFTER_MIN = 540, 1080
#: A critical case that somebody has seen and nobody has taken is the lead's after half an hour.
CRITICAL_TO_LEAD_MIN = 30
#: (line in the timeline, after how long, with whom the alert begins), the furthest first.
ESCALATIONS = (
    ("escalated_head", HEAD_AFTER_MIN, Level.HEAD),
    ("escalated_lead", LEAD_AFTER_MIN, Level.LEAD),
)


def near(ticket: Ticket, context: Context) -> bool:
    """Say whether little is left of the time in which somebody must have it."""
    if ticket.due_at is None or ticket.due_at <= context.at:
        return False
    left = context.hours.working_minutes(context.at, ticket.due_at)
    return left * NEAR <= context.rules.targets.of(ticket)


def warn(ticket: Ticket, context: Context) -> tuple[Effect, ...]:
    """Write once that the time is near; the queue shows it, nothing rings yet."""
    return (AddEvent(ticket.number, "reminded"),) if near(ticket, context) else ()


def ring(ticket: Ticket) -> tuple[Effect, ...]:
    """Ring for a ticket whose time has passed."""
    return (AddEvent(ticket.number, "overdue"), ChangeTicket(ticket.number, alert=True))


def to_lead(ticket: Ticket, context: Context) -> tuple[Effect, ...]:
    """Call the lead when nobody has it after twice its time, whoever saw the first alert."""
    if ticket.due_at is None:
        return ()
    late = context.hours.working_minutes(ticket.due_at, context.at)
    # what is due at once has no time of its own that could pass twice
    if late < max(context.rules.targets.of(ticket), CRITICAL_TO_LEAD_MIN):
        return ()
    return _raise(ticket, "promise_to_lead", Level.LEAD)


def answer(ticket: Ticket, context: Context) -> tuple[Effect, ...]:
    """Ring when its owner has not answered the sender in time."""
    if _unanswered_min(ticket, context) < context.rules.targets.reply_to(ticket):
        return ()
    return _raise(ticket, "reply_late", Level.DUTY)


def answer_by_lead(ticket: Ticket, context: Context) -> tuple[Effect, ...]:
    """Call the lead when there is no answer after twice the time."""
    if _unanswered_min(ticket, context) < 2 * context.rules.targets.reply_to(ticket):
        return ()
    return _raise(ticket, "reply_to_lead", Level.LEAD)


def escalate(
    ticket: Ticket, context: Context, kind: str, after_min: int, level: Level
) -> tuple[Effect, ...]:
    """Escalate a ticket that has been in 접수 for so many working minutes; nothing before that."""
    if context.hours.working_minutes(ticket.opened_at, context.at) < after_min:
        return ()
    who = context.rules.head if level is Level.HEAD else ""
    return (AddEvent(ticket.number, kind, who), _alert(ticket, level))


def _unanswered_min(ticket: Ticket, context: Context) -> int:
    since = ticket.waiting_since
    return 0 if since is None else context.hours.working_minutes(since, context.at)


def _raise(ticket: Ticket, kind: str, level: Level) -> tuple[Effect, ...]:
    return (AddEvent(ticket.number, kind), _alert(ticket, level))


def _alert(ticket: Ticket, level: Level) -> ChangeTicket:
    return ChangeTicket(ticket.number, alert=True, level=level)
