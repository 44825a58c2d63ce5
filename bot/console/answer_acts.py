"""What staff say to a resident: a reply now or later, with files; again when it did not arrive."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.console.ports import Console, Look
from bot.console.talk import photo_id
from handlers import desk
from handlers.context import Context
from handlers.desk import DeskDecision
from handlers.hours import SEOUL
from storage import merges, outbox, scheduled, staff_files
from storage.queries import desk as queries
from storage.records.staff import Staff
from storage.records.ticket import Ticket
from storage.transaction import Tx

Form = Mapping[str, str]
MakeLook = Callable[[Form, Staff, Console], Look]


def id_of(form: Form, name: str) -> int:
    """Read an id; what is none fits no row."""
    text = form.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0


def moment_of(text: str) -> datetime | None:
    """Read what a field for date and time sends, as Seoul time; None for anything else."""
    try:
        return datetime.fromisoformat(text[:16]).replace(tzinfo=SEOUL)
    except ValueError:
        return None


def _reply(form: Form, staff: Staff, console: Console) -> Look:
    text, seen = form.get("text", "").strip(), set(form.get("files", "").split())

    def look(tx: Tx, ticket: Ticket, context: Context) -> DeskDecision:
        # only files that stood beside the words when they were sent
        chosen = staff_files.chosen(tx, ticket.id, staff.id)
        keys = tuple(f.key for f in chosen if photo_id(console.key, f.key) in seen)
        to = next((t for t in merges.under(tx, ticket.id) if t.number == form.get("to")), None)
        if form.get("later"):
            at = moment_of(form.get("send_at", ""))
            return desk.schedule(ticket, staff, text, keys, at, context, to)
        return desk.reply(ticket, staff, text, keys, context, to)

    return look


def _again(form: Form, staff: Staff, _console: Console) -> Look:
    outbox_id = id_of(form, "row")

    def look(tx: Tx, ticket: Ticket, context: Context) -> DeskDecision:
        people = [t.contact_id or 0 for t in (ticket, *merges.under(tx, ticket.id))]
        found = [(row, c) for c in people if (row := outbox.sent_row(tx, outbox_id, c))]
        status, blocked = "", False
        if found:
            status, blocked = found[0][0].status, queries.is_blocked(tx, found[0][1])
        return desk.send_again(ticket, staff, outbox_id, status, context, blocked=blocked)

    return look


def _cancel(form: Form, _staff: Staff, _console: Console) -> Look:
    scheduled_id = id_of(form, "id")

    def look(tx: Tx, ticket: Ticket, context: Context) -> DeskDecision:
        cases = (ticket, *merges.under(tx, ticket.id))
        waiting = (s for case in cases for s in scheduled.waiting_of(tx, case.id))
        to = next((s.number for s in waiting if s.id == scheduled_id), "")
        return desk.cancel_scheduled(ticket, scheduled_id, to, context)

    return look


LOOKS: Mapping[str, MakeLook] = {
    "reply": _reply,
    "send-again": _again,
    "cancel-scheduled": _cancel,
}
