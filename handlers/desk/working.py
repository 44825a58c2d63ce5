"""What staff did about a ticket: calls, stages that the sender hears of, waiting."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from handlers.context import Context
from handlers.desk.decision import DeskDecision, agree, not_mine, refuse, tell_sender
from handlers.desk.tasks import visit_after_misses
from handlers.effects import ChangeTicket, Effect, SetStatus
from storage.records.staff import Staff
from storage.records.ticket import Stage, Status, Ticket

#: After so many calls that reached nobody somebody goes there (capability 8).
MISSES_TO_VISIT = 3
#: Field that counts them; it is ours, not the sender's.
MISSES = "call_misses"
#: Stages that staff set by hand; each is told to the sender in neutral words (R8, R9).
STAGES = (Stage.CHECKING, Stage.ACTING, Stage.LINKED)


class CallResult(StrEnum):
    """How a call went."""

    CONNECTED = "connected"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    WRONG_NUMBER = "wrong_number"


def call_attempt(
    ticket: Ticket, staff: Staff, result: CallResult, words: str, context: Context
) -> DeskDecision:
    """Keep a call; the third that reached nobody makes a visit to plan."""
    if (fault := not_mine(ticket, staff, context)) is not None:
        return fault
    if result is CallResult.CONNECTED:
        reached: tuple[Effect, ...] = (
            ChangeTicket(ticket.number, {MISSES: "0"}),
            SetStatus(ticket.number, Status.ACTIVE),
        )
        return agree(context, ticket, f"call_{result}", reached, words.strip())
    misses = missed_calls(ticket) + 1
    effects: tuple[Effect, ...] = (
        ChangeTicket(ticket.number, {MISSES: str(misses)}),
        SetStatus(ticket.number, Status.WAITING),
    )
    if misses == MISSES_TO_VISIT:
        effects += visit_after_misses(ticket, context)
    return agree(context, ticket, f"call_{result}", effects, words.strip(), f"miss={misses}")


def missed_calls(ticket: Ticket) -> int:
    """Count the calls in a row that reached nobody."""
    return int(ticket.fields.get(MISSES, "0"))


def set_stage(
    ticket: Ticket, staff: Staff, stage: Stage, context: Context, under: Sequence[Ticket] = ()
) -> DeskDecision:
    """
    Set where it stands, and tell the sender without any fact about the household.

    Whoever told of it by a case merged into it (`under`) hears it too, under her own number.
    """
    if (fault := not_mine(ticket, staff, context)) is not None:
        return fault
    if stage not in STAGES:
        return refuse(context, "stage.unknown")
    if stage is ticket.stage:
        return refuse(context, "stage.same")
    people = {t.contact_id: t for t in reversed((ticket, *under))}
    effects: tuple[Effect, ...] = (ChangeTicket(ticket.number, stage=stage),)
    for one in sorted(people.values(), key=lambda t: t.id):
        effects += tell_sender(context, one, f"desk.to_resident.{stage}")
    return agree(context, ticket, f"stage_{stage}", effects)


def wait(ticket: Ticket, staff: Staff, context: Context) -> DeskDecision:
    """Put one's ticket aside until the sender or somebody else answers."""
    if (fault := not_mine(ticket, staff, context)) is not None:
        return fault
    return agree(context, ticket, "waiting", (SetStatus(ticket.number, Status.WAITING),))
