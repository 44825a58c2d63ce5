"""Seal everything again with the newest key, in small steps, while the service runs; resumable."""

from __future__ import annotations

from itertools import accumulate

from storage.sealing import Sealer
from storage.transaction import Tx

#: Rows of one step: some milliseconds of the writer's time.
STEP = 300
#: And bytes, for photos and voice.
MOST_BYTES = 4_000_000


def sealed_columns(tx: Tx) -> list[tuple[str, str]]:
    """List (table, column) of everything sealed: by the rule that such columns end in `_sealed`."""
    tables = tx.all("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    found = []
    for (table,) in tables:
        columns = tx.all(f'PRAGMA table_info("{table}")')
        found += [(table, c["name"]) for c in columns if c["name"].endswith("_sealed")]
    return found


def rows_after(tx: Tx, table: str, column: str, after: int) -> list[tuple[int, bytes | None]]:
    """Read the next (row id, sealed value) of a column: at most STEP rows, and few of them if large."""
    sizes = tx.all(
        f'SELECT rowid, coalesce(length("{column}"), 0) FROM "{table}" WHERE rowid > ?'  # noqa: S608
        " ORDER BY rowid LIMIT ?",
        (after, STEP),
    )
    sums = accumulate(size for _row, size in sizes)
    few = [row for (row, _size), so_far in zip(sizes, sums, strict=True) if so_far <= MOST_BYTES]
    last = max(few, default=sizes[0][0] if sizes else after)
    rows = tx.all(
        f'SELECT rowid, "{column}" FROM "{table}" WHERE rowid > ? AND rowid <= ?'  # noqa: S608
        " ORDER BY rowid",
        (after, last),
    )
    return [(row[0], row[1]) for row in rows]


def sealed_again(
    rows: list[tuple[int, bytes | None]], newest: Sealer, every: Sealer
) -> list[tuple[bytes, int, bytes]]:
    """
    Seal again what the newest key does not open: (new value, row id, value that was read).

    Needs no transaction, and is what takes the time. `newest` knows only the newest key, `every` all
    of them. Raises KeysError for a row that none opens.
    """
    return [
        (every.rotate(sealed), row, sealed)
        for row, sealed in rows
        if sealed is not None and not newest.can_open(sealed)
    ]


def put_again(tx: Tx, table: str, column: str, changed: list[tuple[bytes, int, bytes]]) -> None:
    """Write what was sealed again; a row that changed meanwhile is left to the next pass."""
    tx.many(
        f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ? AND "{column}" = ?',  # noqa: S608
        changed,
    )
