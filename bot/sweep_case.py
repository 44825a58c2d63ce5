"""What the clock does to cases at the minute that staff set: send a reply, say that a task is due."""

from __future__ import annotations

from itertools import groupby

from bot import codec
from bot.office import context_of
from bot.sweep import Work
from handlers import desk
from handlers.case_effects import TaskRung
from handlers.effects import AddEvent, Effect
from storage import merges, scheduled, tasks, tickets
from storage.scheduled import Scheduled


def send_scheduled(work: Work) -> None:
    """Send the replies whose time has come; all of one case in one piece, in their order."""
    due = sorted(scheduled.due(work.tx, work.at), key=lambda s: s.number)
    for number, items in groupby(due, key=lambda s: s.number):
        _send(work, number, list(items))


def _send(work: Work, number: str, items: list[Scheduled]) -> None:
    def decide(_turn: object) -> tuple[Effect, ...]:
        ticket = tickets.by_number(work.tx, number)
        living = merges.survivor(work.tx, ticket)
        return tuple(
            effect
            for item in items
            for effect in desk.scheduled_is_due(
                ticket, living, item.id, item.staff_id, codec.load_reply(item.payload)
            )
        )

    work.on_ticket(tickets.by_number(work.tx, number), decide)


def ring_tasks(work: Work) -> None:
    """Say once of each task that its time has come; at night it waits for the opening."""
    if not context_of(work.tx, work.at, work.known).open_now:
        return
    for task in tasks.newly_due(work.tx, work.at):
        rung = (TaskRung(task.number, task.id), AddEvent(task.number, "task_due", task.plan.words))
        ticket = tickets.by_number(work.tx, task.number)
        work.on_ticket(ticket, lambda _turn, effects=rung: effects)  # type: ignore[misc]
