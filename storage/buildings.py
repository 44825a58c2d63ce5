"""Buildings whose posters carry a code, so that a report from there knows its place already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage import settings
from storage.transaction import Tx

_PREFIX = "building:"
MOST = 500


@dataclass(frozen=True, slots=True)
class Building:
    """A building; `code` stands in the link of its poster."""

    code: str
    name: str


def everyone(tx: Tx) -> list[Building]:
    """Return all buildings, by name."""
    rows = tx.all(
        "SELECT name, value FROM setting WHERE office = ? AND name >= ? AND name < ? ORDER BY value",
        (tx.office, _PREFIX, _PREFIX[:-1] + ";"),
    )
    return [Building(row["name"].removeprefix(_PREFIX), row["value"]) for row in rows]


def name_of(tx: Tx, code: str) -> str:
    """Return the name of the building with this code, '' when there is none."""
    return settings.get(tx, _PREFIX + code) or ""


def add(tx: Tx, code: str, name: str, at: datetime) -> bool:
    """Add a building or change its name; False when there are too many."""
    if len(everyone(tx)) >= MOST and not name_of(tx, code):
        return False
    settings.put(tx, _PREFIX + code, name, at)
    return True


def drop(tx: Tx, code: str) -> bool:
    """Forget a building; its posters then open the report without a place."""
    return bool(
        tx.changed("DELETE FROM setting WHERE office = ? AND name = ?", (tx.office, _PREFIX + code))
    )
