"""The queue under a filter: what is listed, how many that are, and how old the oldest is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from storage import tickets
from storage.records.ticket import Priority, Status, Ticket, TicketKind
from storage.times import from_ms, to_ms
from storage.transaction import Tx

#: The most urgent first; then what is late, then who waits live, then who waits longest.
URGENT_FIRST = "t.priority DESC, (t.due_at IS NOT NULL AND t.due_at < ?) DESC, (t.kind = 'consult') DESC, t.opened_at"
_CONTACTED = (
    "SELECT 1 FROM event e WHERE e.ticket_id = t.id AND (e.kind IN ('replied', 'joined')"
    " OR e.kind LIKE 'call~_%' ESCAPE '~')"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to see of the queue; each None or False asks for nothing."""

    statuses: Sequence[Status]
    kind: TicketKind | None = None
    priority: Priority | None = None
    #: Only what this account has.
    owner: int | None = None
    unassigned: bool = False
    #: Past its time, and nobody has it.
    overdue: bool = False
    #: Nobody of the office has written, called or joined yet.
    uncontacted: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many tickets of a status there are, and since when the oldest waits."""

    count: int
    since: datetime | None


def listing(tx: Tx, wanted: Wanted, at: datetime, limit: int = 50, offset: int = 0) -> list[Ticket]:
    """Return one page of tickets, the most urgent first; closed ones newest first."""
    where, params = _where(tx, wanted, at)
    closed = list(wanted.statuses) == [Status.CLOSED]
    order = "t.closed_at DESC" if closed else URGENT_FIRST
    ordered = () if closed else (to_ms(at),)
    rest = f"WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?"
    return tickets.select(tx, rest, (*params, *ordered, limit, offset))


def most_urgent(tx: Tx, at: datetime) -> str | None:
    """Return the number of the most urgent ticket that nobody has; read it under the write lock."""
    number: str | None = tx.value(
        "SELECT t.number FROM ticket t WHERE t.office = ? AND t.status = 'new'"  # noqa: S608
        f" AND t.claimed_by IS NULL ORDER BY {URGENT_FIRST} LIMIT 1",
        (tx.office, to_ms(at)),
    )
    return number


def count(tx: Tx, wanted: Wanted, at: datetime) -> int:
    """Count what `listing` would list on all its pages."""
    where, params = _where(tx, wanted, at)
    return int(tx.value(f"SELECT count(*) FROM ticket t WHERE {where}", params))  # noqa: S608


def _where(tx: Tx, wanted: Wanted, at: datetime) -> tuple[str, tuple[object, ...]]:
    marks = ", ".join("?" for _ in wanted.statuses)
    parts: list[str] = ["t.office = ?", f"t.status IN ({marks})"]
    params: list[object] = [tx.office, *wanted.statuses]
    for column, value in (("kind", wanted.kind), ("priority", wanted.priority)):
        if value is not None:
            parts.append(f"t.{column} = ?")
            params.append(value)
    if wanted.owner is not None:
        parts.append("t.claimed_by = ?")
        params.append(wanted.owner)
    if wanted.unassigned:
        parts.append("t.claimed_by IS NULL")
    if wanted.overdue:
        parts.append("t.due_at < ? AND t.claimed_by IS NULL AND t.status <> 'closed'")
        params.append(to_ms(at))
    if wanted.uncontacted:
        parts.append(f"t.first_reply_at IS NULL AND NOT EXISTS ({_CONTACTED})")
    return " AND ".join(parts), tuple(params)


def ringing(
    tx: Tx, at_least: Priority, kind: TicketKind, rounds: int, number: str | None = None
) -> list[Ticket]:
    """
    Return open tickets whose alert nobody has acknowledged: so urgent, of a kind, or rung so often in vain.

    With `number` that ticket alone, if it is one of them.
    """
    return tickets.select(
        tx,
        "JOIN alert a ON a.ticket_id = t.id WHERE a.office = ? AND a.acked_at IS NULL"
        " AND t.status <> 'closed' AND (t.priority >= ? OR t.kind = ? OR a.round > ?)"
        " AND t.number = coalesce(?, t.number)",
        (tx.office, int(at_least), kind, rounds, number),
    )


def waiting(tx: Tx) -> dict[str, Waiting]:
    """
    Return count and oldest wait by status of what is open.

    A new ticket waits since it was opened, one that somebody works on since the resident's first
    unanswered word, one that was put aside since it was last touched.
    """
    rows = tx.all(
        "SELECT status, count(*) AS n, min(CASE status WHEN 'new' THEN opened_at"
        " WHEN 'active' THEN waiting_since ELSE changed_at END) AS since"
        " FROM ticket WHERE office = ? AND status IN ('new', 'active', 'waiting') GROUP BY status",
        (tx.office,),
    )
    return {r["status"]: Waiting(r["n"], from_ms(r["since"])) for r in rows}


#: The same household: the same place; or the same teller, unless both places are known and differ.
#: Each way by its own index: one condition for all of them would read the whole history for each card.
_APART = (
    "(o.place_digest IS NULL OR t.place_digest IS NULL OR o.place_digest = t.place_digest"
    " OR :unknown IN (o.place_digest, t.place_digest))"
)
_SAME = (
    "SELECT o.id FROM ticket o WHERE o.office = t.office AND o.place_digest = t.place_digest"  # noqa: S608
    " AND o.place_digest <> :unknown UNION"
    f" SELECT o.id FROM ticket o WHERE o.office = t.office AND o.phone_digest = t.phone_digest AND {_APART}"
    f" UNION SELECT o.id FROM ticket o WHERE o.contact_id = t.contact_id AND {_APART}"
)
_TOLD = (
    "SELECT t.id, (SELECT count(*) FROM ticket s WHERE s.id <> t.id AND +s.office = t.office"  # noqa: S608
    f" AND s.kind IN ('report', 'danger') AND s.id IN ({_SAME})) AS n FROM ticket t"
    " WHERE t.kind IN ('report', 'danger') AND t.id IN (SELECT value FROM json_each(:ids))"
)


def told_before(tx: Tx, ids: Sequence[int]) -> dict[int, int]:
    """
    Count for each ticket how often its household was reported, this time included.

    Tickets that were reported once are left out.
    """
    unknown = tx.sealer.digest("place", "unknown")
    rows = tx.all(_TOLD, {"unknown": unknown, "ids": json.dumps(list(ids))})
    return {r["id"]: r["n"] + 1 for r in rows if r["n"]}
