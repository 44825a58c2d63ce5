"""Numbers about the queue and the outbox, for /metrics and the doctor; nothing about a person."""

from __future__ import annotations

from datetime import datetime

from storage.times import to_ms
from storage.transaction import Tx


def open_tickets(tx: Tx, at: datetime) -> list[tuple[str, str, int, float]]:
    """List (kind, status, count, age of the oldest in seconds) of open tickets."""
    rows = tx.all(
        "SELECT kind, status, count(*), min(opened_at) FROM ticket"
        " WHERE office = ? AND status <> 'closed' GROUP BY kind, status",
        (tx.office,),
    )
    now = to_ms(at)
    return [(r[0], r[1], r[2], max(0.0, (now - r[3]) / 1000)) for r in rows]


def outbox_waiting(tx: Tx, at: datetime) -> list[tuple[str, int, float]]:
    """List (channel, rows to send, age of the oldest in seconds)."""
    rows = tx.all(
        "SELECT channel, count(*), min(created_at) FROM outbox"
        " WHERE status IN ('ready', 'sending') GROUP BY channel"
    )
    now = to_ms(at)
    return [(r[0], r[1], max(0.0, (now - r[2]) / 1000)) for r in rows]


def inbox_waiting(tx: Tx, at: datetime) -> tuple[int, float, int]:
    """Return (messages not decided, age of the oldest in seconds, messages set aside)."""
    row = tx.one(
        "SELECT count(*), min(received_at) FROM inbox WHERE done_at IS NULL AND set_aside_at IS NULL"
    )
    aside = tx.value("SELECT count(*) FROM inbox WHERE set_aside_at IS NOT NULL")
    assert row is not None
    oldest = 0.0 if row[1] is None else max(0.0, (to_ms(at) - row[1]) / 1000)
    return row[0], oldest, aside
