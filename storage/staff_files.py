"""Files that staff send: kept with the case when chosen, the resident's once the reply went out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.times import to_ms
from storage.transaction import Tx


@dataclass(frozen=True, slots=True)
class Chosen:
    """A file that somebody chose for the next reply."""

    key: str
    name: str
    size_bytes: int


def choose(
    tx: Tx, key: str, name: str, mime: str, content: bytes, ticket_id: int, staff_id: int, at: datetime
) -> None:  # fmt: skip
    """Keep a file for the next reply of this person; a repeat is ignored."""
    tx.execute(
        "INSERT INTO attachment (office, key, ticket_id, staff_id, name_sealed, status, mime,"
        " content_sealed, size_bytes, created_at) VALUES (?, ?, ?, ?, ?, 'kept', ?, ?, ?, ?)"
        " ON CONFLICT (office, key) DO NOTHING",
        (
            tx.office, key, ticket_id, staff_id, tx.sealer.seal(name), mime,
            tx.sealer.seal_bytes(content), len(content), to_ms(at),
        ),
    )  # fmt: skip


def chosen(tx: Tx, ticket_id: int, staff_id: int) -> list[Chosen]:
    """List what this person chose for the next reply on this ticket."""
    rows = tx.all(
        "SELECT key, name_sealed, size_bytes FROM attachment WHERE ticket_id = ? AND staff_id = ?"
        " AND given_at IS NULL ORDER BY id",
        (ticket_id, staff_id),
    )
    return [Chosen(r["key"], tx.sealer.open(r["name_sealed"]), r["size_bytes"]) for r in rows]


def give(tx: Tx, key: str, contact: int, at: datetime) -> None:
    """Make a file the resident's: it was put into a reply to them."""
    tx.execute(
        "UPDATE attachment SET given_at = ?, contact_id = ? WHERE office = ? AND key = ?"
        " AND staff_id IS NOT NULL AND given_at IS NULL",
        (to_ms(at), contact, tx.office, key),
    )


def unchoose(tx: Tx, key: str, ticket_id: int, staff_id: int) -> bool:
    """Destroy a chosen file that was not sent; return whether there was one."""
    return bool(
        tx.changed(
            "DELETE FROM attachment WHERE office = ? AND key = ? AND ticket_id = ? AND staff_id = ?"
            " AND given_at IS NULL",
            (tx.office, key, ticket_id, staff_id),
        )
    )
