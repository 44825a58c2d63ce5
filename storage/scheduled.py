"""Replies that go out at a set time; not rows of the outbox, where an open row holds back later ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.times import from_ms, to_ms
from storage.transaction import Row, Tx


@dataclass(frozen=True, slots=True)
class Scheduled:
    """One reply that waits for its time."""

    id: int
    number: str
    staff_id: int
    payload: str
    send_at: datetime


_SELECT = (
    "SELECT s.id, t.number, s.staff_id, s.payload_sealed, s.send_at FROM scheduled_reply s"
    " JOIN ticket t ON t.id = s.ticket_id"
)


def _scheduled(tx: Tx, row: Row) -> Scheduled:
    return Scheduled(
        row["id"], row["number"], row["staff_id"], tx.sealer.open(row["payload_sealed"]),
        from_ms(row["send_at"]),
    )  # fmt: skip


def put(
    tx: Tx, ticket_id: int, staff_id: int, payload: str, send_at: datetime, at: datetime
) -> int:
    """Keep a reply for later."""
    return tx.insert(
        "INSERT INTO scheduled_reply (office, ticket_id, staff_id, payload_sealed, send_at, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (tx.office, ticket_id, staff_id, tx.sealer.seal(payload), to_ms(send_at), to_ms(at)),
    )


def waiting_of(tx: Tx, ticket_id: int) -> list[Scheduled]:
    """List what waits on a ticket, the next first."""
    rows = tx.all(
        f"{_SELECT} WHERE s.ticket_id = ? AND s.ended_at IS NULL ORDER BY s.send_at, s.id",
        (ticket_id,),
    )
    return [_scheduled(tx, row) for row in rows]


def due(tx: Tx, at: datetime, limit: int = 100) -> list[Scheduled]:
    """List what is to be sent now."""
    rows = tx.all(
        f"{_SELECT} WHERE s.office = ? AND s.ended_at IS NULL AND s.send_at <= ?"
        " ORDER BY s.send_at, s.id LIMIT ?",
        (tx.office, to_ms(at), limit),
    )
    return [_scheduled(tx, row) for row in rows]


def end(tx: Tx, scheduled_id: int, ticket_id: int, outcome: str, at: datetime) -> bool:
    """Take one out of the list ("sent", "cancelled", "dropped"); return whether it was in it."""
    return bool(
        tx.changed(
            "UPDATE scheduled_reply SET ended_at = ?, outcome = ? WHERE id = ? AND ticket_id = ?"
            " AND ended_at IS NULL",
            (to_ms(at), outcome, scheduled_id, ticket_id),
        )
    )


def drop_all(tx: Tx, ticket_id: int, at: datetime) -> int:
    """Drop what waits on a ticket that ends; return how many."""
    return tx.changed(
        "UPDATE scheduled_reply SET ended_at = ?, outcome = 'dropped' WHERE ticket_id = ?"
        " AND ended_at IS NULL",
        (to_ms(at), ticket_id),
    )
