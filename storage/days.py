"""Days on which the office keeps other hours than the rule."""

from __future__ import annotations

import json
from datetime import date, datetime

from storage.times import to_ms
from storage.transaction import Tx

Frames = tuple[tuple[str, str], ...]


def overrides(tx: Tx, since: date) -> list[tuple[date, Frames, str]]:
    """List (day, open stretches as ("09:00", "12:00") pairs, reason) from a day on."""
    rows = tx.all(
        "SELECT day, frames, reason FROM day_override WHERE office = ? AND day >= ? ORDER BY day",
        (tx.office, since.isoformat()),
    )
    return [
        (date.fromisoformat(r[0]), tuple((a, b) for a, b in json.loads(r[1])), r[2]) for r in rows
    ]


def set_override(
    tx: Tx, day: date, frames: Frames, reason: str, staff_id: int | None, at: datetime
) -> None:
    """Set the hours of one day; no frames closes it."""
    tx.execute(
        "INSERT INTO day_override (office, day, frames, reason, set_by, set_at)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (office, day) DO UPDATE SET"
        " frames = excluded.frames, reason = excluded.reason, set_by = excluded.set_by,"
        " set_at = excluded.set_at",
        (tx.office, day.isoformat(), json.dumps(frames), reason, staff_id, to_ms(at)),
    )


def drop_override(tx: Tx, day: date) -> None:
    """Let the rule hold again on a day."""
    tx.execute(
        "DELETE FROM day_override WHERE office = ? AND day = ?", (tx.office, day.isoformat())
    )
