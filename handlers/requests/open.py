"""The sender's own open requests that end in a call, and the change of the number they are called at."""

from __future__ import annotations

from handlers.context import Context
from handlers.effects import AddEvent, ChangeTicket, Effect
from handlers.phones import tail
from storage.records.ticket import Status, Ticket, TicketKind

#: What somebody is called about.
CALLED = frozenset({TicketKind.CALLBACK, TicketKind.VISIT})


def open_calls(context: Context) -> list[Ticket]:
    """Return the open requests with a number to call, the newest first."""
    return [
        t
        for t in context.tickets
        if t.kind in CALLED and t.status is not Status.CLOSED and t.fields.get("phone")
    ]


def open_call(context: Context) -> Ticket | None:
    """Return the newest open request for a call."""
    return next((t for t in open_calls(context) if t.kind is TicketKind.CALLBACK), None)


def renumbered(number: str, phone: str, context: Context) -> tuple[Effect, ...]:
    """Change the number of a request; the timeline names its last four digits alone."""
    return (
        ChangeTicket(number, {"phone": phone}),
        AddEvent(number, "phone_changed", context.words("requests.tail", tail=tail(phone))),
    )
