"""Messages that came in: kept once, decided once, in order for each contact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.times import from_ms, to_ms
from storage.transaction import Row, Tx


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message whose turn it is."""

    id: int
    contact_id: int
    channel: str
    payload: str
    attempts: int
    #: Another one of the contact waits behind it.
    more: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """A line of the transcript that the resident wrote."""

    id: int
    kind: str
    payload: str
    at: datetime
    external_id: str
    #: By our clock, where `at` is what the platform said.
    arrived_at: datetime


def keep(
    tx: Tx, channel: str, external_id: str, contact: int, kind: str, payload: str,
    sent_at: datetime, received_at: datetime,
) -> int | None:  # fmt: skip
    """Keep a message; return its id, or None when it was kept before."""
    cursor = tx.execute(
        "INSERT INTO inbox (office, channel, external_id, contact_id, kind, payload_sealed,"
        " sent_at, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (office, channel, external_id) DO NOTHING",
        (
            tx.office, channel, external_id, contact, kind, tx.sealer.seal(payload),
            to_ms(sent_at), to_ms(received_at),
        ),
    )  # fmt: skip
    return cursor.lastrowid if cursor.rowcount else None


def oldest_waiting(tx: Tx, contact: int) -> Waiting | None:
    """Return the oldest message of a contact that nobody has decided on."""
    # by itself the planner takes the index of all messages, and reads a long talk from its beginning
    rows = tx.all(
        "SELECT id, contact_id, channel, payload_sealed, attempts FROM inbox INDEXED BY inbox_waiting"
        " WHERE contact_id = ? AND done_at IS NULL AND set_aside_at IS NULL ORDER BY id LIMIT 2",
        (contact,),
    )
    if not rows:
        return None
    row = rows[0]
    return Waiting(
        row["id"], row["contact_id"], row["channel"], tx.sealer.open(row["payload_sealed"]),
        row["attempts"], len(rows) > 1,
    )  # fmt: skip


def contacts_waiting(tx: Tx) -> list[int]:
    """List the contacts with undecided messages, longest waiting first (after a restart)."""
    rows = tx.all(
        "SELECT contact_id FROM inbox WHERE done_at IS NULL AND set_aside_at IS NULL"
        " AND contact_id IS NOT NULL GROUP BY contact_id ORDER BY min(id)"
    )
    return [row[0] for row in rows]


def mark_done(
    tx: Tx, inbox_id: int, at: datetime, outcome: str, by: str, payload: str | None = None,
    ticket_id: int | None = None,
) -> None:  # fmt: skip
    """Mark a message decided; a new `payload` (phones masked) replaces the kept one."""
    sealed = None if payload is None else tx.sealer.seal(payload)
    tx.execute(
        "UPDATE inbox SET done_at = ?, outcome = ?, decided_by = ?, ticket_id = ?,"
        " payload_sealed = coalesce(?, payload_sealed) WHERE id = ?",
        (to_ms(at), outcome, by, ticket_id, sealed, inbox_id),
    )


def count_attempt(tx: Tx, inbox_id: int, fault: str) -> int:
    """Count a failed try at deciding; return how many there were."""
    tx.execute(
        "UPDATE inbox SET attempts = attempts + 1, fault = ? WHERE id = ?", (fault, inbox_id)
    )
    return int(tx.value("SELECT attempts FROM inbox WHERE id = ?", (inbox_id,)))


def set_aside(tx: Tx, inbox_id: int, at: datetime) -> None:
    """Put a message that cannot be decided out of the way of the ones behind it."""
    tx.execute("UPDATE inbox SET set_aside_at = ? WHERE id = ?", (to_ms(at), inbox_id))


def newest_text(tx: Tx, contact: int, since: datetime) -> Received | None:
    """Return the last text of a contact, if it is newer (numbers may be split over messages)."""
    row = tx.one(
        "SELECT * FROM (SELECT id, kind, payload_sealed, sent_at, received_at, external_id FROM inbox"
        " WHERE contact_id = ? AND kind = 'text' ORDER BY id DESC LIMIT 1) WHERE received_at >= ?",
        (contact, to_ms(since)),
    )
    return None if row is None else _received(tx, row)


def replace_payload(tx: Tx, inbox_id: int, payload: str) -> None:
    """Put another payload in the place of a kept one (personal numbers taken out)."""
    tx.execute(
        "UPDATE inbox SET payload_sealed = ? WHERE id = ?", (tx.sealer.seal(payload), inbox_id)
    )


def received(tx: Tx, contact: int, limit: int = 200) -> list[Received]:
    """Return what a contact wrote, oldest first, the newest `limit` lines."""
    rows = tx.all(
        "SELECT id, kind, payload_sealed, sent_at, received_at, external_id FROM inbox WHERE contact_id = ?"
        " ORDER BY id DESC LIMIT ?",
        (contact, limit),
    )
    return [_received(tx, row) for row in reversed(rows)]


def _received(tx: Tx, row: Row) -> Received:
    return Received(
        row["id"], row["kind"], tx.sealer.open(row["payload_sealed"]), from_ms(row["sent_at"]), row["external_id"],
        from_ms(row["received_at"]),
    )  # fmt: skip
