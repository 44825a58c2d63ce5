"""Leave a message that staff read at the next opening."""

from __future__ import annotations

from handlers.alarm_words import GO_THERE
from handlers.answers import read_words
from handlers.cards import call_buttons
from handlers.compact import compact
from handlers.context import Context
from handlers.danger import GOES_ON, open_danger
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
    alarm = open_danger(context)
    grave = alarm is not None and context.at <= alarm.opened_at + GOES_ON
    priority = alarm.priority if alarm is not None and grave else Priority.NORMAL
    number, filed = file_ticket(given, context, TicketKind.MESSAGE, priority, fields, ("message",))
    when = "message.open" if context.open_now else "message.closed"
    return Done(
        (
            Reply(say("message.receipt", number=number), style=Style.RECEIPT),
            Reply(say(when, next=next_opening(context))),
            *_nobody_goes(grave or GO_THERE.search(compact(str(text))) is not None, context),
        ),
        (filed,),
        (CALLBACK, HOME),
    )


def _nobody_goes(asked: bool, context: Context) -> tuple[Reply, ...]:
    """Say that nobody drives there because of a message, and who does."""
    if not asked:
        return ()
    calls = call_buttons(("police", "rescue"), context)
    return (Reply(context.words("message.nobody_goes"), calls),)
