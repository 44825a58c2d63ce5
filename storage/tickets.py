"""Tickets: opening, changing, claiming, closing, and the queue."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from storage import search_tokens, ticket_keys
from storage.errors import NotFound
from storage.records.ticket import Outcome, Priority, Stage, Status, Ticket, TicketKind
from storage.times import from_ms, maybe_ms, to_ms
from storage.transaction import Row, Tx

_OUTCOMES = frozenset(Outcome)
_COLUMNS = (
    "t.id, t.office, t.number, t.kind, t.status, t.stage, t.priority, t.reasons, t.channel,"
    " t.contact_id, t.fields_sealed, t.unfinished, t.opened_at, t.due_at, t.promised_from,"
    " t.promised_until, t.claimed_by, t.claimed_at, t.closed_at, t.outcome, t.waiting_since,"
    " t.household_id, t.merged_into"
)

#: Rows asked for in one statement; a database takes only so many parameters.
_AT_ONCE = 500


def next_serial(tx: Tx, year: int) -> int:
    """Return the next free number of the year; the write lock keeps it free."""
    last = tx.value(
        "SELECT max(serial) FROM ticket WHERE office = ? AND year = ?", (tx.office, year)
    )
    return int(last or 0) + 1


def open_ticket(
    tx: Tx,
    number: str,
    kind: TicketKind,
    priority: Priority,
    *,
    channel: str,
    contact: int | None,
    at: datetime,
    reasons: Sequence[str] = (),
    fields: Mapping[str, str] | None = None,
    unfinished: bool = False,
    due_at: datetime | None = None,
    promised: tuple[datetime | None, datetime | None] = (None, None),
) -> int:
    """Open a ticket; return its id. `number` is W-<year>-<serial>."""
    _letter, year, serial = number.split("-")
    fields = fields or {}
    ticket_id = tx.insert(
        "INSERT INTO ticket (office, number, year, serial, kind, priority, reasons, channel,"
        " contact_id, fields_sealed, phone_digest, place_digest, unfinished, opened_at, due_at,"
        " promised_from, promised_until, changed_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            tx.office, number, int(year), int(serial), kind, int(priority), json.dumps(list(reasons)),
            channel, contact, tx.sealer.seal(json.dumps(dict(fields), ensure_ascii=False)),
            _phone_digest(tx, fields), _place_digest(tx, fields), int(unfinished), to_ms(at),
            maybe_ms(due_at), maybe_ms(promised[0]), maybe_ms(promised[1]), to_ms(at),
        ),
    )  # fmt: skip
    search_tokens.index(tx, ticket_id, fields)
    ticket_keys.keep(tx, ticket_id, fields)
    return ticket_id


def _phone_digest(tx: Tx, fields: Mapping[str, str]) -> bytes | None:
    digits = "".join(c for c in fields.get("phone", "") if c.isdigit())
    return tx.sealer.digest("phone", digits) if digits else None


def phone_digest(tx: Tx, phone: str) -> bytes | None:
    """Return the look-up digest of a phone number, or None when it has no digit."""
    return _phone_digest(tx, {"phone": phone})


def _place_digest(tx: Tx, fields: Mapping[str, str]) -> bytes | None:
    place = "".join(fields.get("place", "").split())
    return tx.sealer.digest("place", place) if place else None


def by_number(tx: Tx, number: str) -> Ticket:
    """Return a ticket, opened; raises NotFound."""
    row = tx.one(
        f"SELECT {_COLUMNS} FROM ticket t WHERE t.office = ? AND t.number = ?",  # noqa: S608
        (tx.office, number),
    )
    if row is None:
        raise NotFound(f"ticket {number}")
    return _tickets(tx, [row])[0]


def select(tx: Tx, rest: str, params: Sequence[object] = ()) -> list[Ticket]:
    """Return the tickets that the rest of a SELECT on `ticket t` names; for queries of this package."""
    return _tickets(tx, tx.all(f"SELECT {_COLUMNS} FROM ticket t {rest}", params))  # noqa: S608


def number_of(tx: Tx, ticket_id: int) -> str:
    """Return the number of a ticket; raises NotFound."""
    found = tx.value(
        "SELECT number FROM ticket WHERE office = ? AND id = ?", (tx.office, ticket_id)
    )
    if found is None:
        raise NotFound(f"ticket {ticket_id}")
    return str(found)


def of_contact(tx: Tx, contact: int, limit: int = 10) -> tuple[Ticket, ...]:
    """Return a contact's tickets, newest first."""
    rest = "WHERE t.contact_id = ? ORDER BY t.opened_at DESC, t.id DESC LIMIT ?"
    return tuple(select(tx, rest, (contact, limit)))


def _tickets(tx: Tx, rows: Sequence[Row]) -> list[Ticket]:
    """Open rows; their files are asked for together."""
    files: dict[int, list[str]] = {row["id"]: [] for row in rows}
    ids = list(files)
    for first in range(0, len(ids), _AT_ONCE):
        some = ids[first : first + _AT_ONCE]
        marks = ", ".join("?" for _ in some)
        found = tx.all(
            f"SELECT ticket_id, key FROM attachment WHERE ticket_id IN ({marks})"  # noqa: S608
            " AND staff_id IS NULL ORDER BY id",
            some,
        )
        for ticket_id, key in found:
            files[ticket_id].append(key)
    return [_ticket(tx, row, files[row["id"]]) for row in rows]


def _ticket(tx: Tx, row: Row, files: Sequence[str]) -> Ticket:
    fields: dict[str, str] = json.loads(tx.sealer.open(row["fields_sealed"]))
    return Ticket(
        row["id"], row["office"], row["number"], TicketKind(row["kind"]), Status(row["status"]),
        Stage(row["stage"]), Priority(row["priority"]), row["channel"], row["contact_id"],
        from_ms(row["opened_at"]), tuple(json.loads(row["reasons"])), fields,
        bool(row["unfinished"]), from_ms(row["due_at"]), from_ms(row["promised_from"]),
        from_ms(row["promised_until"]), row["claimed_by"], from_ms(row["claimed_at"]),
        from_ms(row["closed_at"]), _outcome(row["outcome"]),
        tuple(files), from_ms(row["waiting_since"]), row["household_id"], row["merged_into"],
    )  # fmt: skip


def _outcome(code: str | None) -> str | None:
    return Outcome(code) if code in _OUTCOMES else code


def change_ticket(
    tx: Tx,
    number: str,
    at: datetime,
    *,
    fields: Mapping[str, str] | None = None,
    reasons: Sequence[str] | None = None,
    priority: Priority | None = None,
    stage: Stage | None = None,
    unfinished: bool | None = None,
    promised: tuple[datetime | None, datetime | None] = (None, None),
) -> None:
    """Change what is given; fields are merged, the priority only rises. Raises NotFound."""
    ticket = by_number(tx, number)
    merged = {**ticket.fields, **(fields or {})}
    tx.execute(
        "UPDATE ticket SET fields_sealed = ?, phone_digest = ?, place_digest = ?, reasons = ?,"
        " priority = max(priority, ?), stage = ?, unfinished = ?, promised_from = ?,"
        " promised_until = ?, changed_at = ? WHERE id = ?",
        (
            tx.sealer.seal(json.dumps(merged, ensure_ascii=False)), _phone_digest(tx, merged),
            _place_digest(tx, merged), json.dumps(list(ticket.reasons if reasons is None else reasons)),
            int(priority or 0), stage or ticket.stage,
            int(ticket.unfinished if unfinished is None else unfinished),
            maybe_ms(promised[0] or ticket.promised_from), maybe_ms(promised[1] or ticket.promised_until),
            to_ms(at), ticket.id,
        ),
    )  # fmt: skip
    if fields:
        search_tokens.index(tx, ticket.id, merged)
        ticket_keys.keep(tx, ticket.id, merged)


def claim(tx: Tx, number: str, staff: int, at: datetime) -> bool:
    """Take a ticket that nobody has; of many who try, one gets True."""
    return bool(
        tx.changed(
            "UPDATE ticket SET claimed_by = ?, claimed_at = ?, status = 'active', stage ="
            " CASE stage WHEN 'received' THEN 'checking' ELSE stage END, changed_at = ?"
            " WHERE office = ? AND number = ? AND claimed_by IS NULL AND status <> 'closed'",
            (staff, to_ms(at), to_ms(at), tx.office, number),
        )
    )


def release(tx: Tx, number: str, at: datetime) -> None:
    """Put a ticket back into the queue."""
    tx.execute(
        "UPDATE ticket SET claimed_by = NULL, claimed_at = NULL, status = 'new', changed_at = ?"
        " WHERE office = ? AND number = ? AND status <> 'closed'",
        (to_ms(at), tx.office, number),
    )


def set_status(tx: Tx, number: str, status: Status, at: datetime) -> None:
    """Move an open ticket between waiting and active."""
    tx.execute(
        "UPDATE ticket SET status = ?, changed_at = ? WHERE office = ? AND number = ?"
        " AND status <> 'closed'",
        (status, to_ms(at), tx.office, number),
    )


def close(tx: Tx, number: str, outcome: str, words: str, at: datetime) -> bool:
    """Close an open ticket with its outcome; return whether it was open."""
    return bool(
        tx.changed(
            "UPDATE ticket SET status = 'closed', stage = 'closed', outcome = ?,"
            " outcome_words_sealed = ?, closed_at = ?, waiting_since = NULL, changed_at = ?"
            " WHERE office = ? AND number = ? AND status <> 'closed'",
            (outcome, tx.sealer.seal(words), to_ms(at), to_ms(at), tx.office, number),
        )
    )


def reopen(tx: Tx, number: str, at: datetime) -> bool:
    """Open a closed ticket again, with nobody on it; return whether it was closed."""
    return bool(
        tx.changed(
            "UPDATE ticket SET status = 'new', stage = 'received', outcome = NULL, closed_at = NULL,"
            " claimed_by = NULL, claimed_at = NULL, changed_at = ?"
            " WHERE office = ? AND number = ? AND status = 'closed'",
            (to_ms(at), tx.office, number),
        )
    )


def resident_wrote(tx: Tx, number: str, at: datetime) -> None:
    """Start the waiting time of an open ticket, if it is not running."""
    tx.execute(
        "UPDATE ticket SET waiting_since = coalesce(waiting_since, ?), changed_at = ?,"
        " status = CASE status WHEN 'waiting' THEN 'active' ELSE status END"
        " WHERE office = ? AND number = ? AND status <> 'closed'",
        (to_ms(at), to_ms(at), tx.office, number),
    )


def staff_wrote(tx: Tx, number: str, at: datetime) -> None:
    """Stop the waiting time, and note the first answer."""
    tx.execute(
        "UPDATE ticket SET waiting_since = NULL, first_reply_at = coalesce(first_reply_at, ?),"
        " changed_at = ? WHERE office = ? AND number = ?",
        (to_ms(at), to_ms(at), tx.office, number),
    )


def set_due(tx: Tx, ticket_id: int, due_at: datetime) -> None:
    """Set until when somebody must have it."""
    tx.execute("UPDATE ticket SET due_at = ? WHERE id = ?", (to_ms(due_at), ticket_id))


def every(tx: Tx) -> list[Ticket]:
    """Return all tickets of the office, oldest first."""
    return select(tx, "WHERE t.office = ? ORDER BY t.year, t.serial", (tx.office,))


def open_fault(tx: Tx, reason: str) -> bool:
    """Say whether a fault of this kind is open already; its reasons are no personal data."""
    found = tx.value(
        "SELECT 1 FROM ticket WHERE office = ? AND kind = 'fault' AND status <> 'closed'"
        " AND reasons = ? LIMIT 1",
        (tx.office, json.dumps([reason])),
    )
    return found is not None


def counts(tx: Tx) -> dict[str, int]:
    """Count tickets by status; closed ones are counted for the last day only by the caller's needs."""
    rows = tx.all(
        "SELECT status, count(*) FROM ticket WHERE office = ? AND status <> 'closed' GROUP BY status",
        (tx.office,),
    )
    return {row[0]: row[1] for row in rows}


def outcome_words(tx: Tx, number: str) -> str:
    """Return the words of the closing, '' when there are none."""
    sealed = tx.value(
        "SELECT outcome_words_sealed FROM ticket WHERE office = ? AND number = ?",
        (tx.office, number),
    )
    return "" if sealed is None else tx.sealer.open(sealed)


def set_priority(tx: Tx, number: str, priority: Priority, at: datetime) -> None:
    """Set the priority as a staff member decided, up or down."""
    tx.execute(
        "UPDATE ticket SET priority = ?, changed_at = ? WHERE office = ? AND number = ?",
        (int(priority), to_ms(at), tx.office, number),
    )
