"""Ask for a visit: place, reason, safe times, consent and phone; it becomes a case to plan."""

from __future__ import annotations

from handlers.answers import read_place, read_words
from handlers.callback.flow import NO_PHONE, consented_phone, without_phone
from handlers.callback.notes import notes
from handlers.consent import consents
from handlers.context import Context
from handlers.filing import file_ticket
from handlers.flow import Answers, Ask, Choice, Done, Flow
from handlers.menu import HOME, REQUESTS, next_opening
from handlers.messages import Reply, Style, Wants
from handlers.phones import tail
from storage.records.ticket import Priority, TicketKind

TIMES = ("any", "morning", "afternoon", "call_first")


def visit(given: Answers, context: Context) -> Flow:
    """For those who cannot come; nothing is promised but a call about the visit."""
    say = context.words
    reason = yield Ask("reason", (say("visit.reason"),), read=read_words)
    phone = yield from consented_phone(given, context, "visit")
    if not phone and given.get("phone") == NO_PHONE:
        return without_phone(context)
    if not phone:
        return Done((Reply(say("callback.no_consent", phone=context.office.phone)),), (), (HOME,))
    place = yield Ask("place", (say("visit.place"),), (), read_place, Wants.LOCATION)
    times = tuple(Choice(code, say(f"visit.time.{code}")) for code in TIMES)
    safe = yield Ask("times", (say("visit.times"),), times, read_words)
    fields = {
        "reason": str(reason),
        "place": str(place),
        "phone": phone,
        "times": say(f"visit.time.{safe}") if safe in TIMES else str(safe),
        "asked": notes(given),
    }
    number, filed = file_ticket(
        given, context, TicketKind.VISIT, Priority.NORMAL, fields, ("visit",)
    )
    when = "visit.next_open" if context.open_now else "visit.next_closed"
    return Done(
        (
            Reply(say("visit.receipt", number=number, tail=tail(phone)), style=Style.RECEIPT),
            Reply(say(when, next=next_opening(context))),
        ),
        (filed, *consents(context, "visit", number)),
        (REQUESTS, HOME),
    )
