"""The report of a neighbour that was begun while its sender waits for staff: what is told on goes to it too."""

from __future__ import annotations

from handlers.answers import anything
from handlers.context import Context
from handlers.effects import AddEvent, ChangeTicket, Effect
from handlers.messages import Inbound
from handlers.report.place_fix import put_right
from handlers.report.rules import acute, priority_of, read_story
from handlers.report.wish import tells
from storage.records.ticket import Priority, Status, Ticket, TicketKind


def begun_report(context: Context) -> Ticket | None:
    """Return the sender's report of a neighbour that no form has completed, or None."""
    return next((t for t in context.tickets if _is_begun(t)), None)


def _is_begun(ticket: Ticket) -> bool:
    of_neighbour = ticket.kind is TicketKind.REPORT and ticket.fields.get("about") != "self"
    return of_neighbour and ticket.unfinished and ticket.status is not Status.CLOSED


def told_on(inbound: Inbound, context: Context) -> tuple[Effect, ...]:
    """Add words that tell of a home to the begun report: "송산로 12 302호예요" answers its card."""
    known = begun_report(context)
    if known is None or not (tells(inbound.text) or inbound.place is not None):
        return ()
    return add_to(known, inbound, Priority.NORMAL, alert=False)


def add_to(
    known: Ticket, inbound: Inbound, least: Priority, *, alert: bool = True
) -> tuple[Effect, ...]:
    """Add a message to a report; a place that it tells and a graver danger stand in the report itself."""
    words = inbound.text
    before = known.fields.get("place", "")
    place, _ = put_right(before, words)
    if not place:
        named = read_story(words).place
        place = f"{before} {named}".strip() if named and named not in before else ""
    heard = read_story(f"{known.fields.get('story', '')}\n{words}")
    danger = "yes" if acute(words) else known.fields.get("danger_now", "unsure")
    weighed, reasons = priority_of(danger, (), heard)
    graver = max(weighed, least) > known.priority
    return (
        AddEvent(known.number, f"resident_{inbound.kind}", anything(inbound)),
        ChangeTicket(
            known.number,
            {"place": place} if place else None,
            tuple(dict.fromkeys((*known.reasons, *reasons))),
            max(weighed, least),
            attachments=inbound.attachments,
            alert=alert or graver,
        ),
    )
