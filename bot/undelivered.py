"""What happens when a message could not be delivered for good: a line, and an alarm that somebody answers."""

from __future__ import annotations

from datetime import datetime

from bot.carry_out import Turn
from bot.channels.channel import MAIL
from bot.logs import log
from bot.office import Known, context_of
from handlers.effects import AddEvent, ChangeTicket, Effect, OpenTicket
from handlers.filing import due
from storage import outbox, tickets
from storage.records.ticket import Priority, Status, Ticket, TicketKind
from storage.transaction import Tx

#: Why a fault ticket was opened: a reply of staff did not arrive, alerts do not reach the group, the
#: morning mail does not reach its reader.
REPLY, ALERTS, MORNING = "undelivered", "alerts_undelivered", "mail_undelivered"


def undelivered(tx: Tx, outbox_id: int, why: str, at: datetime, known: Known) -> set[str]:
    """
    Write it down in the commit that gives up on the row; return the tickets that changed.

    Words of a person who thinks that they arrived are an alarm, and so are alerts that nobody gets.
    """
    log.error("undeliverable", outbox_id=outbox_id, why=why)
    row = outbox.about(tx, outbox_id)
    if row.ticket_id is not None:
        ticket = tickets.by_number(tx, tickets.number_of(tx, row.ticket_id))
        return _carry_out(tx, ticket, _about(ticket, why, row.staff_id, tx, at, known), at, known)
    reason = MORNING if row.channel == MAIL else ALERTS
    if row.lane == outbox.LANE_ALERT and not tickets.open_fault(tx, reason):
        return _carry_out(tx, None, (_fault(reason, {}, tx, at, known),), at, known)
    return set()


def _about(
    ticket: Ticket, why: str, staff_id: int | None, tx: Tx, at: datetime, known: Known
) -> tuple[Effect, ...]:
    line = AddEvent(ticket.number, "undeliverable", why)
    if staff_id is None:
        return (line,)
    if ticket.status is not Status.CLOSED:
        return (line, ChangeTicket(ticket.number, alert=True))
    # nobody looks at a closed case: what its sender never read needs a case of its own
    fault = _fault(REPLY, {"text": ticket.number}, tx, at, known)
    return (line, fault)


def _fault(reason: str, fields: dict[str, str], tx: Tx, at: datetime, known: Known) -> OpenTicket:
    context = context_of(tx, at, known)
    return OpenTicket(
        context.numbering.take(), TicketKind.FAULT, Priority.URGENT, (reason,), fields,
        due_at=due(context, TicketKind.FAULT, Priority.URGENT),
    )  # fmt: skip


def _carry_out(
    tx: Tx, ticket: Ticket | None, effects: tuple[Effect, ...], at: datetime, known: Known
) -> set[str]:
    contact, channel = (ticket.contact_id, ticket.channel) if ticket else (None, "")
    turn = Turn(tx, at, "clock", context_of(tx, at, known), contact, channel, source="undelivered")
    turn.carry_out(effects)
    return turn.changed
