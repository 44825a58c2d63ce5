"""What is still to be done about a case; a case may be closed and a check go on."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.case_effects import EndTask, PlanTask
from handlers.context import Context
from handlers.desk.decision import DeskDecision, agree, refuse, words_fault
from handlers.effects import AddEvent, Audit, Effect
from handlers.hours import spoken
from storage.records.staff import Staff
from storage.records.task import Plan, Task, TaskKind
from storage.records.ticket import Ticket

#: Nobody plans further; somebody mistyped the year.
FURTHEST = timedelta(days=400)
#: How often a task may come again, in days.
EVERY = (0, 7, 14, 30, 90)
#: Working minutes of a day: so soon what a rule has planned is to be done.
WITHIN_A_DAY_MIN = 540


def plan_task(
    ticket: Ticket, staff: Staff, plan: Plan | None, words: str, context: Context
) -> DeskDecision:
    """Plan a task; `plan` is None when its time could not be read."""
    if ticket.merged_into is not None:
        return refuse(context, "planned.merged")
    if plan is None or not -timedelta(days=1) <= plan.due_at - context.at <= FURTHEST:
        return refuse(context, "planned.when")
    if plan.kind is TaskKind.OTHER and not words.strip():
        return refuse(context, "planned.words_missing")
    if words.strip() and (fault := words_fault(words, context)) is not None:
        return fault
    effects = (PlanTask(ticket.number, plan, staff.id),)
    when = spoken(plan.due_at, context.at)
    return agree(context, ticket, "planned", effects, when, f"kind={plan.kind}")


def end_task(
    ticket: Ticket, staff: Staff, task: Task | None, outcome: str, words: str, context: Context
) -> DeskDecision:
    """End a task: done, or dropped with a reason; what repeats is planned again when it was done."""
    if task is None or task.ended_at is not None:
        return refuse(context, "ended.not_open")
    if outcome == "dropped" and not words.strip():
        return refuse(context, "ended.words_missing")
    if words.strip() and (fault := words_fault(words, context)) is not None:
        return fault
    effects: tuple[Effect, ...] = (
        EndTask(ticket.number, task.id, outcome, words.strip(), staff.id),
        AddEvent(ticket.number, f"task_{outcome}", words.strip()),
        Audit(f"task_{outcome}", ticket.number, f"task={task.id}"),
    )
    if outcome == "done" and task.plan.every_days:
        effects += (PlanTask(ticket.number, _again(task.plan, context), task.made_by),)
        return DeskDecision(True, context.words("desk.ended.again"), effects)
    return DeskDecision(True, context.words(f"desk.ended.{outcome}"), effects)


def _again(plan: Plan, context: Context) -> Plan:
    """Return the next one, counted from today and moved to an open hour."""
    due = next_due(plan.due_at, plan.every_days, context.at)
    return Plan(
        plan.kind, plan.words, context.hours.next_opening(due), plan.assigned_to, plan.every_days
    )


def next_due(due_at: datetime, every_days: int, now: datetime) -> datetime:
    """Return the next time of a rhythm after now: who was late does not get all missed ones."""
    step = timedelta(days=every_days)
    missed = max(0, (now - due_at) // step)
    return due_at + step * (missed + 1)


def visit_after_misses(ticket: Ticket, context: Context) -> tuple[Effect, ...]:
    """Plan a visit: three calls reached nobody (capability 8)."""
    due = context.hours.after(context.at, WITHIN_A_DAY_MIN)
    plan = Plan(TaskKind.VISIT, context.words("desk.visit_task"), due)
    return (AddEvent(ticket.number, "visit_task"), PlanTask(ticket.number, plan, None))
