"""Questions without an answer, as long as nobody has settled them; the texts are scrubbed and sealed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage.times import to_ms
from storage.transaction import Tx

#: So many different questions are looked at, the most frequent first; likeness compares each with each.
MOST = 400


@dataclass(frozen=True, slots=True)
class OpenMissed:
    """Equal questions; `id` is that of the newest of them."""

    id: int
    text: str
    count: int


def open_ones(tx: Tx) -> list[OpenMissed]:
    """List them, the most frequent first; what was once set aside does not come back."""
    rows = tx.all(
        "SELECT max(id) AS id, text_sealed, count(*) AS n FROM missed WHERE office = :office"
        " AND settled_at IS NULL AND digest NOT IN"
        " (SELECT digest FROM missed WHERE office = :office AND settled_as = 'ignored')"
        " GROUP BY digest ORDER BY n DESC, id DESC LIMIT :most",
        {"office": tx.office, "most": MOST},
    )
    return [OpenMissed(row["id"], tx.sealer.open(row["text_sealed"]), row["n"]) for row in rows]


def count_open(tx: Tx) -> int:
    """Count the different questions that `open_ones` would list, however many they are."""
    return int(
        tx.value(
            "SELECT count(DISTINCT digest) FROM missed WHERE office = :office AND settled_at IS NULL"
            " AND digest NOT IN"
            " (SELECT digest FROM missed WHERE office = :office AND settled_as = 'ignored')",
            {"office": tx.office},
        )
    )


def texts_of(tx: Tx, ids: Sequence[int]) -> list[str]:
    """Return the texts of some open ones, in the order given."""
    found = {one.id: one.text for one in open_ones(tx)}
    return [found[one] for one in ids if one in found]


def settle(tx: Tx, ids: Sequence[int], how: str, draft_id: int | None, at: datetime) -> int:
    """Settle these and all that say the same; return how many rows that were."""
    return tx.changed(
        "UPDATE missed SET settled_at = ?, settled_as = ?, draft_id = ? WHERE office = ?"
        " AND settled_at IS NULL AND digest IN"
        " (SELECT digest FROM missed WHERE id IN (SELECT value FROM json_each(?)))",
        (to_ms(at), how, draft_id, tx.office, json.dumps(list(ids))),
    )


def open_again(tx: Tx, draft_id: int) -> None:
    """Ask for them again: the draft that was to answer them was dropped."""
    tx.execute(
        "UPDATE missed SET settled_at = NULL, settled_as = NULL, draft_id = NULL WHERE office = ?"
        " AND draft_id = ?",
        (tx.office, draft_id),
    )
