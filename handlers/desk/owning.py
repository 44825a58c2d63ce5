"""Whose ticket it is: claim, take over, release, hand over, and how urgent it is."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.context import Context
from handlers.desk.decision import (
    DeskDecision,
    agree,
    not_mine,
    refuse,
    tell_sender,
    words_fault,
)
from handlers.effects import (
    AcknowledgeAlert,
    ChangeTicket,
    Effect,
    HandTurn,
    ReleaseTicket,
    SetPriority,
    TakeTicket,
)
from handlers.hours import seoul
from handlers.messages import Owner
from storage.records.staff import Staff
from storage.records.ticket import Priority, Stage, Status, Ticket, TicketKind


def claim(ticket: Ticket, staff: Staff, names: Mapping[int, str], context: Context) -> DeskDecision:
    """Take a ticket that nobody has; who comes second is told who has it and since when."""
    if ticket.status is Status.CLOSED:
        return refuse(context, "is_closed")
    if ticket.claimed_by == staff.id:
        return refuse(context, "claimed.already")
    if ticket.claimed_by is not None:
        return refuse(context, "claimed.lost", **_owner(ticket, names))
    taken = (TakeTicket(ticket.number, staff.id), AcknowledgeAlert(ticket.number, staff.id))
    return agree(context, ticket, "claimed", (*taken, *_begin(ticket, context)))


def take_next(
    ticket: Ticket, staff: Staff, in_hand: int, names: Mapping[int, str], context: Context
) -> DeskDecision:
    """
    Take the most urgent ticket; `in_hand` is how many this person works on already.

    Who is away gets nothing, and who has enough gets nothing but a critical one.
    """
    if not staff.on_duty:
        return refuse(context, "next.away")
    full = staff.capacity is not None and in_hand >= staff.capacity
    if full and ticket.priority < Priority.CRITICAL:
        return refuse(context, "next.full", have=in_hand, most=staff.capacity)
    return claim(ticket, staff, names, context)


def take_over(
    ticket: Ticket, staff: Staff, reason: str, names: Mapping[int, str], context: Context
) -> DeskDecision:
    """Take a ticket that somebody else has; the reason stands in the timeline."""
    if ticket.status is Status.CLOSED:
        return refuse(context, "is_closed")
    if ticket.claimed_by is None:
        return claim(ticket, staff, names, context)
    if ticket.claimed_by == staff.id:
        return refuse(context, "claimed.already")
    if (fault := words_fault(reason, context)) is not None:
        return fault
    effects = (ReleaseTicket(ticket.number), TakeTicket(ticket.number, staff.id))
    return agree(
        context, ticket, "taken_over", effects, reason.strip(), f"from=staff:{ticket.claimed_by}"
    )


def release(ticket: Ticket, staff: Staff, reason: str, context: Context) -> DeskDecision:
    """Put one's own ticket back into the queue."""
    if (fault := not_mine(ticket, staff, context) or words_fault(reason, context)) is not None:
        return fault
    # a talk waits for the next person; anything else is the bot's again, or nobody would answer
    waits = Owner.NOBODY if ticket.kind is TicketKind.CONSULT else Owner.BOT
    effects = (ReleaseTicket(ticket.number), HandTurn(ticket.number, waits))
    return agree(context, ticket, "released", effects, reason.strip())


def hand_back(ticket: Ticket, talking: bool, context: Context) -> DeskDecision:
    """
    Put the ticket of somebody whose account has ended back into the queue, and ring.

    `talking` says whether a person has the turn of its conversation: who waits for words of a person
    waits on for the next one, anybody else is told that the bot answers again.
    """
    waits = ticket.kind is TicketKind.CONSULT
    effects: tuple[Effect, ...] = (
        ReleaseTicket(ticket.number),
        HandTurn(ticket.number, Owner.NOBODY if waits else Owner.BOT),
        ChangeTicket(ticket.number, alert=True),
    )
    if talking and not waits:
        effects += tell_sender(context, ticket, "desk.to_resident.bot_again")
    return agree(context, ticket, "handed_back", effects, detail=f"from=staff:{ticket.claimed_by}")


def hand_over(ticket: Ticket, staff: Staff, words: str, context: Context) -> DeskDecision:
    """Confirm at the end of the day that one goes on with this ticket tomorrow (H6)."""
    if (fault := not_mine(ticket, staff, context)) is not None:
        return fault
    return agree(context, ticket, "handed_over", (), words.strip())


def acknowledge(ticket: Ticket, staff: Staff, context: Context) -> DeskDecision:
    """Stop the alert: somebody has seen it (A8)."""
    return agree(context, ticket, "alert_seen", (AcknowledgeAlert(ticket.number, staff.id),))


def set_priority(ticket: Ticket, priority: Priority, reason: str, context: Context) -> DeskDecision:
    """Set how urgent it is, up or down; rules never lower it, so a person must say why."""
    if ticket.status is Status.CLOSED:
        return refuse(context, "is_closed")
    if priority == ticket.priority:
        return refuse(context, "priority_set.same")
    if (fault := words_fault(reason, context)) is not None:
        return fault
    change = f"{int(ticket.priority)}->{int(priority)}"
    effects = (SetPriority(ticket.number, priority),)
    return agree(context, ticket, "priority_set", effects, reason.strip(), change)


def _begin(ticket: Ticket, context: Context) -> tuple[Effect, ...]:
    """A waiting talk is taken over by the person; other senders hear once that somebody looks."""
    if ticket.kind is TicketKind.CONSULT:
        turn = HandTurn(ticket.number, Owner.PERSON)
        return (turn, *tell_sender(context, ticket, "desk.to_resident.person_here"))
    if ticket.stage is Stage.RECEIVED:
        return tell_sender(context, ticket, "desk.to_resident.checking")
    return ()


def _owner(ticket: Ticket, names: Mapping[int, str]) -> dict[str, str]:
    since = f"{seoul(ticket.claimed_at):%m.%d. %H:%M}" if ticket.claimed_at else "-"
    return {"owner": names.get(ticket.claimed_by or 0, "다른 담당자"), "since": since}
