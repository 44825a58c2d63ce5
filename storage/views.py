"""Views of the queue that people save for themselves: a name and the words of an address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.times import to_ms
from storage.transaction import Tx

#: More would no longer be found by their owner either.
MOST = 20


@dataclass(frozen=True, slots=True)
class SavedView:
    """One saved view; `query` is the part of the address after the question mark."""

    id: int
    name: str
    query: str


def save(tx: Tx, staff_id: int, name: str, query: str, at: datetime) -> bool:
    """Save a view; return False when there are too many."""
    if tx.value("SELECT count(*) FROM saved_view WHERE staff_id = ?", (staff_id,)) >= MOST:
        return False
    # the name is free text and may be anything, so it is sealed
    tx.execute(
        "INSERT INTO saved_view (office, staff_id, name_sealed, query, created_at) VALUES (?, ?, ?, ?, ?)",
        (tx.office, staff_id, tx.sealer.seal(name), query, to_ms(at)),
    )
    return True


def drop(tx: Tx, staff_id: int, view_id: int) -> bool:
    """Drop one's own view; return whether there was one."""
    return bool(
        tx.changed("DELETE FROM saved_view WHERE id = ? AND staff_id = ?", (view_id, staff_id))
    )


def of_staff(tx: Tx, staff_id: int) -> list[SavedView]:
    """Return somebody's views, oldest first."""
    rows = tx.all(
        "SELECT id, name_sealed, query FROM saved_view WHERE staff_id = ? ORDER BY id", (staff_id,)
    )
    return [SavedView(r["id"], tx.sealer.open(r["name_sealed"]), r["query"]) for r in rows]
