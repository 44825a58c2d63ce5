"""Small settings that staff change in the console."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from storage.times import to_ms
from storage.transaction import Tx


def get(tx: Tx, name: str) -> str | None:
    """Return a setting, or None when it was never set."""
    found: str | None = tx.value(
        "SELECT value FROM setting WHERE office = ? AND name = ?", (tx.office, name)
    )
    return found


def several(tx: Tx, names: Sequence[str]) -> dict[str, str]:
    """Return those of some settings that were set."""
    rows = tx.all(
        "SELECT name, value FROM setting WHERE office = ?"
        " AND name IN (SELECT value FROM json_each(?))",
        (tx.office, json.dumps(list(names))),
    )
    return {row[0]: row[1] for row in rows}


def put(tx: Tx, name: str, value: str, at: datetime) -> None:
    """Set a setting."""
    tx.execute(
        "INSERT INTO setting (office, name, value, set_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (office, name) DO UPDATE SET value = excluded.value, set_at = excluded.set_at",
        (tx.office, name, value, to_ms(at)),
    )


def first_submit(tx: Tx, token: str, at: datetime) -> bool:
    """Say whether a form with this one-time token comes in for the first time."""
    return bool(
        tx.changed(
            "INSERT INTO form_submit (office, token, at) VALUES (?, ?, ?)"
            " ON CONFLICT (office, token) DO NOTHING",
            (tx.office, token, to_ms(at)),
        )
    )


def was_submitted(tx: Tx, token: str) -> bool:
    """Say whether a form with this one-time token was carried out before."""
    found = tx.value("SELECT 1 FROM form_submit WHERE office = ? AND token = ?", (tx.office, token))
    return found is not None


def note_result(tx: Tx, token: str, result: str) -> None:
    """Keep what came of a form, for when it is sent again."""
    tx.execute(
        "UPDATE form_submit SET result = ? WHERE office = ? AND token = ?",
        (result, tx.office, token),
    )


def result_of(tx: Tx, token: str) -> str | None:
    """Return what came of a form, '' when nothing was kept, None when it never came."""
    found: str | None = tx.value(
        "SELECT result FROM form_submit WHERE office = ? AND token = ?", (tx.office, token)
    )
    return found
