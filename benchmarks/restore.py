"""
A sealed backup of a large database is put back and proven; the operator waits for this at night.

`python -m benchmarks.restore [rows]`
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.figures import Figure, say, show
from benchmarks.filled import AT, fill
from storage import backup
from storage.sealing import Keys, Sealer

ROWS = 1_000_000
GOAL_S = 60.0


def measure(rows: int = ROWS) -> list[Figure]:
    """Fill, back up, restore, prove."""
    with tempfile.TemporaryDirectory() as folder:
        return _measure(Path(folder), rows)


def _measure(folder: Path, rows: int) -> list[Figure]:
    keys = Keys.new()
    fill(folder / "a.db", rows, keys)
    before = backup.prove(folder / "a.db")
    began = time.perf_counter()
    made, proof = backup.back_up(folder / "a.db", folder / "backups", Sealer(keys), AT, keep=1)
    made_s = time.perf_counter() - began
    say(f"  backup of {proof.rows:,} rows in {made_s:.1f} s")
    began = time.perf_counter()
    backup.restore(made, folder / "again.db", Sealer(keys))
    again = backup.prove(folder / "again.db")
    took_s = time.perf_counter() - began
    same = again == before == proof
    size_mb = (folder / "again.db").stat().st_size / 1_000_000
    return [
        Figure(
            f"restore of a sealed backup of {again.rows:,} rows ({size_mb:,.0f} MB), proven",
            f"<= {GOAL_S:.0f} s, identical counts",
            f"{took_s:.1f} s, counts {'identical' if same else 'DIFFER'}",
            took_s <= GOAL_S and same,
            "restore",
            f"making it, with its own proving restore, took {made_s:.1f} s beside a running service",
        )
    ]


if __name__ == "__main__":
    sys.exit(show(measure(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)))
