"""What is kept for looking back: consents, hits of the danger screen, questions without an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.times import to_ms
from storage.transaction import Tx


@dataclass(frozen=True, slots=True)
class Missed:
    """Like questions that found no answer; `text` is the newest of them, scrubbed."""

    text: str
    count: int
    reason: str


def give_consent(
    tx: Tx, contact: int, ticket_id: int | None, purpose: str, version: str, at: datetime
) -> None:
    """Keep a consent."""
    tx.execute(
        "INSERT INTO consent (office, contact_id, ticket_id, purpose, version, given_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (tx.office, contact, ticket_id, purpose, version, to_ms(at)),
    )


def log_danger(
    tx: Tx, inbox_id: int, kind: str, tier: str, about: str, why: tuple[str, ...], at: datetime
) -> None:
    """Keep a hit; no text, only which rules spoke."""
    tx.execute(
        "INSERT INTO danger_hit (office, inbox_id, at, kind, tier, about, why)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (tx.office, inbox_id, to_ms(at), kind, tier, about, " ".join(why)),
    )


def log_missed(tx: Tx, text: str, reason: str, entry: str, at: datetime) -> None:
    """Keep a scrubbed question that found no answer, or a wrong one."""
    tx.execute(
        "INSERT INTO missed (office, text_sealed, digest, reason, entry, at) VALUES (?, ?, ?, ?, ?, ?)",
        (
            tx.office,
            tx.sealer.seal(text),
            tx.sealer.digest("missed", text),
            reason,
            entry,
            to_ms(at),
        ),
    )


def missed_texts(tx: Tx) -> list[Missed]:
    """Return open missed questions, equal ones counted, the most frequent first."""
    rows = tx.all(
        "SELECT text_sealed, count(*) AS n, reason, max(at) FROM missed WHERE office = ?"
        " AND settled_at IS NULL GROUP BY digest, reason ORDER BY n DESC, max(at) DESC",
        (tx.office,),
    )
    return [Missed(tx.sealer.open(r[0]), r[1], r[2]) for r in rows]
