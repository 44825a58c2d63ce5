"""Who did what, looking included; each line holds the hash of the one before (P13)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from storage import settings
from storage.times import from_ms, to_ms
from storage.transaction import Row, Tx


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line; `subject` is a number or id, never a name."""

    id: int
    at: datetime
    actor: str
    action: str
    subject: str
    detail: str


def write(tx: Tx, actor: str, action: str, subject: str, detail: str, at: datetime) -> None:
    """Append a line; no personal data may stand in it."""
    newest = tx.value("SELECT hash FROM audit ORDER BY id DESC LIMIT 1")
    previous = newest or bytes.fromhex(settings.get(tx, "audit_anchor") or "")
    ms = to_ms(at)
    tx.execute(
        "INSERT INTO audit (office, at, actor, action, subject, detail, previous, hash)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            tx.office, ms, actor, action, subject, detail, previous,
            _hash(previous, tx.office, ms, actor, action, subject, detail),
        ),
    )  # fmt: skip


def _hash(previous: bytes, *parts: object) -> bytes:
    return hashlib.sha256(previous + "\x1f".join(map(str, parts)).encode()).digest()


def first_broken(tx: Tx) -> int | None:
    """Return the id of the first line that does not fit the one before it, or None."""
    previous = bytes.fromhex(settings.get(tx, "audit_anchor") or "")
    for row in tx.execute("SELECT * FROM audit ORDER BY id"):
        if row["previous"] != previous or row["hash"] != _hash(previous, *_parts(row)):
            return int(row["id"])
        previous = row["hash"]
    return None


def _parts(row: Row) -> tuple[object, ...]:
    return tuple(row[name] for name in ("office", "at", "actor", "action", "subject", "detail"))


def lines(tx: Tx, limit: int = 200, before: int | None = None) -> list[AuditLine]:
    """Return lines, newest first."""
    rows = tx.all(
        "SELECT * FROM audit WHERE office = ? AND id < ? ORDER BY id DESC LIMIT ?",
        (tx.office, before or 1 << 62, limit),
    )
    return [
        AuditLine(r["id"], from_ms(r["at"]), r["actor"], r["action"], r["subject"], r["detail"])
        for r in rows
    ]
