"""Tasks and referrals of a case as they are shown; due ones in the queue without any word of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.console.labels import Labels, day_and_time, due_words
from handlers.hours import seoul
from storage import referrals, tasks
from storage.records.referral import NEXT, Referral
from storage.records.staff import Staff
from storage.records.task import Task
from storage.records.ticket import Ticket
from storage.transaction import Tx

#: Ended tasks that the case page shows; all stand in the timeline.
ENDED_SHOWN = 5
#: A task is shown to everybody once it is late by so much.
EVERYBODY_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task in one line."""

    id: int
    number: str
    kind: str
    words: str
    due: str
    late: bool
    who: str
    every: str
    outcome: str
    result: str


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """A referral as it stands."""

    id: int
    agency: str
    shared: str
    ground: str
    basis: str
    status: str
    when: str
    changed: str
    answer: str
    #: (code, words) of what may be kept next.
    next: tuple[tuple[str, str], ...]


def tasks_of(
    tx: Tx, ticket: Ticket, names: dict[int, str], labels: Labels, now: datetime
) -> tuple[tuple[TaskLine, ...], tuple[TaskLine, ...]]:
    """Return (open, ended) tasks of a case."""
    all_ = [(t, _line(t, names, labels, now)) for t in tasks.of_ticket(tx, ticket.id)]
    opened = tuple(line for t, line in all_ if t.ended_at is None)
    ended = tuple(line for t, line in all_ if t.ended_at is not None)
    return opened, ended[-ENDED_SHOWN:]


def due_now(
    tx: Tx, staff: Staff, names: dict[int, str], labels: Labels, now: datetime
) -> tuple[TaskLine, ...]:
    """Return what one person has to do today; a queue shows no words that may name somebody."""
    midnight = seoul(now).replace(hour=23, minute=59, second=59, microsecond=999_999)
    found = tasks.due_for(tx, staff.id, midnight, now - EVERYBODY_AFTER)
    return tuple(_line(t, names, labels, now, words=False) for t in found)


def _line(
    task: Task, names: dict[int, str], labels: Labels, now: datetime, *, words: bool = True
) -> TaskLine:
    plan = task.plan
    return TaskLine(
        task.id, task.number, labels("task", plan.kind), plan.words if words else "",
        due_words(plan.due_at, now), plan.due_at < now, names.get(plan.assigned_to or 0, ""),
        labels("every", plan.every_days) if plan.every_days else "",
        labels("task_end", task.outcome) if task.outcome else "", task.result if words else "",
    )  # fmt: skip


def referrals_of(tx: Tx, ticket: Ticket, labels: Labels) -> tuple[ReferralLine, ...]:
    """Return the referrals of a case."""
    return tuple(_referral(r, labels) for r in referrals.of_ticket(tx, ticket.id))


def _referral(one: Referral, labels: Labels) -> ReferralLine:
    after = sorted(NEXT.get(one.status, ()))
    return ReferralLine(
        one.id, one.details.agency, one.details.shared, labels("ground", one.ground),
        one.details.basis, labels("referral", one.status), day_and_time(one.made_at),
        day_and_time(one.changed_at), one.answer,
        tuple((str(s), labels("referral_act", s)) for s in after),
    )  # fmt: skip


def today_and_last(now: datetime) -> tuple[str, str]:
    """Return the first and the last day that a task may have, for the field."""
    local = seoul(now)
    return f"{local:%Y-%m-%d}", f"{local + timedelta(days=399):%Y-%m-%d}"
