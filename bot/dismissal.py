"""End an account: its sessions at once, and what it has goes back into the queue with a line each."""

from __future__ import annotations

from datetime import datetime

from bot.carry_out import Turn
from bot.office import Known, context_of
from bot.turn import Done
from handlers import desk
from handlers.effects import Effect
from storage import audit, conversations, sweeps
from storage import staff as staff_table
from storage.records.ticket import Ticket
from storage.transaction import Tx


def dismiss(tx: Tx, staff_id: int, actor: str, known: Known, at: datetime) -> Done:
    """End an account, hand back all that it has; return what others must hear of."""
    staff_table.disable(tx, staff_id, at)
    audit.write(tx, actor, "account_ended", str(staff_id), "", at)
    told: set[int] = set()
    changed: set[str] = {""}
    rung: set[str] = set()
    while orphans := sweeps.orphans(tx):
        for ticket in orphans:
            turn = _turn(tx, ticket, actor, known, at)
            turn.carry_out(hand_back_effects(turn, ticket))
            told |= turn.told
            changed |= turn.changed
            rung |= turn.rung
    return Done("desk", "dismissed", actor, frozenset(told), frozenset(changed), frozenset(rung))


def _turn(tx: Tx, ticket: Ticket, actor: str, known: Known, at: datetime) -> Turn:
    context = context_of(tx, at, known, ticket.contact_id, ticket.channel)
    source = f"dismissal:{ticket.number}:{at.timestamp():.3f}"
    return Turn(tx, at, actor, context, ticket.contact_id, ticket.channel, source=source)


def hand_back_effects(turn: Turn, ticket: Ticket) -> tuple[Effect, ...]:
    """Decide how one case goes back, seeing who has the turn of its conversation."""
    contact = ticket.contact_id
    talking = contact is not None and conversations.owner_of(turn.tx, contact) == "person"
    return desk.hand_back(ticket, talking, turn.context).effects
