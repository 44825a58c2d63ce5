"""Show the sender's own requests, in words, without any fact about a household (R8, R9)."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.context import Context
from handlers.decision import buttons_last
from handlers.effects import AddEvent, CloseTicket, Effect
from handlers.hours import seoul, spoken_day
from handlers.menu import CALLBACK, DOORS, HOME, MY_DATA
from handlers.messages import Button, Reply
from handlers.phones import tail
from handlers.requests.open import open_calls
from storage.records.ticket import Outcome, Status, Ticket, TicketKind

#: Newest first; older ones are answered by the office.
SHOWN = 3
MINE = frozenset(
    {
        TicketKind.REPORT,
        TicketKind.CALLBACK,
        TicketKind.VISIT,
        TicketKind.CONSULT,
        TicketKind.MESSAGE,
        TicketKind.ERASURE,
    }
)


def show_requests(context: Context) -> tuple[Reply, ...]:
    """Say the status of each request, with buttons to change or withdraw it."""
    say = context.words
    mine = [t for t in context.tickets if t.kind in MINE][:SHOWN]
    if not mine:
        return (Reply(say("requests.none"), (*DOORS, CALLBACK, MY_DATA)),)
    shown = tuple(reply for t in mine for reply in one(t, context))
    return buttons_last(shown, (MY_DATA,))


def one(ticket: Ticket, context: Context) -> tuple[Reply, ...]:
    """Say the status of one request, with its buttons."""
    return (Reply(line(ticket, context), _buttons(ticket, context)),)


def line(ticket: Ticket, context: Context) -> str:
    """Say one request: number, kind, day, stage."""
    say = context.words
    return say(
        "requests.line",
        number=ticket.number,
        kind=say(f"requests.kind.{ticket.kind}"),
        day=spoken_day(seoul(ticket.opened_at).date()),
        stage=say(f"requests.stage.{ticket.stage}"),
        window=" ".join(_promised(ticket, context)),
    )


def _promised(ticket: Ticket, context: Context) -> Iterator[str]:
    """Say when an open request is answered, and the last four digits at which."""
    say = context.words
    if ticket.fields.get("window"):
        yield say("requests.window", window=ticket.fields["window"])
    if ticket in open_calls(context):
        yield say("requests.tail", tail=tail(ticket.fields["phone"]))


def _buttons(ticket: Ticket, context: Context) -> tuple[Button, ...]:
    say = context.words
    if ticket.status is Status.CLOSED:
        return (HOME,)
    change: tuple[Button, ...] = (
        (Button(say("requests.change"), f"t:change:{ticket.number}"),)
        if ticket.kind is TicketKind.CALLBACK
        else ()
    )
    if ticket in open_calls(context):
        change += (Button(say("requests.change_phone"), f"t:phone:{ticket.number}"),)
    return (*change, Button(say("requests.cancel"), f"t:cancel:{ticket.number}"), HOME)


def withdraw(ticket: Ticket, context: Context) -> tuple[tuple[Reply, ...], tuple[Effect, ...]]:
    """
    Withdraw the sender's own request.

    A report of a household stays with staff, who are told of the wish: somebody may have been
    made to take it back.
    """
    say = context.words
    if ticket.kind is TicketKind.REPORT:
        reply = Reply(say("requests.report_cancel_told", number=ticket.number), (HOME,))
        return (reply,), (AddEvent(ticket.number, "withdrawal_asked"),)
    reply = Reply(say("requests.cancelled", number=ticket.number), (HOME,))
    return (reply,), (CloseTicket(ticket.number, Outcome.WITHDRAWN),)
