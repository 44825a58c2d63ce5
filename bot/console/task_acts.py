"""What staff plan about a case, and what they tell other organisations of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time

from bot.console.answer_acts import Form, MakeLook, id_of
from bot.console.ports import Console, Look
from handlers import desk
from handlers.context import Context
from handlers.desk import DeskDecision
from handlers.desk.tasks import EVERY
from handlers.hours import SEOUL
from storage import referrals, tasks
from storage.records.referral import Ground, ReferralDetails, ReferralStatus
from storage.records.staff import Staff
from storage.records.task import Plan, TaskKind
from storage.records.ticket import Ticket
from storage.transaction import Tx

#: A day without an hour means: in the morning.
MORNING = time(9, 0)
ENDS = frozenset({"done", "dropped"})


def due_of(form: Form) -> datetime | None:
    """Read day and hour; None when the day is none."""
    try:
        day = datetime.fromisoformat(form.get("day", "")).date()
        hour = time.fromisoformat(form["hour"]) if form.get("hour") else MORNING
    except ValueError:
        return None
    return datetime.combine(day, hour, SEOUL)


def _task(form: Form, staff: Staff, _console: Console) -> Look:
    kind, words, due = TaskKind(form.get("kind", "")), form.get("text", "").strip(), due_of(form)
    every, whose = id_of(form, "every"), id_of(form, "whose")
    if every not in EVERY:
        raise ValueError("no such rhythm")
    plan = Plan(kind, words, due, whose or None, every) if due is not None else None
    return lambda _tx, t, c: desk.plan_task(t, staff, plan, words, c)


def _task_end(form: Form, staff: Staff, _console: Console) -> Look:
    outcome, words, task_id = form.get("outcome", ""), form.get("text", ""), id_of(form, "id")
    if outcome not in ENDS:
        raise ValueError("no such end")

    def look(tx: Tx, ticket: Ticket, context: Context) -> DeskDecision:
        task = next((t for t in tasks.of_ticket(tx, ticket.id) if t.id == task_id), None)
        return desk.end_task(ticket, staff, task, outcome, words, context)

    return look


def _refer(form: Form, staff: Staff, _console: Console) -> Look:
    details = ReferralDetails(*(form.get(f, "").strip() for f in ("agency", "shared", "basis")))
    ground = Ground(form.get("ground", ""))
    return lambda _tx, t, c: desk.refer(t, staff, details, ground, c)


def _referral_answer(form: Form, _staff: Staff, _console: Console) -> Look:
    status, words = ReferralStatus(form.get("status", "")), form.get("text", "")
    referral_id = id_of(form, "id")

    def look(tx: Tx, ticket: Ticket, context: Context) -> DeskDecision:
        found = next((r for r in referrals.of_ticket(tx, ticket.id) if r.id == referral_id), None)
        return desk.answer_referral(ticket, found, status, words, context)

    return look


LOOKS: Mapping[str, MakeLook] = {
    "task": _task,
    "task-end": _task_end,
    "refer": _refer,
    "referral-answer": _referral_answer,
}
