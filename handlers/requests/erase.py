"""Erase my data: what goes at once, what the law keeps, and an answer with a number (P17)."""

from __future__ import annotations

from handlers.answers import YES_NO
from handlers.context import Context
from handlers.effects import ForgetContact
from handlers.filing import file_ticket
from handlers.flow import Answers, Ask, Done, Flow
from handlers.menu import HOME
from handlers.messages import Reply, Style
from storage.records.ticket import Priority, TicketKind


def erase(given: Answers, context: Context) -> Flow:
    """Ask once, then erase the talk that belongs to no case; staff answer for the rest."""
    say = context.words
    sure = yield Ask("sure", (say("erase.what"), say("erase.sure")), YES_NO)
    if sure == "no":
        return Done((Reply(say("erase.kept")),), (), (HOME,))
    number, filed = file_ticket(
        given, context, TicketKind.ERASURE, Priority.NORMAL, {}, ("erasure",)
    )
    return Done(
        (Reply(say("erase.done", number=number), style=Style.RECEIPT, erases=True),),
        (filed, ForgetContact(number)),
        (HOME,),
    )
