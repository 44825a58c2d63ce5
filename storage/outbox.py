"""
What goes out: a row for each bubble, sent in order for each contact.

ready -> sending -> sent | dead, for platforms that are handed each message; `shelf` -> sent, for
pages that fetch them. A row that was `sending` when the process died is in doubt: it is sent again
with a mark, because the platform may have taken it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.times import from_ms, maybe_ms, to_ms
from storage.transaction import Row, Tx

#: Lower lanes go first; a bulk row never holds back an answer.
LANE_ALERT, LANE_REPLY, LANE_BULK = 0, 1, 9
#: Longer than any send may take; after it a row in flight is taken to be in doubt.
LEASE = timedelta(seconds=90)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A row to be sent; `attempts` is the fencing number of this claim."""

    id: int
    contact_id: int
    #: The platform's own key of the contact.
    key: str
    kind: str
    payload: str
    attempts: int
    in_doubt: bool
    lane: int = LANE_REPLY


@dataclass(frozen=True, slots=True)
class Sent:
    """A line of the transcript that we wrote."""

    id: int
    kind: str
    payload: str
    at: datetime
    status: str
    staff_id: int | None
    fault: str
    #: An earlier try had an unknown end: it may have arrived.
    in_doubt: bool = False
    ticket_id: int | None = None


def put(
    tx: Tx, contact: int, channel: str, payload: str, idem: str, at: datetime, *,
    pull: bool, kind: str = "say", lane: int = LANE_REPLY, ticket_id: int | None = None,
    staff_id: int | None = None,
) -> int | None:  # fmt: skip
    """Put a bubble into the outbox; return its id, or None when `idem` is there already."""
    cursor = tx.execute(
        "INSERT INTO outbox (office, contact_id, channel, kind, payload_sealed, idem, lane, status,"
        " not_before, created_at, ticket_id, staff_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (office, idem) DO NOTHING",
        (
            tx.office, contact, channel, kind, tx.sealer.seal(payload), idem, lane,
            "shelf" if pull else "ready", to_ms(at), to_ms(at), ticket_id, staff_id,
        ),
    )  # fmt: skip
    return cursor.lastrowid if cursor.rowcount else None


_OUTGOING = (
    "id, contact_id, kind, payload_sealed, attempts, in_doubt, lane,"
    " (SELECT key_sealed FROM contact WHERE id = contact_id) AS key_sealed"
)
#: First and last lane.
ALL_LANES, ANSWERS, BULK = (0, LANE_BULK), (0, LANE_BULK - 1), (LANE_BULK, LANE_BULK)


def claim(
    tx: Tx, channel: str, at: datetime, limit: int, lanes: tuple[int, int] = ALL_LANES
) -> list[Outgoing]:
    """Take rows whose turn it is: never past an earlier open row of the same contact and lane."""
    rows = tx.all(
        f"SELECT {_OUTGOING} FROM outbox o"  # noqa: S608
        " WHERE channel = ? AND status = 'ready' AND lane BETWEEN ? AND ? AND not_before <= ?"
        " AND NOT EXISTS ("
        "  SELECT 1 FROM outbox e WHERE e.contact_id = o.contact_id AND e.id < o.id"
        "  AND e.status IN ('ready', 'sending') AND e.lane <= o.lane)"
        " ORDER BY lane, not_before, id LIMIT ?",
        (channel, *lanes, to_ms(at), limit),
    )
    return _take(tx, rows, at)


def claim_next(tx: Tx, contact: int, channel: str, at: datetime) -> Outgoing | None:
    """Take the first open row of a contact, if it is its turn and its time; bulk waits for its slot."""
    # by itself the planner takes the index of all rows, and reads all that was ever said to a contact
    row = tx.one(
        f"SELECT {_OUTGOING}, channel, status, not_before"  # noqa: S608
        " FROM outbox INDEXED BY outbox_open WHERE contact_id = ? AND status IN ('ready', 'sending') AND lane < ?"
        " ORDER BY lane, id LIMIT 1",
        (contact, LANE_BULK),
    )
    if row is None or row["status"] != "ready" or row["channel"] != channel:
        return None
    return _take(tx, [row], at)[0] if row["not_before"] <= to_ms(at) else None


def _take(tx: Tx, rows: list[Row], at: datetime) -> list[Outgoing]:
    tx.many(
        "UPDATE outbox SET status = 'sending', attempts = attempts + 1, lease_until = ? WHERE id = ?",
        [(to_ms(at + LEASE), row["id"]) for row in rows],
    )
    return [_outgoing(tx, row) for row in rows]


def _outgoing(tx: Tx, row: Row) -> Outgoing:
    return Outgoing(
        row["id"], row["contact_id"], tx.sealer.open_key(row["key_sealed"]), row["kind"],
        tx.sealer.open(row["payload_sealed"]), row["attempts"] + 1, bool(row["in_doubt"]), row["lane"],
    )  # fmt: skip


def mark_sent(tx: Tx, row: Outgoing, platform_id: str, at: datetime) -> None:
    """The platform took it."""
    tx.execute(
        "UPDATE outbox SET status = 'sent', sent_at = ?, platform_id = ?, fault = NULL,"
        " lease_until = NULL WHERE id = ? AND attempts = ? AND status = 'sending'",
        (to_ms(at), platform_id, row.id, row.attempts),
    )


def put_back(
    tx: Tx, row: Outgoing, not_before: datetime, fault: str, *, in_doubt: bool, counts: bool = True
) -> None:
    """Try again at `not_before`; `counts` False for a pause that the platform asked for."""
    tx.execute(
        "UPDATE outbox SET status = 'ready', not_before = ?, fault = ?, lease_until = NULL,"
        " in_doubt = max(in_doubt, ?), attempts = attempts - ? WHERE id = ? AND attempts = ?"
        " AND status = 'sending'",
        (to_ms(not_before), fault, int(in_doubt), 0 if counts else 1, row.id, row.attempts),
    )


def bury(tx: Tx, row: Outgoing, fault: str) -> None:
    """Give up on a row; the caller tells staff."""
    tx.execute(
        "UPDATE outbox SET status = 'dead', fault = ?, lease_until = NULL"
        " WHERE id = ? AND attempts = ?",
        (fault, row.id, row.attempts),
    )


def recover(tx: Tx, channel: str, before: datetime | None = None) -> int:
    """
    Make a channel's rows in flight ready again, in doubt; return how many.

    Without `before` all of them (a sole sender starting up), else those whose lease ran out. Only
    its own: what another channel's sender has in flight at this moment is not in doubt.
    """
    return tx.changed(
        "UPDATE outbox SET status = 'ready', in_doubt = 1, lease_until = NULL"
        " WHERE status = 'sending' AND channel = ?1 AND (?2 IS NULL OR lease_until < ?2)",
        (channel, maybe_ms(before)),
    )


#: No platform asks for a longer pause.
LONGEST_REST = timedelta(days=1)


def pull_forward(tx: Tx, now: datetime) -> int:
    """
    Let answers go now that wait only because the clock was ahead; return how many that were.

    An answer that was never tried waits for nothing; one that failed waits for a day at most.
    """
    return tx.changed(
        "UPDATE outbox SET not_before = ?1 WHERE status = 'ready' AND lane < ?2"
        " AND not_before > CASE WHEN fault IS NULL THEN ?3 ELSE ?4 END",
        (to_ms(now), LANE_BULK, to_ms(now) + 1000, to_ms(now + LONGEST_REST)),
    )


def next_ready_at(tx: Tx, channel: str) -> datetime | None:
    """Return the earliest moment at which a row may be sent, or None when none waits."""
    earliest: int | None = tx.value(
        "SELECT min(not_before) FROM outbox WHERE channel = ? AND status = 'ready'", (channel,)
    )
    return from_ms(earliest)


def acknowledge(tx: Tx, contact: int, up_to: int, at: datetime) -> None:
    """A page has shown all rows up to this one."""
    tx.execute(
        "UPDATE outbox SET status = 'sent', sent_at = ? WHERE contact_id = ? AND id <= ?"
        " AND status = 'shelf'",
        (to_ms(at), contact, up_to),
    )


def sent_to(tx: Tx, contact: int, after: int = 0, limit: int = 200) -> list[Sent]:
    """Return what was said to a contact, oldest first: all after a row, or the newest `limit`."""
    rows = tx.all(
        f"SELECT {_SENT} FROM outbox"  # noqa: S608
        " WHERE contact_id = ? AND id > ? AND kind = 'say' ORDER BY id DESC LIMIT ?",
        (contact, after, -1 if after else limit),
    )
    return [_sent(tx, row) for row in reversed(rows)]


_SENT = (
    "id, kind, payload_sealed, created_at, status, staff_id, fault, in_doubt, ticket_id, contact_id"
)


def _sent(tx: Tx, r: Row) -> Sent:
    return Sent(
        r["id"], r["kind"], tx.sealer.open(r["payload_sealed"]), from_ms(r["created_at"]),
        r["status"], r["staff_id"], r["fault"] or "", bool(r["in_doubt"]), r["ticket_id"],
    )  # fmt: skip


def sent_row(tx: Tx, outbox_id: int, contact: int) -> Sent | None:
    """Return one bubble that was said to this contact, or None."""
    row = tx.one(
        f"SELECT {_SENT} FROM outbox WHERE id = ? AND contact_id = ? AND kind = 'say'",  # noqa: S608
        (outbox_id, contact),
    )
    return None if row is None else _sent(tx, row)


def send_again(tx: Tx, outbox_id: int, at: datetime) -> bool:
    """
    Let a row that was given up on go again; return whether it was.

    The same row, so that it cannot be said twice; a row in doubt keeps its mark. `attempts` goes on
    counting, for it fences off a late answer to an earlier try.
    """
    return bool(
        tx.changed(
            "UPDATE outbox SET status = 'ready', not_before = ?, fault = NULL"
            " WHERE id = ? AND status = 'dead'",
            (to_ms(at), outbox_id),
        )
    )


def dead_since(tx: Tx, at: datetime) -> int:
    """Count rows given up on since a moment."""
    return int(
        tx.value(
            "SELECT count(*) FROM outbox WHERE office = ? AND status = 'dead' AND created_at >= ?",
            (tx.office, to_ms(at)),
        )
    )


@dataclass(frozen=True, slots=True)
class About:
    """What a row is about: its ticket, who of staff wrote it, how soon it had to go."""

    ticket_id: int | None
    staff_id: int | None
    lane: int
    channel: str = ""


def about(tx: Tx, outbox_id: int) -> About:
    """Return what a row is about."""
    row = tx.one("SELECT ticket_id, staff_id, lane, channel FROM outbox WHERE id = ?", (outbox_id,))
    assert row is not None
    return About(row["ticket_id"], row["staff_id"], row["lane"], row["channel"])


def last_fault(tx: Tx, contact: int) -> str:
    """Return why the newest row of a contact has not arrived so far, '' when it has or is on its way."""
    row = tx.one(
        "SELECT fault FROM outbox WHERE contact_id = ? ORDER BY id DESC LIMIT 1", (contact,)
    )
    return "" if row is None else row["fault"] or ""
