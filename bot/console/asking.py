"""Whether the sender of a case is asked if it helped, and what they answered."""

from __future__ import annotations

from datetime import datetime

from bot.console.labels import Labels, day_and_time
from handlers.satisfaction import ASKED_OF, fits
from storage import conversations, satisfaction, tickets
from storage.records.ticket import Ticket
from storage.transaction import Tx


def asks_after(tx: Tx, ticket: Ticket, outcome: str, at: datetime) -> bool:
    """Say whether closing with this outcome asks the sender."""
    contact = ticket.contact_id
    if contact is None or ticket.kind not in ASKED_OF:
        return False
    return fits(
        ticket, outcome, tickets.of_contact(tx, contact), at,
        quiet_until=conversations.quiet_until(tx, contact),
        asked=satisfaction.of_ticket(tx, ticket.id) is not None,
    )  # fmt: skip


def helped_words(tx: Tx, ticket: Ticket, labels: Labels) -> str:
    """Say what the sender answered; '' when nothing was asked."""
    found = satisfaction.of_ticket(tx, ticket.id)
    if found is None:
        return ""
    when = day_and_time(found.answered_at or found.asked_at)
    return f"{labels('helped', found.answer or 'waiting')} ({when})"
