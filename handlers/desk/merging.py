"""Several reports of one household: one case goes on for all, and everybody who told keeps her number."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.case_effects import MergeTicket, UnmergeTicket
from handlers.context import Context
from handlers.desk.closing import is_about_others
from handlers.desk.decision import DeskDecision, not_mine, refuse, tell_sender
from handlers.effects import AddEvent, Audit, Effect, HandTurn
from handlers.messages import Owner
from storage.records.staff import Staff
from storage.records.ticket import Priority, Status, Ticket, TicketKind

#: What is no telling of a household cannot be one with another.
ALONE = frozenset({TicketKind.ERASURE, TicketKind.FAULT})
#: R10: each further person who tells makes it more urgent.
BY_REPORTERS = {2: Priority.TODAY, 3: Priority.URGENT}


def merge(
    ticket: Ticket, into: Ticket, under: Sequence[Ticket], staff: Staff, context: Context
) -> DeskDecision:
    """
    Merge `ticket` into `into`, which is mine; `under` are the cases merged into either before.

    A case that somebody else has is not taken away by merging it.
    """
    if (fault := _fault(ticket, into, staff, context)) is not None:
        return fault
    priority = max(ticket.priority, into.priority, _by_reporters((ticket, into, *under)))
    reasons = tuple(dict.fromkeys((*into.reasons, *ticket.reasons)))
    effects: tuple[Effect, ...] = (
        MergeTicket(ticket.number, into.number, staff.id, priority, reasons),
        AddEvent(into.number, "merged_here", ticket.number),
        AddEvent(ticket.number, "merged_away", into.number),
        Audit("merged", ticket.number, f"into={into.number}"),
        *_told(ticket, into, context),
    )
    return DeskDecision(True, context.words("desk.merged.done", into=into.number), effects)


def _fault(ticket: Ticket, into: Ticket, staff: Staff, context: Context) -> DeskDecision | None:
    if ticket.id == into.id or ticket.kind in ALONE or into.kind in ALONE:
        return refuse(context, "merged.not_these")
    if Status.CLOSED in (ticket.status, into.status):
        return refuse(context, "merged.closed")
    if ticket.claimed_by not in (None, staff.id):
        return refuse(context, "merged.not_yours")
    return not_mine(into, staff, context)


def _by_reporters(cases: Sequence[Ticket]) -> Priority:
    told = {t.contact_id for t in cases if t.kind is TicketKind.REPORT and t.contact_id is not None}
    return BY_REPORTERS.get(min(len(told), max(BY_REPORTERS)), Priority.NORMAL)


def _told(ticket: Ticket, into: Ticket, context: Context) -> tuple[Effect, ...]:
    """
    Tell the sender, unless that said something of the household.

    "Together with an earlier case" tells a neighbour that somebody else has told, too (R9); of her
    own earlier case she may know.
    """
    if ticket.kind is TicketKind.CONSULT:
        turn = HandTurn(ticket.number, Owner.PERSON)
        return (turn, *tell_sender(context, ticket, "desk.to_resident.person_here"))
    if is_about_others(ticket) and ticket.contact_id != into.contact_id:
        return ()
    return tell_sender(context, ticket, "desk.closing.own.duplicate")


def unmerge(ticket: Ticket, into: Ticket | None, context: Context) -> DeskDecision:
    """Take a merged case out again, as it was; `into` is the case that goes on for it."""
    if ticket.merged_into is None or into is None:
        return refuse(context, "unmerged.not_merged")
    effects: tuple[Effect, ...] = (
        UnmergeTicket(ticket.number),
        AddEvent(ticket.number, "unmerged", into.number),
        AddEvent(into.number, "unmerged", ticket.number),
        Audit("unmerged", ticket.number, f"from={into.number}"),
    )
    return DeskDecision(True, context.words("desk.unmerged.done"), effects)
