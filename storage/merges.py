"""Put one ticket into another, and take it out again as it was; its sender keeps her own number."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from storage import tickets
from storage.records.ticket import Priority, Ticket
from storage.times import to_ms
from storage.transaction import Tx

_CLUSTER = (
    "WITH RECURSIVE under (id) AS (SELECT id FROM ticket WHERE merged_into = ?"
    " UNION SELECT t.id FROM ticket t JOIN under u ON t.merged_into = u.id)"
)
#: A chain of merges is never as long; the guard is against a ring that must not exist.
MOST_STEPS = 50


def merge(
    tx: Tx, ticket: Ticket, into: Ticket, priority: Priority, reasons: Sequence[str],
    staff_id: int, at: datetime,
) -> None:  # fmt: skip
    """End a ticket as a duplicate of another, which takes over how bad it is and why."""
    before = {
        "ticket": _columns(tx, ticket.id),
        "into": {**_columns(tx, into.id), "reasons": list(into.reasons)},
        "after": {"priority": int(priority), "reasons": list(reasons)},
    }
    tx.execute(
        "INSERT INTO ticket_merge (office, ticket_id, into_id, before, merged_by, merged_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (tx.office, ticket.id, into.id, json.dumps(before), staff_id, to_ms(at)),
    )
    tx.execute(
        "UPDATE ticket SET status = 'closed', stage = 'closed', outcome = 'duplicate', closed_at = ?1,"
        " waiting_since = NULL, merged_into = ?2, changed_at = ?1,"
        " household_id = coalesce((SELECT household_id FROM ticket WHERE id = ?2), household_id)"
        " WHERE id = ?3",
        (to_ms(at), into.id, ticket.id),
    )
    tx.execute(
        "UPDATE ticket SET waiting_since = coalesce(waiting_since, ?), household_id ="
        " coalesce(household_id, ?), changed_at = ? WHERE id = ?",
        (
            before["ticket"]["waiting_since"], before["ticket"]["household_id"], to_ms(at), into.id,
        ),
    )  # fmt: skip
    tickets.change_ticket(tx, into.number, at, priority=priority, reasons=reasons)


def _columns(tx: Tx, ticket_id: int) -> dict[str, object]:
    row = tx.one(
        "SELECT status, stage, claimed_by, claimed_at, waiting_since, household_id, priority"
        " FROM ticket WHERE id = ?",
        (ticket_id,),
    )
    return dict(row) if row else {}


def unmerge(tx: Tx, ticket: Ticket, at: datetime) -> bool:
    """Restore a ticket as it was before it was merged; return whether it was."""
    row = tx.one(
        "SELECT id, into_id, before FROM ticket_merge WHERE ticket_id = ? AND undone_at IS NULL"
        " ORDER BY id DESC LIMIT 1",
        (ticket.id,),
    )
    if row is None:
        return False
    before = json.loads(row["before"])
    was = before["ticket"]
    if tx.value(
        "SELECT 1 FROM staff WHERE id = ? AND disabled_at IS NOT NULL", (was["claimed_by"],)
    ):
        # nobody works under an account that has ended: the case waits for the next person
        was |= {"claimed_by": None, "claimed_at": None, "status": "new"}
    tx.execute(
        "UPDATE ticket SET status = ?, stage = ?, outcome = NULL, outcome_words_sealed = NULL,"
        " closed_at = NULL, claimed_by = ?, claimed_at = ?, waiting_since = ?, household_id = ?,"
        " merged_into = NULL, changed_at = ? WHERE id = ?",
        (
            was["status"], was["stage"], was["claimed_by"], was["claimed_at"], was["waiting_since"],
            was["household_id"], to_ms(at), ticket.id,
        ),
    )  # fmt: skip
    tx.execute("UPDATE ticket_merge SET undone_at = ? WHERE id = ?", (to_ms(at), row["id"]))
    _restore_into(tx, row["into_id"], before, at)
    return True


def _restore_into(tx: Tx, into_id: int, before: dict[str, dict[str, object]], at: datetime) -> None:
    """Give the other its priority, reasons and household back, unless something changed them since."""
    was, after = before["into"], before["after"]
    tx.execute(
        "UPDATE ticket SET priority = ?, changed_at = ? WHERE id = ? AND priority = ?",
        (was["priority"], to_ms(at), into_id, after["priority"]),
    )
    tx.execute(
        "UPDATE ticket SET reasons = ? WHERE id = ? AND reasons = ?",
        (json.dumps(was["reasons"]), into_id, json.dumps(after["reasons"])),
    )
    if was["household_id"] is None and not under(tx, into_id):
        tx.execute(
            "UPDATE ticket SET household_id = NULL WHERE id = ? AND household_id = ?",
            (into_id, before["ticket"]["household_id"]),
        )


def under(tx: Tx, ticket_id: int) -> list[Ticket]:
    """List the tickets that were merged into this one, also by way of others."""
    rows = tx.all(
        f"{_CLUSTER} SELECT t.number FROM ticket t JOIN under u ON u.id = t.id ORDER BY t.id",  # noqa: S608
        (ticket_id,),
    )
    return [tickets.by_number(tx, row[0]) for row in rows]


def survivor(tx: Tx, ticket: Ticket) -> Ticket:
    """Return the ticket that goes on for this one: itself when it was not merged."""
    for _ in range(MOST_STEPS):
        if ticket.merged_into is None:
            return ticket
        ticket = tickets.by_number(tx, tickets.number_of(tx, ticket.merged_into))
    return ticket


def tell_once(tx: Tx, ticket_id: int, at: datetime) -> bool:
    """Say whether the sender of a merged ticket is still to be told where her words go."""
    return bool(
        tx.changed(
            "UPDATE ticket_merge SET told_at = ? WHERE ticket_id = ? AND undone_at IS NULL"
            " AND told_at IS NULL",
            (to_ms(at), ticket_id),
        )
    )
