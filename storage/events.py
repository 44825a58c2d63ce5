"""The timeline of a ticket."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.times import from_ms, to_ms
from storage.transaction import Tx


@dataclass(frozen=True, slots=True)
class Event:
    """One line: who did what, when; `actor` is "resident", "bot", "clock" or "staff:<id>"."""

    id: int
    at: datetime
    actor: str
    kind: str
    text: str


def add_event(tx: Tx, ticket_id: int, actor: str, kind: str, text: str, at: datetime) -> int:
    """Write a line."""
    return tx.insert(
        "INSERT INTO event (office, ticket_id, at, actor, kind, text_sealed) VALUES (?, ?, ?, ?, ?, ?)",
        (tx.office, ticket_id, to_ms(at), actor, kind, tx.sealer.seal(text) if text else None),
    )


def timeline(tx: Tx, ticket_id: int) -> list[Event]:
    """Return all lines, oldest first."""
    rows = tx.all(
        "SELECT id, at, actor, kind, text_sealed FROM event WHERE ticket_id = ? ORDER BY id",
        (ticket_id,),
    )
    return [
        Event(
            r["id"], from_ms(r["at"]), r["actor"], r["kind"],
            tx.sealer.open(r["text_sealed"]) if r["text_sealed"] else "",
        )
        for r in rows
    ]  # fmt: skip
