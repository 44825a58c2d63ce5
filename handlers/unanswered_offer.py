"""An offer that nobody answers: its receiver is reminded once, then it goes back to the giver."""

from __future__ import annotations

from datetime import datetime

from handlers.context import Context
from handlers.effects import AddEvent, ChangeTicket, DropOffer, Effect
from storage.records.ticket import Ticket

#: Minutes of duty until the receiver is reminded, and until the giver has it back.
REMIND_AFTER_MIN, BACK_AFTER_MIN = 10, 30


def decide(
    ticket: Ticket, offered_at: datetime, reminded: bool, context: Context
) -> tuple[Effect, ...]:
    """Remind, or end the offer with a line that the giver reads; it was the giver's case all along."""
    waited = context.hours.working_minutes(offered_at, context.at)
    if waited >= BACK_AFTER_MIN:
        line = AddEvent(ticket.number, "offer_back")
        return (DropOffer(ticket.number), line, ChangeTicket(ticket.number, alert=True))
    if waited >= REMIND_AFTER_MIN and not reminded:
        return (AddEvent(ticket.number, "offer_reminded"), ChangeTicket(ticket.number, alert=True))
    return ()
