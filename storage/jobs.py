"""Which (job, due time) has run; inserting the row is the permission to run it."""

from __future__ import annotations

from datetime import datetime

from storage.times import from_ms, to_ms
from storage.transaction import Tx


def take(tx: Tx, job: str, due_at: datetime, at: datetime, note: str = "") -> bool:
    """
    Take a due run; False when it has been taken before, by this or another process.

    A run that was only skipped (noted while the clock was wrong) may still be taken, once.
    """
    return bool(
        tx.changed(
            "INSERT INTO job_run (office, job, due_at, ran_at, note) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (office, job, due_at) DO UPDATE SET ran_at = excluded.ran_at, note = ''"
            " WHERE job_run.note = 'skipped' AND excluded.note = ''",
            (tx.office, job, to_ms(due_at), to_ms(at), note),
        )
    )


def last_due(tx: Tx, job: str) -> datetime | None:
    """Return the newest due time that was taken for a job."""
    newest: int | None = tx.value(
        "SELECT max(due_at) FROM job_run WHERE office = ? AND job = ?", (tx.office, job)
    )
    return from_ms(newest)
