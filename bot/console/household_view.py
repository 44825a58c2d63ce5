"""The household of a case: its people, its other cases, what may belong to it, what was merged."""

from __future__ import annotations

from dataclasses import dataclass

from bot.console.cards import kind_name
from bot.console.hiding import hide_home
from bot.console.labels import Labels, day_and_time, mask_phone
from storage import households, merges, ticket_keys, tickets
from storage.households import Member
from storage.records.ticket import Status, Ticket
from storage.ticket_keys import Alike
from storage.transaction import Tx

#: The people of a household are opened together.
PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class OtherCase:
    """Another case, in one line."""

    number: str
    kind: str
    status: str
    when: str
    outcome: str = ""
    #: In what it is like this one.
    alike: str = ""
    #: What its sender told, homes hidden; of merged cases only.
    story: str = ""
    may_merge: bool = False
    has_sender: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the household, masked until opened."""

    id: int
    name: str
    relation: str
    phone: str
    note: str


@dataclass(frozen=True, slots=True)
class HouseholdView:
    """What stands in the panel."""

    in_one: bool
    people: tuple[Person, ...]
    people_masked: bool
    cases: tuple[OtherCase, ...]
    alike: tuple[OtherCase, ...]
    merged: tuple[OtherCase, ...]
    #: Number of the case that goes on for this one.
    into: str
    reporters: int

    @property
    def numbers(self) -> set[str]:
        """The cases that stand in the panel."""
        return {one.number for one in (*self.cases, *self.alike, *self.merged)}


def read_household(
    tx: Tx, ticket: Ticket, under: tuple[Ticket, ...], labels: Labels, *, people_open: bool
) -> HouseholdView:
    """Read the panel of a case."""
    home = ticket.household_id
    members = households.people(tx, home) if home is not None else []
    inside = households.numbers_in(tx, home) if home is not None else []
    gone = {t.number for t in under}
    others = [tickets.by_number(tx, n) for n in inside if n != ticket.number and n not in gone]
    told = {t.contact_id for t in (ticket, *under) if t.contact_id is not None}
    return HouseholdView(
        home is not None,
        tuple(_person(m, open_now=people_open) for m in members),
        bool(members) and not people_open,
        tuple(_case(t, labels) for t in others),
        tuple(_alike(tx, ticket, {*inside, *gone}, labels)),
        tuple(
            _case(t, labels, story=_story(t), has_sender=t.contact_id is not None) for t in under
        ),
        merges.survivor(tx, ticket).number if ticket.merged_into is not None else "",
        len(told),
    )


def _alike(tx: Tx, ticket: Ticket, known: set[str], labels: Labels) -> list[OtherCase]:
    if ticket.merged_into is not None:
        return []
    found = ticket_keys.alike(tx, ticket.id, ticket.contact_id, ticket.fields)
    pairs = [(a, _by_id(tx, a)) for a in found]
    return [
        _case(
            other, labels, alike=" · ".join(labels("alike", k) for k in a.kinds),
            may_merge=Status.CLOSED not in (other.status, ticket.status),
        )
        for a, other in pairs
        if other.number not in known and other.merged_into is None
    ]  # fmt: skip


def _by_id(tx: Tx, found: Alike) -> Ticket:
    return tickets.by_number(tx, tickets.number_of(tx, found.ticket_id))


def _case(ticket: Ticket, labels: Labels, **more: str | bool) -> OtherCase:
    return OtherCase(
        ticket.number, kind_name(ticket, labels), labels("status", ticket.status),
        day_and_time(ticket.opened_at),
        labels("outcome", ticket.outcome) if ticket.outcome else "", **more,  # type: ignore[arg-type]
    )  # fmt: skip


def _story(ticket: Ticket) -> str:
    return hide_home(ticket.fields.get("story", "") or ticket.fields.get("text", ""))


def _person(member: Member, *, open_now: bool) -> Person:
    known = member.details
    if open_now:
        return Person(member.id, known.name, known.relation, known.phone, known.note)
    name = known.name[:1] + "●" * (len(known.name) - 1)
    return Person(
        member.id, name, known.relation, mask_phone(known.phone) if known.phone else "",
        "●●●●●●" if known.note else "",
    )  # fmt: skip
