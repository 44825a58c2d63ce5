"""What the staff console reads besides tickets: counts, whose turn it is, danger hits to review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.times import from_ms, to_ms
from storage.transaction import Tx


@dataclass(frozen=True, slots=True)
class Hit:
    """One hit of the danger screen; no text. `number` is the ticket it belongs to, or ''."""

    id: int
    at: datetime
    kind: str
    tier: str
    about: str
    why: str
    verdict: str
    number: str


def closed_since(tx: Tx, at: datetime) -> int:
    """Count the tickets closed since a moment."""
    return int(
        tx.value(
            "SELECT count(*) FROM ticket WHERE office = ? AND status = 'closed' AND closed_at >= ?",
            (tx.office, to_ms(at)),
        )
    )


def turn_of(tx: Tx, contact: int) -> str:
    """Return whose turn a contact's conversation is: bot, person or nobody."""
    owner = tx.value("SELECT owner FROM conversation WHERE contact_id = ?", (contact,))
    return str(owner or "bot")


def is_blocked(tx: Tx, contact: int) -> bool:
    """Say whether the person blocked us."""
    return tx.value("SELECT blocked_at FROM contact WHERE id = ?", (contact,)) is not None


def happened_since(tx: Tx, ticket_id: int, kind: str, at: datetime) -> bool:
    """Say whether a line of this kind was written into a ticket's timeline since a moment."""
    found = tx.value(
        "SELECT 1 FROM event WHERE ticket_id = ? AND kind = ? AND at >= ? LIMIT 1",
        (ticket_id, kind, to_ms(at)),
    )
    return found is not None


def danger_hits(tx: Tx, begin: datetime, end: datetime, limit: int = 500) -> list[Hit]:
    """List the hits of the danger screen in a stretch of time, newest first (A14)."""
    rows = tx.all(
        "SELECT d.id, d.at, d.kind, d.tier, d.about, d.why, d.verdict, t.number FROM danger_hit d"
        " LEFT JOIN inbox i ON i.id = d.inbox_id LEFT JOIN ticket t ON t.id = i.ticket_id"
        " WHERE d.office = ? AND d.at >= ? AND d.at < ? ORDER BY d.id DESC LIMIT ?",
        (tx.office, to_ms(begin), to_ms(end), limit),
    )
    return [
        Hit(
            r["id"], from_ms(r["at"]), r["kind"], r["tier"], r["about"], r["why"],
            r["verdict"] or "", r["number"] or "",
        )
        for r in rows
    ]  # fmt: skip
