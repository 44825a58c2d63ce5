"""Alerts that repeat until somebody acknowledges them (A8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.records.alarm import Level
from storage.records.ticket import Priority
from storage.times import from_ms, to_ms
from storage.transaction import Tx


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert that nobody has acknowledged; `round` counts how often it was given."""

    ticket_id: int
    number: str
    priority: int
    raised_at: datetime
    next_at: datetime
    round: int
    #: With whom it begins.
    level: Level = Level.DUTY


def raise_alert(
    tx: Tx, ticket_id: int, at: datetime, next_at: datetime, level: Level = Level.DUTY
) -> None:
    """
    Raise (or raise again) the alert of a ticket; the next ring is at `next_at`.

    What has reached the lead stays with the lead until somebody acknowledges it.
    """
    tx.execute(
        "INSERT INTO alert (ticket_id, office, raised_at, next_at, level) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (ticket_id) DO UPDATE SET raised_at = excluded.raised_at,"
        " level = CASE WHEN acked_at IS NULL THEN max(level, excluded.level) ELSE excluded.level END,"
        " next_at = excluded.next_at, round = 0, acked_at = NULL, acked_by = NULL",
        (ticket_id, tx.office, to_ms(at), to_ms(next_at), int(level)),
    )


def due(tx: Tx, at: datetime) -> list[Alert]:
    """List alerts whose next ring is due."""
    return _alerts(tx, to_ms(at))


def unacknowledged(tx: Tx) -> list[Alert]:
    """List all alerts that nobody has acknowledged, the worst first."""
    return _alerts(tx, None)


def _alerts(tx: Tx, before: int | None) -> list[Alert]:
    rows = tx.all(
        "SELECT a.ticket_id, t.number, t.priority, a.raised_at, a.next_at, a.round, a.level FROM alert a"
        " JOIN ticket t ON t.id = a.ticket_id WHERE a.office = ? AND a.acked_at IS NULL"
        " AND t.status <> 'closed' AND a.next_at <= coalesce(?, a.next_at)"
        " ORDER BY t.priority DESC, a.raised_at",
        (tx.office, before),
    )
    return [Alert(r[0], r[1], r[2], from_ms(r[3]), from_ms(r[4]), r[5], Level(r[6])) for r in rows]


def rang(tx: Tx, ticket_id: int, next_at: datetime) -> None:
    """Note that an alert was given once more."""
    tx.execute(
        "UPDATE alert SET round = round + 1, next_at = ? WHERE ticket_id = ?",
        (to_ms(next_at), ticket_id),
    )


def put_off(tx: Tx, ticket_id: int, next_at: datetime) -> None:
    """Ring later, because nobody is on duty now; it does not count as given."""
    tx.execute("UPDATE alert SET next_at = ? WHERE ticket_id = ?", (to_ms(next_at), ticket_id))


def pull_forward(
    tx: Tx, latest: datetime, to: datetime, at_least: Priority = Priority.NORMAL
) -> int:
    """Ring at `to` what waits for a moment after `latest`; return how many that were."""
    return tx.changed(
        "UPDATE alert SET next_at = ? WHERE office = ? AND acked_at IS NULL AND next_at > ?"
        " AND (SELECT priority FROM ticket t WHERE t.id = alert.ticket_id) >= ?",
        (to_ms(to), tx.office, to_ms(latest), int(at_least)),
    )


def acknowledge(tx: Tx, ticket_id: int, staff_id: int | None, at: datetime) -> bool:
    """Acknowledge; return whether it was still open."""
    return bool(
        tx.changed(
            "UPDATE alert SET acked_at = ?, acked_by = ? WHERE ticket_id = ? AND acked_at IS NULL",
            (to_ms(at), staff_id, ticket_id),
        )
    )
