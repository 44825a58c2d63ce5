"""Claim rows of the outbox: answers first, bulk beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from storage import outbox
from storage.outbox import Outgoing
from storage.transaction import Tx


def claim_both(
    tx: Tx, channel: str, at: datetime, places: int, bulk_places: int
) -> tuple[list[Outgoing], list[Outgoing]]:
    """Claim answers and alerts first, then bulk, in one commit."""
    answers = outbox.claim(tx, channel, at, places, outbox.ANSWERS) if places > 0 else []
    bulk = outbox.claim(tx, channel, at, bulk_places, outbox.BULK) if bulk_places > 0 else []
    return answers, bulk


def give_back(tx: Tx, claimed: Sequence[Outgoing], at: datetime) -> None:
    """Let go of rows that were claimed and not sent."""
    for row in claimed:
        outbox.put_back(tx, row, at, "", in_doubt=False, counts=False)
