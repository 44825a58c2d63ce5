"""Referrals of cases to other organisations."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime

from storage.records.referral import Ground, Referral, ReferralDetails, ReferralStatus
from storage.times import from_ms, to_ms
from storage.transaction import Row, Tx


def _referral(tx: Tx, row: Row) -> Referral:
    details = ReferralDetails(**json.loads(tx.sealer.open(row["details_sealed"])))
    return Referral(
        row["id"], details, Ground(row["ground"]), ReferralStatus(row["status"]), row["made_by"],
        from_ms(row["made_at"]), from_ms(row["changed_at"]),
        tx.sealer.open(row["answer_sealed"]) if row["answer_sealed"] else "",
    )  # fmt: skip


def add(
    tx: Tx, ticket_id: int, details: ReferralDetails, ground: Ground, staff_id: int, at: datetime
) -> int:
    """Keep a referral."""
    sealed = tx.sealer.seal(json.dumps(asdict(details), ensure_ascii=False))
    return tx.insert(
        "INSERT INTO referral (office, ticket_id, details_sealed, ground, made_by, made_at, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (tx.office, ticket_id, sealed, ground, staff_id, to_ms(at), to_ms(at)),
    )


def of_ticket(tx: Tx, ticket_id: int) -> list[Referral]:
    """List the referrals of a ticket, oldest first."""
    rows = tx.all("SELECT * FROM referral WHERE ticket_id = ? ORDER BY id", (ticket_id,))
    return [_referral(tx, row) for row in rows]


def answer(
    tx: Tx, referral_id: int, before: ReferralStatus, status: ReferralStatus, words: str, at: datetime
) -> bool:  # fmt: skip
    """Keep an answer; return False when somebody kept another one meanwhile."""
    return bool(
        tx.changed(
            "UPDATE referral SET status = ?, answer_sealed = ?, changed_at = ?"
            " WHERE id = ? AND status = ?",
            (status, tx.sealer.seal(words), to_ms(at), referral_id, before),
        )
    )
