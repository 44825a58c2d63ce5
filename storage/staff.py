"""Staff accounts and one-time sign-in links; tokens are kept as digests only."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage.errors import NotFound
from storage.records.staff import Role, Staff
from storage.times import from_ms, to_ms
from storage.transaction import Row, Tx

LINK_LIFE = timedelta(hours=24)
#: P15: so many wrong passwords lock the account for LOCKED_FOR.
MOST_FAILURES = 5
LOCKED_FOR = timedelta(minutes=15)


def add_staff(
    tx: Tx, login: str, name: str, role: Role, at: datetime, password_hash: str | None = None
) -> int:
    """Make an account; raises ValueError when the login is taken."""
    taken = tx.value("SELECT 1 FROM staff WHERE office = ? AND login = ?", (tx.office, login))
    if taken:
        raise ValueError(f"there is an account '{login}' already")
    order = tx.value("SELECT count(*) FROM staff WHERE office = ?", (tx.office,)) + 1
    return tx.insert(
        "INSERT INTO staff (office, login, name_sealed, role, password_hash, alert_order, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (tx.office, login, tx.sealer.seal(name), role, password_hash, order, to_ms(at)),
    )


def read_staff(tx: Tx, row: Row) -> Staff:
    """Read a row of `staff`."""
    return Staff(
        row["id"], row["login"], tx.sealer.open(row["name_sealed"]), Role(row["role"]),
        bool(row["on_duty"]), row["alert_order"], row["password_hash"] is not None,
        row["disabled_at"] is not None, row["capacity"],
    )  # fmt: skip


def get(tx: Tx, staff_id: int) -> Staff:
    """Return an account; raises NotFound."""
    row = tx.one("SELECT * FROM staff WHERE office = ? AND id = ?", (tx.office, staff_id))
    if row is None:
        raise NotFound(f"staff {staff_id}")
    return read_staff(tx, row)


def by_login(tx: Tx, login: str) -> Staff | None:
    """Return the account with this login, or None."""
    row = tx.one("SELECT * FROM staff WHERE office = ? AND login = ?", (tx.office, login))
    return None if row is None else read_staff(tx, row)


def everyone(tx: Tx) -> list[Staff]:
    """Return all accounts, in the order in which they are alerted."""
    rows = tx.all("SELECT * FROM staff WHERE office = ? ORDER BY alert_order, id", (tx.office,))
    return [read_staff(tx, row) for row in rows]


def by_telegram(tx: Tx, user_id: str) -> Staff | None:
    """Return the account bound to a Telegram user, or None."""
    row = tx.one(
        "SELECT * FROM staff WHERE office = ? AND telegram_digest = ? AND disabled_at IS NULL",
        (tx.office, tx.sealer.digest("staff_telegram", user_id)),
    )
    return None if row is None else read_staff(tx, row)


def bind_telegram(tx: Tx, staff_id: int, user_id: str) -> None:
    """Bind a Telegram user to an account, so that a press in the staff group is theirs."""
    tx.execute(
        "UPDATE staff SET telegram_digest = ? WHERE id = ?",
        (tx.sealer.digest("staff_telegram", user_id), staff_id),
    )


def password_hash(tx: Tx, login: str) -> tuple[int, str | None, datetime | None] | None:
    """Return (id, argon2 hash, locked until) for a login that is not disabled."""
    row = tx.one(
        "SELECT id, password_hash, locked_until FROM staff"
        " WHERE office = ? AND login = ? AND disabled_at IS NULL",
        (tx.office, login),
    )
    return None if row is None else (row[0], row[1], from_ms(row[2]))


def set_password(tx: Tx, staff_id: int, hashed: str) -> None:
    """Set the argon2 hash."""
    tx.execute(
        "UPDATE staff SET password_hash = ?, failures = 0, locked_until = NULL WHERE id = ?",
        (hashed, staff_id),
    )


def count_failure(tx: Tx, staff_id: int, at: datetime) -> bool:
    """Count a wrong password; return whether the account is locked by it."""
    tx.execute("UPDATE staff SET failures = failures + 1 WHERE id = ?", (staff_id,))
    failures = tx.value("SELECT failures FROM staff WHERE id = ?", (staff_id,))
    if failures < MOST_FAILURES:
        return False
    tx.execute(
        "UPDATE staff SET failures = 0, locked_until = ? WHERE id = ?",
        (to_ms(at + LOCKED_FOR), staff_id),
    )
    return True


def is_locked(tx: Tx, staff_id: int, at: datetime) -> bool:
    """Say whether wrong passwords or codes have locked the account."""
    until = from_ms(tx.value("SELECT locked_until FROM staff WHERE id = ?", (staff_id,)))
    return until is not None and until > at


def set_duty(tx: Tx, staff_id: int, on_duty: bool) -> None:
    """Say whether somebody takes cases now."""
    tx.execute("UPDATE staff SET on_duty = ? WHERE id = ?", (int(on_duty), staff_id))


def set_alert_order(tx: Tx, staff_id: int, order: int) -> None:
    """Say as which somebody is called when an alert rings."""
    tx.execute("UPDATE staff SET alert_order = ? WHERE id = ?", (order, staff_id))


def set_capacity(tx: Tx, staff_id: int, capacity: int | None) -> None:
    """Say how many cases somebody has in hand at most when "다음" gives more; None for no limit."""
    tx.execute("UPDATE staff SET capacity = ? WHERE id = ?", (capacity, staff_id))


def in_hand(tx: Tx, staff_id: int) -> int:
    """Count the cases that somebody works on; what was put aside to wait does not count."""
    return int(
        tx.value(
            "SELECT count(*) FROM ticket WHERE claimed_by = ? AND status = 'active'", (staff_id,)
        )
    )


def disable(tx: Tx, staff_id: int, at: datetime) -> None:
    """
    End an account, its sessions and what was offered to it, at once.

    What it has stays its own until `handlers.desk.hand_back` was carried out for each case: the
    console does so in the same transaction, the clock for accounts that a command ended.
    """
    tx.execute("UPDATE staff SET disabled_at = ? WHERE id = ?", (to_ms(at), staff_id))
    tx.execute(
        "UPDATE staff_session SET ended_at = ? WHERE staff_id = ? AND ended_at IS NULL",
        (to_ms(at), staff_id),
    )
    tx.execute("DELETE FROM offer WHERE to_staff = ?", (staff_id,))


def make_link(tx: Tx, staff_id: int, token: str, at: datetime) -> None:
    """Keep a one-time sign-in link; the token itself is shown once and never stored."""
    tx.execute(
        "INSERT INTO sign_in_link (token_digest, office, staff_id, expires_at) VALUES (?, ?, ?, ?)",
        (tx.sealer.digest("sign_in", token), tx.office, staff_id, to_ms(at + LINK_LIFE)),
    )


def use_link(tx: Tx, token: str, at: datetime) -> int | None:
    """Use up a sign-in link; return whose it is, or None when it is unknown, used or too old."""
    digest = tx.sealer.digest("sign_in", token)
    used = tx.changed(
        "UPDATE sign_in_link SET used_at = ? WHERE office = ? AND token_digest = ?"
        " AND used_at IS NULL AND expires_at > ?",
        (to_ms(at), tx.office, digest, to_ms(at)),
    )
    if not used:
        return None
    found: int | None = tx.value(
        "SELECT l.staff_id FROM sign_in_link l JOIN staff s ON s.id = l.staff_id"
        " WHERE l.token_digest = ? AND s.disabled_at IS NULL",
        (digest,),
    )
    return found
