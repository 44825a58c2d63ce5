"""People as channels know them; the platform's key is sealed and found by its digest."""

from __future__ import annotations

from datetime import datetime

from storage.errors import NotFound
from storage.times import to_ms
from storage.transaction import Tx


def contact_id(tx: Tx, channel: str, key: str, at: datetime) -> int:
    """Return the contact with this platform key; make it when it is new."""
    digest = tx.sealer.digest("contact", channel, key)
    found = tx.value(
        "SELECT id FROM contact WHERE office = ? AND channel = ? AND key_digest = ?",
        (tx.office, channel, digest),
    )
    if found is not None:
        return int(found)
    return tx.insert(
        "INSERT INTO contact (office, channel, key_digest, key_sealed, created_at)"
        " VALUES (?, ?, ?, ?, ?)",
        (tx.office, channel, digest, tx.sealer.seal(key), to_ms(at)),
    )


def find_contact(tx: Tx, channel: str, key: str) -> int | None:
    """Return the contact with this platform key, or None."""
    found = tx.value(
        "SELECT id FROM contact WHERE office = ? AND channel = ? AND key_digest = ?",
        (tx.office, channel, tx.sealer.digest("contact", channel, key)),
    )
    return None if found is None else int(found)


def contact_key(tx: Tx, contact: int) -> tuple[str, str]:
    """Return (channel, platform key); raises NotFound."""
    row = tx.one(
        "SELECT channel, key_sealed FROM contact WHERE office = ? AND id = ?", (tx.office, contact)
    )
    if row is None:
        raise NotFound(f"contact {contact}")
    return row["channel"], tx.sealer.open(row["key_sealed"])


def set_blocked(tx: Tx, contact: int, at: datetime | None) -> None:
    """Mark that the person blocked us (nothing more is sent), or with None that they came back."""
    tx.execute(
        "UPDATE contact SET blocked_at = ? WHERE id = ?",
        (None if at is None else to_ms(at), contact),
    )
    if at is not None:
        tx.execute(
            "UPDATE outbox SET status = 'dead', fault = 'blocked'"
            " WHERE contact_id = ? AND status = 'ready'",
            (contact,),
        )


def set_news(tx: Tx, contact: int, at: datetime | None) -> None:
    """Switch the newsletter on (from `at`) or off (None)."""
    tx.execute(
        "UPDATE contact SET news_at = ? WHERE id = ?", (None if at is None else to_ms(at), contact)
    )


def has_news(tx: Tx, contact: int) -> bool:
    """Say whether this contact gets the newsletter."""
    return tx.value("SELECT news_at FROM contact WHERE id = ?", (contact,)) is not None


def move_contact(tx: Tx, contact: int, key: str) -> None:
    """
    Give a contact its new platform key (a group became a supergroup).

    When that key is a contact already (the settings still name the old group), what waits goes to it.
    """
    channel, _old = contact_key(tx, contact)
    there = find_contact(tx, channel, key)
    if there is not None:
        tx.execute(
            "UPDATE outbox SET contact_id = ? WHERE contact_id = ?"
            " AND status IN ('ready', 'sending')",
            (there, contact),
        )
        return
    tx.execute(
        "UPDATE contact SET key_digest = ?, key_sealed = ? WHERE id = ?",
        (tx.sealer.digest("contact", channel, key), tx.sealer.seal(key), contact),
    )
