"""Photos, voice and files: sealed; those that lie at a platform are fetched later, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.times import to_ms
from storage.transaction import Tx


@dataclass(frozen=True, slots=True)
class Attachment:
    """A kept file, opened."""

    key: str
    mime: str
    content: bytes


def keep(tx: Tx, key: str, mime: str, content: bytes, at: datetime) -> None:
    """Keep an uploaded file under a key; a repeat is ignored."""
    tx.execute(
        "INSERT INTO attachment (office, key, status, mime, content_sealed, size_bytes, created_at)"
        " VALUES (?, ?, 'kept', ?, ?, ?, ?) ON CONFLICT (office, key) DO NOTHING",
        (tx.office, key, mime, tx.sealer.seal_bytes(content), len(content), to_ms(at)),
    )


def expect(tx: Tx, key: str, contact: int, at: datetime) -> None:
    """Bind a file to its sender; one that lies at a platform ("telegram:<id>") is to be fetched."""
    status = "pending" if ":" in key else "lost"
    tx.execute(
        "INSERT INTO attachment (office, key, contact_id, status, created_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (office, key) DO UPDATE SET contact_id = coalesce(contact_id, excluded.contact_id)",
        (tx.office, key, contact, status, to_ms(at)),
    )


def to_fetch(tx: Tx, limit: int = 5) -> list[tuple[int, str]]:
    """List (id, key) of files that still lie at a platform."""
    rows = tx.all(
        "SELECT id, key FROM attachment WHERE status = 'pending' ORDER BY attempts, id LIMIT ?",
        (limit,),
    )
    return [(row[0], row[1]) for row in rows]


def fetched(tx: Tx, attachment_id: int, mime: str, content: bytes) -> None:
    """Keep what was fetched."""
    tx.execute(
        "UPDATE attachment SET status = 'kept', mime = ?, content_sealed = ?, size_bytes = ?,"
        " fault = NULL WHERE id = ?",
        (mime, tx.sealer.seal_bytes(content), len(content), attachment_id),
    )


def not_fetched(tx: Tx, attachment_id: int, fault: str, *, final: bool) -> None:
    """Note a failed try; `final` gives up (the platform no longer has it)."""
    tx.execute(
        "UPDATE attachment SET attempts = attempts + 1, fault = ?, status = ? WHERE id = ?",
        (fault, "lost" if final else "pending", attachment_id),
    )


def bind_to_ticket(tx: Tx, key: str, ticket_id: int) -> None:
    """Put a file on a ticket."""
    tx.execute(
        "UPDATE attachment SET ticket_id = ? WHERE office = ? AND key = ?",
        (ticket_id, tx.office, key),
    )


def get(tx: Tx, key: str, contact: int | None = None) -> Attachment | None:
    """Return a kept file; with `contact` only if it belongs to that contact."""
    row = tx.one(
        "SELECT key, mime, content_sealed, contact_id FROM attachment"
        " WHERE office = ? AND key = ? AND status = 'kept'",
        (tx.office, key),
    )
    if row is None or (contact is not None and row["contact_id"] not in (contact, None)):
        return None
    return Attachment(row["key"], row["mime"], tx.sealer.open_bytes(row["content_sealed"]))
