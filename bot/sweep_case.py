"""What the clock does to cases at the minute that staff set: send what waits for its time."""

from __future__ import annotations

from itertools import groupby

from bot import codec
from bot.sweep import Work
from handlers import desk
from handlers.effects import Effect
from storage import scheduled, tickets
from storage.scheduled import Scheduled


def send_scheduled(work: Work) -> None:
    """Send the replies whose time has come; all of one case in one piece, in their order."""
    due = sorted(scheduled.due(work.tx, work.at), key=lambda s: s.number)
    for number, items in groupby(due, key=lambda s: s.number):
        _send(work, number, list(items))


def _send(work: Work, number: str, items: list[Scheduled]) -> None:
    def decide(_turn: object) -> tuple[Effect, ...]:
        ticket = tickets.by_number(work.tx, number)
        return tuple(
            effect
            for item in items
            for effect in desk.scheduled_is_due(
                ticket, item.id, item.staff_id, codec.load_reply(item.payload)
            )
        )

    work.on_ticket(tickets.by_number(work.tx, number), decide)
