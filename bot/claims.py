"""Claim rows of the outbox together with the keys they go to: answers first, bulk beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage import contacts, outbox
from storage.transaction import Tx


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row to send and the platform key it goes to."""

    row: outbox.Outgoing
    key: str


def claim_some(
    tx: Tx, channel: str, at: datetime, limit: int, lanes: tuple[int, int]
) -> list[Claimed]:
    """Claim rows together with the keys they go to."""
    if limit <= 0:
        return []
    rows = outbox.claim(tx, channel, at, limit, lanes)
    return [Claimed(row, contacts.contact_key(tx, row.contact_id)[1]) for row in rows]


def claim_both(
    tx: Tx, channel: str, at: datetime, places: int, bulk_places: int
) -> tuple[list[Claimed], list[Claimed]]:
    """Claim answers and alerts first, then bulk, in one commit."""
    return (
        claim_some(tx, channel, at, places, outbox.ANSWERS),
        claim_some(tx, channel, at, bulk_places, outbox.BULK),
    )


def give_back(tx: Tx, claimed: list[Claimed], at: datetime) -> None:
    """Let go of rows that were claimed and not sent."""
    for item in claimed:
        outbox.put_back(tx, item.row, at, "", in_doubt=False, counts=False)


def next_of(tx: Tx, contact: int, channel: str, at: datetime) -> Claimed | None:
    """Claim what waits next for a contact, if anything does; bulk is not asked for here."""
    row = outbox.claim_next(tx, contact, channel, at)
    return None if row is None else Claimed(row, contacts.contact_key(tx, contact)[1])
