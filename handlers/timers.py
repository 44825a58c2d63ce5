"""What the clock does to tickets: remind, escalate, tell waiting residents, move promises."""

from __future__ import annotations

from datetime import timedelta

from handlers import foreign_talk
from handlers.callback.slots import spoken_window, windows
from handlers.consult.talk import STOP_WAITING
from handlers.context import Context
from handlers.effects import AddEvent, ChangeTicket, Effect, SayTo
from handlers.menu import CALLBACK, MESSAGE
from handlers.messages import Reply
from storage.records.ticket import Ticket

#: A waiting resident is told after this long that nobody has come yet.
TALK_TAKEN_WITHIN = timedelta(minutes=10)


def nobody_came(ticket: Ticket, context: Context) -> tuple[Effect, ...]:
    """Tell the waiting resident the truth, and offer a call or a message."""
    korean = context.words("consult.nobody_came")
    foreign = foreign_talk.nobody_came(ticket.fields.get("language", ""), context)
    text = f"{foreign}\n{korean}" if foreign else korean
    reply = Reply(text, (CALLBACK, MESSAGE, STOP_WAITING))
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
