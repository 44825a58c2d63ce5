"""What the clock does to tickets: remind, escalate, tell waiting residents, move promises."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.callback.slots import spoken_window, windows
from handlers.context import Context
from handlers.effects import AddEvent, ChangeTicket, Effect, SayTo
from handlers.menu import CALLBACK, MESSAGE
from handlers.messages import Reply
from storage.records.ticket import Ticket

#: A waiting resident is told after this long that nobody has come yet.
TALK_TAKEN_WITHIN = timedelta(minutes=10)
#: R8: working minutes in 접수 until the team lead, and then the head of the office, hears of it.
LEAD_AFTER_MIN, HEAD_AFTER_MIN = 540, 1080
ESCALATIONS = (("escalated_head", HEAD_AFTER_MIN), ("escalated_lead", LEAD_AFTER_MIN))


def remind(ticket: Ticket) -> tuple[Effect, ...]:
    """Ring again for a ticket whose time has passed."""
    return (AddEvent(ticket.number, "overdue"), ChangeTicket(ticket.number, alert=True))


def escalate(ticket: Ticket, context: Context, kind: str, after_min: int) -> tuple[Effect, ...]:
    """Escalate a ticket that has been in 접수 for so many working minutes; nothing before that."""
    if context.hours.working_minutes(ticket.opened_at, context.at) < after_min:
        return ()
    return (AddEvent(ticket.number, kind), ChangeTicket(ticket.number, alert=True))


def nobody_came(ticket: Ticket, context: Context) -> tuple[Effect, ...]:
    """Tell the waiting resident the truth, and offer a call or a message."""
    reply = Reply(context.words("consult.nobody_came"), (CALLBACK, MESSAGE))
    return (AddEvent(ticket.number, "nobody_came"), SayTo(ticket.number, (reply,)))


def move_call(ticket: Ticket, context: Context) -> tuple[Effect, ...]:
    """Move a call that was promised for a time at which the office is now closed (H7)."""
    promised = ticket.promised_from
    if promised is None or context.hours.is_open(promised):
        return ()
    window = windows(context.hours, max(promised, context.at), 1)[0]
    return (
        ChangeTicket(
            ticket.number,
            {"window": spoken_window(window)},
            promised_from=window[0],
            promised_until=window[1],
        ),
        AddEvent(ticket.number, "window_moved", spoken_window(window)),
        SayTo(
            ticket.number, (Reply(context.words("callback.moved", window=spoken_window(window))),)
        ),
    )


def oldest_for(minutes: int, at: datetime) -> datetime:
    """Return a moment before which a ticket must have been opened to have waited so long at all."""
    return at - timedelta(minutes=minutes)
