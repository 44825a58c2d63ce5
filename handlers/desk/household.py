"""Which cases are of one household, and who lives there; written by staff, never guessed."""

from __future__ import annotations

from handlers.case_effects import AddPerson, JoinHousehold, LeaveHousehold, RemovePerson, SayApart
from handlers.context import Context
from handlers.desk.decision import DeskDecision, agree, refuse
from intents.private import mask
from storage.records.household import Details
from storage.records.staff import Staff
from storage.records.ticket import Ticket

LONGEST_FIELD = 200


def join_household(
    ticket: Ticket, other: Ticket | None, staff: Staff, context: Context
) -> DeskDecision:
    """Say that two cases are of one household."""
    if other is None or other.id == ticket.id:
        return refuse(context, "household_joined.no_other")
    homes = {ticket.household_id, other.household_id} - {None}
    if len(homes) > 1:
        return refuse(context, "household_joined.two")
    if ticket.household_id is not None and ticket.household_id == other.household_id:
        return refuse(context, "household_joined.already")
    effects = (JoinHousehold(ticket.number, other.number, staff.id),)
    return agree(context, ticket, "household_joined", effects, other.number, f"with={other.number}")


def leave_household(ticket: Ticket, context: Context) -> DeskDecision:
    """Take a case out of its household."""
    if ticket.household_id is None:
        return refuse(context, "household_left.none")
    return agree(context, ticket, "household_left", (LeaveHousehold(ticket.number),))


def say_apart(ticket: Ticket, other: Ticket | None, staff: Staff, context: Context) -> DeskDecision:
    """Say that two cases that look alike are not of one household; they are not suggested again."""
    if other is None or other.id == ticket.id:
        return refuse(context, "household_joined.no_other")
    effects = (SayApart(ticket.number, other.number, staff.id),)
    return agree(context, ticket, "said_apart", effects, other.number, f"from={other.number}")


def add_person(ticket: Ticket, details: Details, staff: Staff, context: Context) -> DeskDecision:
    """Write a person of the household down."""
    fields = (details.name, details.relation, details.phone, details.note)
    if not (details.name or details.relation):
        return refuse(context, "person_added.nobody")
    if any(len(f) > LONGEST_FIELD for f in fields):
        return refuse(context, "words_too_long", most=LONGEST_FIELD)
    if mask(" ".join(fields), keep_phone=True).kinds:
        return refuse(context, "person_added.private_number")
    effects = (AddPerson(ticket.number, details, staff.id),)
    return agree(context, ticket, "person_added", effects)


def remove_person(ticket: Ticket, person_id: int, context: Context) -> DeskDecision:
    """Destroy what was written down of a person."""
    if ticket.household_id is None:
        return refuse(context, "household_left.none")
    effects = (RemovePerson(ticket.number, person_id),)
    return agree(context, ticket, "person_removed", effects, detail=f"person={person_id}")
