"""What staff say of a hit of the danger screen: right, or a false alarm (A14)."""

from __future__ import annotations

from storage.transaction import Tx

VERDICTS = frozenset({"right", "false_alarm"})


def give_verdict(tx: Tx, hit_id: int, verdict: str) -> bool:
    """Keep a verdict; return whether there is such a hit. Raises ValueError for another word."""
    if verdict not in VERDICTS:
        raise ValueError(verdict)
    return bool(
        tx.changed(
            "UPDATE danger_hit SET verdict = ? WHERE office = ? AND id = ?",
            (verdict, tx.office, hit_id),
        )
    )
