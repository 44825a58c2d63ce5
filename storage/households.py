"""A household: the cases that belong to it, and the people whom staff wrote down, sealed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from storage.records.household import Details
from storage.times import from_ms, to_ms
from storage.transaction import Tx


@dataclass(frozen=True, slots=True)
class Member:
    """A person of a household."""

    id: int
    details: Details
    added_at: datetime


def make(tx: Tx, staff_id: int, at: datetime) -> int:
    """Make a household without anything in it."""
    return tx.insert(
        "INSERT INTO household (office, made_by, made_at) VALUES (?, ?, ?)",
        (tx.office, staff_id, to_ms(at)),
    )


def put_ticket(tx: Tx, ticket_id: int, household: int | None, at: datetime) -> None:
    """Put a ticket into a household, or with None out of the one it is in."""
    tx.execute(
        "UPDATE ticket SET household_id = ?, changed_at = ? WHERE id = ?",
        (household, to_ms(at), ticket_id),
    )


def of_ticket(tx: Tx, ticket_id: int, staff_id: int, at: datetime) -> int:
    """Return the household of a ticket; make it when there is none."""
    found = tx.value("SELECT household_id FROM ticket WHERE id = ?", (ticket_id,))
    if found is not None:
        return int(found)
    made = make(tx, staff_id, at)
    put_ticket(tx, ticket_id, made, at)
    return made


def numbers_in(tx: Tx, household: int) -> list[str]:
    """List the numbers of a household's cases, newest first."""
    rows = tx.all(
        "SELECT number FROM ticket WHERE household_id = ? ORDER BY opened_at DESC, id DESC",
        (household,),
    )
    return [row[0] for row in rows]


def add_person(tx: Tx, household: int, details: Details, staff_id: int, at: datetime) -> int:
    """Write a person down."""
    return tx.insert(
        "INSERT INTO household_person (office, household_id, details_sealed, added_by, added_at)"
        " VALUES (?, ?, ?, ?, ?)",
        (
            tx.office, household, tx.sealer.seal(json.dumps(asdict(details), ensure_ascii=False)),
            staff_id, to_ms(at),
        ),
    )  # fmt: skip


def remove_person(tx: Tx, household: int, person: int) -> bool:
    """Destroy what was written down of a person; return whether there was somebody."""
    return bool(
        tx.changed(
            "DELETE FROM household_person WHERE id = ? AND household_id = ?", (person, household)
        )
    )


def people(tx: Tx, household: int) -> list[Member]:
    """List the people of a household."""
    rows = tx.all(
        "SELECT id, details_sealed, added_at FROM household_person WHERE household_id = ? ORDER BY id",
        (household,),
    )
    return [
        Member(r["id"], Details(**json.loads(tx.sealer.open(r["details_sealed"]))), from_ms(r["added_at"]))
        for r in rows
    ]  # fmt: skip
