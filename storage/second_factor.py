"""The second factor of an account: its sealed secret, the last step that was used, recovery codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.times import to_ms
from storage.transaction import Tx


@dataclass(frozen=True, slots=True)
class Second:
    """A secret; it is asked for only once it is `on`."""

    secret: bytes
    on: bool


def of_staff(tx: Tx, staff_id: int) -> Second | None:
    """Return somebody's second factor, or None."""
    row = tx.one("SELECT totp_sealed, totp_on_at FROM staff WHERE id = ?", (staff_id,))
    if row is None or row["totp_sealed"] is None:
        return None
    return Second(tx.sealer.open_bytes(row["totp_sealed"]), row["totp_on_at"] is not None)


def who_has_one(tx: Tx) -> frozenset[int]:
    """Return the accounts whose second factor is on."""
    rows = tx.all("SELECT id FROM staff WHERE office = ? AND totp_on_at IS NOT NULL", (tx.office,))
    return frozenset(row[0] for row in rows)


def begin(tx: Tx, staff_id: int, secret: bytes) -> None:
    """Keep a new secret; it is not asked for until it was shown that a phone has it."""
    tx.execute(
        "UPDATE staff SET totp_sealed = ?, totp_on_at = NULL, totp_step = 0 WHERE id = ?"
        " AND totp_on_at IS NULL",
        (tx.sealer.seal_bytes(secret), staff_id),
    )


def turn_on(tx: Tx, staff_id: int, codes: Iterable[str], at: datetime) -> None:
    """Ask for it from now on; `codes` stand in for it, once each."""
    tx.execute("UPDATE staff SET totp_on_at = ? WHERE id = ?", (to_ms(at), staff_id))
    tx.execute("DELETE FROM recovery_code WHERE staff_id = ?", (staff_id,))
    tx.many(
        "INSERT INTO recovery_code (code_digest, office, staff_id) VALUES (?, ?, ?)",
        [(_digest(tx, staff_id, code), tx.office, staff_id) for code in codes],
    )


def turn_off(tx: Tx, staff_id: int) -> None:
    """Ask for it no more, and forget it."""
    tx.execute(
        "UPDATE staff SET totp_sealed = NULL, totp_on_at = NULL, totp_step = 0 WHERE id = ?",
        (staff_id,),
    )
    tx.execute("DELETE FROM recovery_code WHERE staff_id = ?", (staff_id,))


def use_step(tx: Tx, staff_id: int, step: int) -> bool:
    """Use up a step of time; False when it or a later one was used (a code seen over a shoulder)."""
    return bool(
        tx.changed(
            "UPDATE staff SET totp_step = ? WHERE id = ? AND totp_step < ?", (step, staff_id, step)
        )
    )


def use_code(tx: Tx, staff_id: int, code: str, at: datetime) -> bool:
    """Use up a recovery code; return whether it was good."""
    return bool(
        tx.changed(
            "UPDATE recovery_code SET used_at = ? WHERE code_digest = ? AND used_at IS NULL",
            (to_ms(at), _digest(tx, staff_id, code)),
        )
    )


def codes_left(tx: Tx, staff_id: int) -> int:
    """Count the recovery codes that were not used."""
    return int(
        tx.value(
            "SELECT count(*) FROM recovery_code WHERE staff_id = ? AND used_at IS NULL", (staff_id,)
        )
    )


def _digest(tx: Tx, staff_id: int, code: str) -> bytes:
    """50 random bits under a key outside the database need no slow hash."""
    return tx.sealer.digest("recovery", str(staff_id), code)
