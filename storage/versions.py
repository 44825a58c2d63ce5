"""What was published of the knowledge, entry by entry; nothing of it is ever changed."""

from __future__ import annotations

from datetime import date, datetime

from storage.records.knowledge import Version
from storage.times import from_ms, to_ms
from storage.transaction import Row, Tx


def _version(row: Row) -> Version:
    expires = row["expires_on"]
    return Version(
        row["id"], row["entry"], row["content"], row["written_by"], row["reviewed_by"],
        from_ms(row["published_at"]), date.fromisoformat(expires) if expires else None, row["note"],
    )  # fmt: skip


def add(
    tx: Tx, entry: str, content: str, at: datetime, *, written_by: int | None,
    reviewed_by: int | None, expires_on: date | None = None, note: str = "",
) -> int:  # fmt: skip
    """Keep what an entry says from now on; `content` '' takes it back to what came with the service."""
    return tx.insert(
        "INSERT INTO knowledge_version (office, entry, content, written_by, reviewed_by, published_at,"
        " expires_on, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (tx.office, entry, content, written_by, reviewed_by, to_ms(at),
         expires_on and expires_on.isoformat(), note),
    )  # fmt: skip


def get(tx: Tx, version_id: int) -> Version | None:
    """Return one version."""
    row = tx.one(
        "SELECT * FROM knowledge_version WHERE office = ? AND id = ?", (tx.office, version_id)
    )
    return None if row is None else _version(row)


def of_entry(tx: Tx, entry: str) -> list[Version]:
    """List the versions of an entry, the newest first."""
    rows = tx.all(
        "SELECT * FROM knowledge_version WHERE office = ? AND entry = ? ORDER BY id DESC",
        (tx.office, entry),
    )
    return [_version(row) for row in rows]


def in_force(tx: Tx) -> dict[str, Version]:
    """Return the newest version of each entry that was ever published here."""
    rows = tx.all(
        "SELECT * FROM knowledge_version WHERE id IN (SELECT max(id) FROM knowledge_version"
        " WHERE office = ? GROUP BY entry) ORDER BY entry",
        (tx.office,),
    )
    return {row["entry"]: _version(row) for row in rows}


def newest(tx: Tx, limit: int) -> list[Version]:
    """List what was published last."""
    rows = tx.all(
        "SELECT * FROM knowledge_version WHERE office = ? ORDER BY id DESC LIMIT ?",
        (tx.office, limit),
    )
    return [_version(row) for row in rows]


def expired(tx: Tx, today: date) -> list[Version]:
    """List what is in force past its last day."""
    return [v for v in in_force(tx).values() if v.content and v.expires_on and v.expires_on < today]
