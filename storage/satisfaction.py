"""Whether a case helped its sender: asked once for each case, answered once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.times import from_ms, to_ms
from storage.transaction import Tx


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """What was asked and answered; `answer` is "yes", "no" or ''."""

    asked_at: datetime
    answer: str
    answered_at: datetime | None


def ask(tx: Tx, ticket_id: int, at: datetime) -> bool:
    """Keep that it was asked; return whether it was for the first time."""
    return bool(
        tx.changed(
            "INSERT INTO satisfaction (ticket_id, office, asked_at) VALUES (?, ?, ?)"
            " ON CONFLICT (ticket_id) DO NOTHING",
            (ticket_id, tx.office, to_ms(at)),
        )
    )


def answer(tx: Tx, ticket_id: int, given: str, at: datetime) -> bool:
    """Keep an answer; return whether it is the first to a question that was asked."""
    return bool(
        tx.changed(
            "UPDATE satisfaction SET answer = ?, answered_at = ? WHERE ticket_id = ? AND answer IS NULL",
            (given, to_ms(at), ticket_id),
        )
    )


def of_ticket(tx: Tx, ticket_id: int) -> Satisfaction | None:
    """Return what was asked and answered, or None."""
    row = tx.one(
        "SELECT asked_at, answer, answered_at FROM satisfaction WHERE ticket_id = ?", (ticket_id,)
    )
    if row is None:
        return None
    return Satisfaction(from_ms(row[0]), row[1] or "", from_ms(row[2]))
