"""What the clock looks for: tickets that wait too long, promises that no longer fit."""

from __future__ import annotations

from datetime import datetime

from storage import tickets
from storage.records.ticket import Ticket
from storage.times import to_ms
from storage.transaction import Tx


def _numbers(tx: Tx, sql: str, params: tuple[object, ...]) -> list[Ticket]:
    return [tickets.by_number(tx, row[0]) for row in tx.all(sql, params)]


def near_due(tx: Tx, at: datetime, until: datetime, limit: int = 200) -> list[Ticket]:
    """List tickets that nobody has and that are due between two moments, not yet warned of."""
    return _numbers(
        tx,
        "SELECT number FROM ticket t WHERE office = ? AND status = 'new' AND due_at > ? AND due_at <= ?"
        " AND NOT EXISTS (SELECT 1 FROM event e WHERE e.ticket_id = t.id AND e.kind = 'reminded')"
        " ORDER BY due_at LIMIT ?",
        (tx.office, to_ms(at), to_ms(until), limit),
    )


def overdue(tx: Tx, at: datetime, limit: int = 50) -> list[Ticket]:
    """List tickets that nobody has though their time has passed, and nobody was rung for since."""
    return _late(tx, at, ("overdue",), limit)


def long_overdue(tx: Tx, at: datetime, limit: int = 200) -> list[Ticket]:
    """List tickets whose time has passed and of which the lead has not heard since."""
    return _late(tx, at, ("promise_to_lead", "escalated_lead", "escalated_head"), limit)


def _late(tx: Tx, at: datetime, told: tuple[str, ...], limit: int) -> list[Ticket]:
    marks = ", ".join("?" for _ in told)
    return _numbers(
        tx,
        "SELECT number FROM ticket t WHERE office = ? AND status = 'new' AND due_at < ?"  # noqa: S608
        f" AND NOT EXISTS (SELECT 1 FROM event e WHERE e.ticket_id = t.id AND e.kind IN ({marks})"
        " AND e.at >= t.due_at) ORDER BY due_at LIMIT ?",
        (tx.office, to_ms(at), *told, limit),
    )


def unanswered(tx: Tx, at: datetime, told: str, limit: int = 200) -> list[Ticket]:
    """List cases whose sender has waited for an answer of the owner since before `at`; each told once."""
    return _numbers(
        tx,
        "SELECT number FROM ticket t WHERE office = ? AND status = 'active' AND waiting_since <= ?"
        " AND NOT EXISTS (SELECT 1 FROM event e WHERE e.ticket_id = t.id AND e.kind = ?"
        " AND e.at >= t.waiting_since) ORDER BY waiting_since LIMIT ?",
        (tx.office, to_ms(at), told, limit),
    )


def received_before(tx: Tx, at: datetime, without_event: str, limit: int = 50) -> list[Ticket]:
    """List open tickets still in 접수 since before `at` that lack a timeline line of this kind."""
    return _numbers(
        tx,
        "SELECT number FROM ticket t WHERE office = ? AND status = 'new' AND opened_at < ?"
        " AND NOT EXISTS (SELECT 1 FROM event e WHERE e.ticket_id = t.id AND e.kind = ?)"
        " ORDER BY opened_at LIMIT ?",
        (tx.office, to_ms(at), without_event, limit),
    )


def consults_waiting(tx: Tx, since: datetime, limit: int = 50) -> list[Ticket]:
    """List talks that nobody has taken since before `since` and whose resident was not told yet."""
    return _numbers(
        tx,
        "SELECT number FROM ticket t WHERE office = ? AND kind = 'consult' AND status = 'new'"
        " AND opened_at < ? AND NOT EXISTS"
        " (SELECT 1 FROM event e WHERE e.ticket_id = t.id AND e.kind = 'nobody_came') LIMIT ?",
        (tx.office, to_ms(since), limit),
    )


def promised_calls(tx: Tx, after: datetime, limit: int = 500) -> list[Ticket]:
    """List open callbacks promised for later than `after`."""
    return _numbers(
        tx,
        "SELECT number FROM ticket WHERE office = ? AND kind = 'callback' AND status <> 'closed'"
        " AND promised_from > ? ORDER BY promised_from LIMIT ?",
        (tx.office, to_ms(after), limit),
    )


def orphans(tx: Tx, limit: int = 50) -> list[Ticket]:
    """List open tickets whose owner's account has ended."""
    return _numbers(
        tx,
        "SELECT t.number FROM ticket t JOIN staff s ON s.id = t.claimed_by AND s.disabled_at IS NOT NULL"
        " WHERE t.office = ? AND t.status <> 'closed' ORDER BY t.priority DESC, t.opened_at LIMIT ?",
        (tx.office, limit),
    )


def open_counts(tx: Tx) -> dict[str, int]:
    """Count what is open: new, taken, urgent without an owner, unacknowledged."""
    row = tx.one(
        "SELECT count(*) FILTER (WHERE status = 'new') AS new,"
        " count(*) FILTER (WHERE status IN ('active', 'waiting')) AS taken,"
        " count(*) FILTER (WHERE status = 'new' AND priority >= 3) AS urgent"
        " FROM ticket WHERE office = ? AND status <> 'closed'",
        (tx.office,),
    )
    alerts = tx.value(
        "SELECT count(*) FROM alert a JOIN ticket t ON t.id = a.ticket_id WHERE a.office = ?"
        " AND a.acked_at IS NULL AND t.status <> 'closed'",
        (tx.office,),
    )
    assert row is not None
    return {"new": row["new"], "taken": row["taken"], "urgent": row["urgent"], "unseen": alerts}
