"""Sessions of staff: started, found, ended; where they are is shown to their owner only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.records.staff import Staff
from storage.staff import read_staff
from storage.times import from_ms, to_ms
from storage.transaction import Tx

#: A session ends after so long without use (P15).
IDLE = timedelta(hours=1)
#: And after a working day in any case.
LONGEST = timedelta(hours=12)
#: The setting by which the office asks everybody for a second factor ("1").
SECOND_REQUIRED = "second_required"
_ALIVE = "ended_at IS NULL AND seen_at > ? AND created_at > ?"


@dataclass(frozen=True, slots=True)
class Session:
    """One place where somebody is signed in."""

    id: int
    created_at: datetime
    seen_at: datetime
    device: str
    remote: str
    #: Whether it is the one that asks.
    current: bool


def start_session(
    tx: Tx, staff_id: int, token: str, at: datetime, device: str = "", remote: str = ""
) -> None:
    """Start a session; `device` and `remote` let its owner recognise it."""
    tx.execute("UPDATE staff SET failures = 0, locked_until = NULL WHERE id = ?", (staff_id,))
    tx.execute(
        "INSERT INTO staff_session (token_digest, office, staff_id, created_at, seen_at, device, remote)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            tx.sealer.digest("session", token),
            tx.office,
            staff_id,
            to_ms(at),
            to_ms(at),
            device,
            remote,
        ),
    )


def session_staff(tx: Tx, token: str, at: datetime) -> Staff | None:
    """Return who is signed in with this token, or None; does not move the idle clock."""
    row = tx.one(
        "SELECT s.* FROM staff_session n JOIN staff s ON s.id = n.staff_id WHERE n.office = ?"
        " AND n.token_digest = ? AND n.ended_at IS NULL AND n.seen_at > ? AND n.created_at > ?"
        " AND s.disabled_at IS NULL",
        (tx.office, tx.sealer.digest("session", token), to_ms(at - IDLE), to_ms(at - LONGEST)),
    )
    return None if row is None else read_staff(tx, row)


def lacks_second(tx: Tx, token: str) -> bool:
    """
    Say whether a session must set up a second factor before anything else.

    Those who were signed in when the office asked for it finish their day without.
    """
    found = tx.value(
        "SELECT 1 FROM staff_session n JOIN staff s ON s.id = n.staff_id JOIN setting g"
        " ON g.office = n.office AND g.name = ? AND g.value = '1' AND g.set_at <= n.created_at"
        " WHERE n.office = ? AND n.token_digest = ? AND s.totp_on_at IS NULL",
        (SECOND_REQUIRED, tx.office, tx.sealer.digest("session", token)),
    )
    return found is not None


def alive_of(tx: Tx, tokens: Collection[str], at: datetime) -> set[str]:
    """Return those of some tokens that are signed in; does not move the idle clock."""
    by_digest = {tx.sealer.digest("session", token): token for token in tokens}
    marks = ", ".join("?" for _ in by_digest)
    rows = tx.all(
        "SELECT n.token_digest FROM staff_session n JOIN staff s ON s.id = n.staff_id"  # noqa: S608
        f" WHERE n.office = ? AND n.token_digest IN ({marks}) AND n.ended_at IS NULL"
        " AND n.seen_at > ? AND n.created_at > ? AND s.disabled_at IS NULL",
        (tx.office, *by_digest, to_ms(at - IDLE), to_ms(at - LONGEST)),
    )
    return {by_digest[row[0]] for row in rows}


def touch_session(tx: Tx, token: str, at: datetime) -> None:
    """Move the idle clock of a session."""
    tx.execute(
        "UPDATE staff_session SET seen_at = ? WHERE token_digest = ? AND ended_at IS NULL",
        (to_ms(at), tx.sealer.digest("session", token)),
    )


def end_session(tx: Tx, token: str, at: datetime) -> None:
    """Sign out."""
    tx.execute(
        "UPDATE staff_session SET ended_at = ? WHERE token_digest = ? AND ended_at IS NULL",
        (to_ms(at), tx.sealer.digest("session", token)),
    )


def of_staff(tx: Tx, staff_id: int, token: str, at: datetime) -> list[Session]:
    """List where somebody is signed in, the last used first; `token` is the session that asks."""
    rows = tx.all(
        "SELECT rowid, * FROM staff_session WHERE staff_id = ? AND "  # noqa: S608
        f"{_ALIVE} ORDER BY seen_at DESC, rowid DESC",
        (staff_id, to_ms(at - IDLE), to_ms(at - LONGEST)),
    )
    mine = tx.sealer.digest("session", token)
    return [
        Session(
            r["rowid"], from_ms(r["created_at"]), from_ms(r["seen_at"]), r["device"], r["remote"],
            r["token_digest"] == mine,
        )
        for r in rows
    ]  # fmt: skip


def end_one(tx: Tx, staff_id: int, session: int, at: datetime) -> bool:
    """End one of somebody's sessions; return whether it was alive."""
    return bool(
        tx.changed(
            "UPDATE staff_session SET ended_at = ? WHERE rowid = ? AND staff_id = ? AND ended_at IS NULL",
            (to_ms(at), session, staff_id),
        )
    )


def end_all(tx: Tx, staff_id: int, at: datetime, but: str = "") -> int:
    """End all sessions of somebody, but the one of a token; return how many."""
    return tx.changed(
        "UPDATE staff_session SET ended_at = ? WHERE staff_id = ? AND ended_at IS NULL"
        " AND token_digest <> ?",
        (to_ms(at), staff_id, tx.sealer.digest("session", but)),
    )


def alive(tx: Tx, at: datetime) -> dict[int, int]:
    """Count for each account where it is signed in."""
    rows = tx.all(
        "SELECT staff_id, count(*) FROM staff_session WHERE office = ? AND "  # noqa: S608
        f"{_ALIVE} GROUP BY staff_id",
        (tx.office, to_ms(at - IDLE), to_ms(at - LONGEST)),
    )
    return {row[0]: row[1] for row in rows}
