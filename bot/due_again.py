"""Until when somebody must have a ticket, worked out anew when its priority changes or it opens again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from storage import tickets
from storage.records.ticket import Ticket

if TYPE_CHECKING:
    from bot.carry_out import Turn


def due_again(
    turn: Turn, ticket: Ticket, *, since: datetime | None = None, sooner_only: bool = False
) -> Ticket:
    """
    Keep the time that fits the ticket's priority now; return the ticket with it.

    What a rule makes more urgent may only be due sooner (`sooner_only`); what nobody was ever to have
    by some time stays so. `since` is when the waiting began, the opening if None.
    """
    if ticket.due_at is None:
        return ticket
    rules, hours = turn.context.rules, turn.context.hours
    due_at = rules.targets.due(hours, ticket.kind, ticket.priority, since or ticket.opened_at)
    if due_at == ticket.due_at or (sooner_only and due_at > ticket.due_at):
        return ticket
    tickets.set_due(turn.tx, ticket.id, due_at)
    return replace(ticket, due_at=due_at)
