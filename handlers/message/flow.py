"""Leave a message that staff read at the next opening."""

from __future__ import annotations

from handlers.answers import read_words
from handlers.context import Context
from handlers.filing import file_ticket
from handlers.flow import Answers, Ask, Done, Flow
from handlers.menu import CALLBACK, HOME, next_opening
from handlers.messages import Reply, Style, Wants
from storage.records.ticket import Priority, TicketKind


def message(given: Answers, context: Context) -> Flow:
    """One question: the words themselves; the answer comes back into this chat."""
    say = context.words
    text = yield Ask(
        "text", (say("message.ask"),), read=read_words, wants=Wants.PHOTO, photo_alone=True
    )
    fields = {"text": str(text)}
    number, filed = file_ticket(
        given, context, TicketKind.MESSAGE, Priority.NORMAL, fields, ("message",)
    )
    when = "message.open" if context.open_now else "message.closed"
    return Done(
        (
            Reply(say("message.receipt", number=number), style=Style.RECEIPT),
            Reply(say(when, next=next_opening(context))),
        ),
        (filed,),
        (CALLBACK, HOME),
    )
