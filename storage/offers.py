"""
Offers: a case that its owner wants to pass on, until the receiver accepts.

An offer holds only while the case is its giver's without a break: once it was released, taken over or
closed, the row says nothing any more, so nobody has to remember to delete it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.times import from_ms, to_ms
from storage.transaction import Row, Tx

_STANDING = (
    "SELECT o.*, t.number FROM offer o JOIN ticket t ON t.id = o.ticket_id AND t.status <> 'closed'"
    " AND t.claimed_by = o.from_staff AND t.claimed_at <= o.at WHERE "
)


@dataclass(frozen=True, slots=True)
class Offer:
    """One standing offer, to an account or to a team."""

    number: str
    from_staff: int
    to_staff: int | None
    to_team: int | None


@dataclass(frozen=True, slots=True)
class Open:
    """An offer that nobody has answered: since when, and whether its receiver was reminded."""

    number: str
    at: datetime
    reminded: bool


def put(
    tx: Tx, ticket_id: int, from_staff: int, to_staff: int | None, to_team: int | None, at: datetime
) -> None:
    """Offer a case, in place of an earlier offer of it."""
    tx.execute("DELETE FROM offer WHERE ticket_id = ?", (ticket_id,))
    tx.execute(
        "INSERT INTO offer (ticket_id, office, from_staff, to_staff, to_team, at) VALUES (?, ?, ?, ?, ?, ?)",
        (ticket_id, tx.office, from_staff, to_staff, to_team, to_ms(at)),
    )


def drop(tx: Tx, ticket_id: int) -> None:
    """Take the offer of a case back."""
    tx.execute("DELETE FROM offer WHERE ticket_id = ?", (ticket_id,))


def of_ticket(tx: Tx, ticket_id: int) -> Offer | None:
    """Return the standing offer of a case, or None."""
    row = tx.one(_STANDING + "o.ticket_id = ?", (ticket_id,))
    return None if row is None else _offer(row)


def to_me(tx: Tx, staff_id: int) -> list[Offer]:
    """Return what others want to pass on to this account or to its teams, oldest first."""
    rows = tx.all(
        _STANDING  # noqa: S608 - two sentences of ours
        + "o.office = ? AND o.from_staff <> ? AND (o.to_staff = ? OR o.to_team IN"
        " (SELECT team_id FROM team_member WHERE staff_id = ?)) ORDER BY o.at",
        (tx.office, staff_id, staff_id, staff_id),
    )
    return [_offer(row) for row in rows]


def standing(tx: Tx) -> list[Open]:
    """Return all offers that nobody has answered, oldest first."""
    rows = tx.all(
        "SELECT t.number, o.at, EXISTS (SELECT 1 FROM event e WHERE e.ticket_id = t.id"
        " AND e.kind = 'offer_reminded' AND e.at >= o.at) AS reminded FROM offer o"
        " JOIN ticket t ON t.id = o.ticket_id AND t.status <> 'closed' AND t.claimed_by = o.from_staff"
        " AND t.claimed_at <= o.at WHERE o.office = ? ORDER BY o.at",
        (tx.office,),
    )
    return [Open(row["number"], from_ms(row["at"]), bool(row["reminded"])) for row in rows]


def _offer(row: Row) -> Offer:
    return Offer(row["number"], row["from_staff"], row["to_staff"], row["to_team"])
