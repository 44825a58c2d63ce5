"""What must be true in the evening: each function lists what is not, and is empty on a good day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from bot import codec
from bot.console.labels import read_labels
from handlers.context import Context
from handlers.desk.closing import closing_words
from storage import alerts, audit, contacts, merges, outbox, staff, tickets
from storage.records.ticket import Priority, Status, Ticket, TicketKind
from storage.transaction import Tx
from tests.console.day import Caller, Day

Look = Callable[[Tx], list[str]]


def lost(day: Day) -> Look:
    """Messages that were not decided on, and callers without the case they told of."""

    def look(tx: Tx) -> list[str]:
        open_ = tx.all("SELECT id FROM inbox WHERE done_at IS NULL OR set_aside_at IS NOT NULL")
        dead = tx.all("SELECT id FROM outbox WHERE status NOT IN ('sent', 'shelf')")
        heard = [_heard_wrong(tx, caller) for caller, _ in day.callers]
        cases = [_case_wrong(tx, caller, kind) for caller, kind in day.callers]
        rows = [f"inbox {r[0]}" for r in open_] + [f"outbox {r[0]}" for r in dead]
        return rows + [wrong for wrong in (*heard, *cases) if wrong]

    return look


def _heard_wrong(tx: Tx, caller: Caller) -> str:
    kept = tx.value("SELECT count(*) FROM inbox WHERE contact_id = ?", (_contact(tx, caller),))
    return "" if kept == caller.said else f"{caller.place}: {kept} kept of {caller.said}"


def _case_wrong(tx: Tx, caller: Caller, kind: TicketKind) -> str:
    found = [t.kind for t in tickets.of_contact(tx, _contact(tx, caller))]
    return "" if found == [kind] else f"{caller.place}: told of {kind}, became {found}"


def _contact(tx: Tx, caller: Caller) -> int:
    return contacts.find_contact(tx, *caller.place) or 0


def doubled(tx: Tx) -> list[str]:
    """Words of staff that went out twice, and acts that were written down twice."""
    wrong = []
    for ticket in tickets.every(tx):
        said = [_words(row) for row in _sent(tx, ticket) if row.staff_id]
        wrong += [f"{ticket.number}: {w}" for w, n in Counter(said).items() if n > 1]
        for kind in ("claimed", "closed"):
            sql = "SELECT count(*) FROM event WHERE ticket_id = ? AND kind = ?"
            if tx.value(sql, (ticket.id, kind)) > 1:
                wrong.append(f"{ticket.number}: {kind} more than once")
    return wrong


def unowned(tx: Tx) -> list[str]:
    """Open cases that neither somebody who works here has nor the queue shows; closings without end."""
    here = {s.id for s in staff.everyone(tx) if not s.disabled}
    return [
        t.number
        for t in tickets.every(tx)
        if not (
            (t.status is Status.CLOSED and t.outcome is not None)
            or (t.status is Status.NEW and t.claimed_by is None)
            or (t.status in (Status.ACTIVE, Status.WAITING) and t.claimed_by in here)
        )
    ]


def unlabelled(tx: Tx) -> list[str]:
    """Acts in the audit that no auditor could read."""
    known = dict(read_labels().options("audit"))
    return sorted({line.action for line in audit.lines(tx, 1_000)} - known.keys())


def unseen(tx: Tx) -> list[str]:
    """Urgent alerts that nobody acknowledged."""
    return [a.number for a in alerts.unacknowledged(tx) if a.priority >= Priority.URGENT]


def missing_in(page: str, all_: list[Ticket]) -> list[str]:
    """Open cases that do not stand on the page with all open cases."""
    shown = set(re.findall(r'id="q-(W-\d{4}-\d+)"', page))
    return [t.number for t in all_ if t.status is not Status.CLOSED and t.number not in shown]


def untold(day: Day) -> Look:
    """Closed cases whose teller did not read the closing words, or read them twice."""

    def look(tx: Tx) -> list[str]:
        context = day.service.app.core.context(tx, day.service.clock())
        return [wrong for t in tickets.every(tx) for wrong in _untold(tx, t, context)]

    return look


def _untold(tx: Tx, ticket: Ticket, context: Context) -> list[str]:
    end = merges.survivor(tx, ticket) if ticket.merged_into else ticket
    if end.outcome is None:
        return []
    read = [_words(row) for row in _sent(tx, ticket)]
    due = [bubble.text for bubble in closing_words(ticket, end.outcome, context)]
    return [f"{ticket.number}: {read.count(w)}x {w}" for w in due if read.count(w) != 1]


def _sent(tx: Tx, ticket: Ticket) -> list[outbox.Sent]:
    return [] if ticket.contact_id is None else outbox.sent_to(tx, ticket.contact_id)


def _words(row: outbox.Sent) -> str:
    return codec.load_reply(row.payload).text
