"""Tasks of cases: planned, due, done or dropped with words."""

from __future__ import annotations

from datetime import datetime

from storage.records.task import Plan, Task, TaskKind
from storage.times import from_ms, to_ms
from storage.transaction import Row, Tx

_SELECT = "SELECT k.*, t.number FROM task k JOIN ticket t ON t.id = k.ticket_id"


def _task(tx: Tx, row: Row) -> Task:
    words, result = row["words_sealed"], row["result_sealed"]
    plan = Plan(
        TaskKind(row["kind"]), tx.sealer.open(words), from_ms(row["due_at"]), row["assigned_to"],
        row["every_days"],
    )  # fmt: skip
    return Task(
        row["id"], row["number"], plan, row["made_by"], from_ms(row["ended_at"]),
        row["outcome"] or "", tx.sealer.open(result) if result else "",
    )  # fmt: skip


def plan(tx: Tx, ticket_id: int, planned: Plan, made_by: int | None, at: datetime) -> int:
    """Keep a task."""
    return tx.insert(
        "INSERT INTO task (office, ticket_id, kind, words_sealed, due_at, every_days, assigned_to,"
        " made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            tx.office, ticket_id, planned.kind, tx.sealer.seal(planned.words), to_ms(planned.due_at),
            planned.every_days, planned.assigned_to, made_by, to_ms(at),
        ),
    )  # fmt: skip


def of_ticket(tx: Tx, ticket_id: int) -> list[Task]:
    """List the tasks of a ticket: what is open first, the earliest due on top."""
    rows = tx.all(
        f"{_SELECT} WHERE k.ticket_id = ? ORDER BY k.ended_at IS NOT NULL, k.due_at, k.id",
        (ticket_id,),
    )
    return [_task(tx, row) for row in rows]


def end(
    tx: Tx, task_id: int, ticket_id: int, outcome: str, result: str, staff_id: int, at: datetime
) -> bool:
    """End a task ("done" or "dropped"); return whether it was open."""
    return bool(
        tx.changed(
            "UPDATE task SET ended_at = ?, ended_by = ?, outcome = ?, result_sealed = ?"
            " WHERE id = ? AND ticket_id = ? AND ended_at IS NULL",
            (to_ms(at), staff_id, outcome, tx.sealer.seal(result), task_id, ticket_id),
        )
    )


def newly_due(tx: Tx, at: datetime, limit: int = 100) -> list[Task]:
    """List open tasks whose time has come and that nobody was told of."""
    rows = tx.all(
        f"{_SELECT} WHERE k.office = ? AND k.ended_at IS NULL AND k.rung_at IS NULL"
        " AND k.due_at <= ? ORDER BY k.due_at, k.id LIMIT ?",
        (tx.office, to_ms(at), limit),
    )
    return [_task(tx, row) for row in rows]


def mark_rung(tx: Tx, task_id: int, at: datetime) -> None:
    """Keep that staff were told."""
    tx.execute("UPDATE task SET rung_at = ? WHERE id = ?", (to_ms(at), task_id))


def due_for(tx: Tx, staff_id: int, until: datetime, late: datetime, limit: int = 50) -> list[Task]:
    """
    List what is due for one person: theirs, their cases', nobody's.

    What was due before `late` is shown to everybody, and so is what an account has that was ended:
    a check must survive the holiday, and the leaving, of whoever planned it.
    """
    rows = tx.all(
        f"{_SELECT} LEFT JOIN staff s ON s.id = coalesce(k.assigned_to, t.claimed_by)"
        " WHERE k.office = ? AND k.ended_at IS NULL AND k.due_at <= ?"
        " AND (s.id IS NULL OR s.id = ? OR s.disabled_at IS NOT NULL OR k.due_at < ?)"
        " ORDER BY k.due_at, k.id LIMIT ?",
        (tx.office, to_ms(until), staff_id, to_ms(late), limit),
    )
    return [_task(tx, row) for row in rows]


def count_due(tx: Tx, until: datetime) -> int:
    """Count what is due until a moment."""
    return int(
        tx.value(
            "SELECT count(*) FROM task WHERE office = ? AND ended_at IS NULL AND due_at <= ?",
            (tx.office, to_ms(until)),
        )
    )
