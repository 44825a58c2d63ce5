"""Answers that staff keep ready; a change is made only to the version that its writer saw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.times import from_ms, to_ms
from storage.transaction import Row, Tx


@dataclass(frozen=True, slots=True)
class Canned:
    """One answer; `body` holds variables in braces."""

    id: int
    title: str
    body: str
    version: int
    used: int
    edited_at: datetime
    edited_by: int | None


def _canned(row: Row) -> Canned:
    return Canned(
        row["id"], row["title"], row["body"], row["version"], row["used"],
        from_ms(row["edited_at"]), row["edited_by"],
    )  # fmt: skip


def everything(tx: Tx) -> list[Canned]:
    """List the answers, the most used first."""
    rows = tx.all(
        "SELECT * FROM canned_answer WHERE office = ? AND retired_at IS NULL"
        " ORDER BY used DESC, title",
        (tx.office,),
    )
    return [_canned(row) for row in rows]


def add(tx: Tx, title: str, body: str, staff_id: int, at: datetime) -> int:
    """Keep a new answer."""
    return tx.insert(
        "INSERT INTO canned_answer (office, title, body, edited_by, edited_at) VALUES (?, ?, ?, ?, ?)",
        (tx.office, title, body, staff_id, to_ms(at)),
    )


def change(
    tx: Tx, canned_id: int, version: int, title: str, body: str, staff_id: int, at: datetime
) -> bool:
    """Change an answer; return False when somebody else changed or retired it meanwhile."""
    return bool(
        tx.changed(
            "UPDATE canned_answer SET title = ?, body = ?, version = version + 1, edited_by = ?,"
            " edited_at = ? WHERE office = ? AND id = ? AND version = ? AND retired_at IS NULL",
            (title, body, staff_id, to_ms(at), tx.office, canned_id, version),
        )
    )


def retire(tx: Tx, canned_id: int, at: datetime) -> bool:
    """Offer an answer no more; return whether it was offered."""
    return bool(
        tx.changed(
            "UPDATE canned_answer SET retired_at = ? WHERE office = ? AND id = ?"
            " AND retired_at IS NULL",
            (to_ms(at), tx.office, canned_id),
        )
    )


def count_use(tx: Tx, canned_id: int) -> bool:
    """Count that an answer was put into a reply; return whether there is one."""
    return bool(
        tx.changed(
            "UPDATE canned_answer SET used = used + 1 WHERE office = ? AND id = ?"
            " AND retired_at IS NULL",
            (tx.office, canned_id),
        )
    )
