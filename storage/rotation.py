"""Seal everything again with the newest key, in small steps, while the service runs; resumable."""

from __future__ import annotations

from storage.sealing import Sealer
from storage.transaction import Tx

#: Rows of one step: about 10 ms of the writer's time.
STEP = 300


def sealed_columns(tx: Tx) -> list[tuple[str, str]]:
    """List (table, column) of everything sealed: by the rule that such columns end in `_sealed`."""
    tables = tx.all("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    found = []
    for (table,) in tables:
        columns = tx.all(f'PRAGMA table_info("{table}")')
        found += [(table, c["name"]) for c in columns if c["name"].endswith("_sealed")]
    return found


def rotate_step(
    tx: Tx, table: str, column: str, after: int, newest: Sealer, every: Sealer
) -> tuple[int, int]:
    """
    Look at the next rows of a column and seal again those that the newest key does not open.

    Return (last row looked at, rows sealed again); the last row is `after` itself at the end.
    `newest` knows only the newest key, `every` all of them. Raises KeysError for a row that none opens.
    """
    rows = tx.all(
        f'SELECT rowid, "{column}" FROM "{table}" WHERE rowid > ? ORDER BY rowid LIMIT ?',  # noqa: S608
        (after, STEP),
    )
    changed = [
        (every.rotate(row[1]), row[0])
        for row in rows
        if row[1] is not None and not newest.can_open(row[1])
    ]
    tx.many(f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', changed)  # noqa: S608
    return (rows[-1][0] if rows else after), len(changed)
