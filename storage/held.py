"""Count what is kept of one contact (P17: the right to know)."""

from __future__ import annotations

from storage import retention
from storage.records.held import Held
from storage.times import from_ms
from storage.transaction import Tx


def held_of(tx: Tx, contact: int) -> Held:
    """Count messages, files and consents of a contact, and say how long they stay."""
    # words and files; presses and starts are nobody's words
    said = tx.one(
        "SELECT count(*), min(received_at) FROM inbox WHERE contact_id = ? AND kind NOT IN"
        " ('button', 'start', 'blocked', 'unblocked', 'erased')",
        (contact,),
    )
    assert said is not None
    files = tx.value(
        "SELECT count(*) FROM attachment WHERE contact_id = ? AND status <> 'lost'", (contact,)
    )
    given = tx.all(
        "SELECT purpose, max(given_at) FROM consent WHERE contact_id = ? AND withdrawn_at IS NULL"
        " GROUP BY purpose ORDER BY 2",
        (contact,),
    )
    return Held(
        said[0], from_ms(said[1]), files, tuple((row[0], from_ms(row[1])) for row in given),
        retention.days_kept(tx, "talk"), retention.days_kept(tx, "cases"),
    )  # fmt: skip
