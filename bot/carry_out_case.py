"""Carry out what work on a case asks to be kept; part of `carry_out.py`, for that one's table only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from bot import codec
from handlers import case_effects as fx
from storage import outbox, scheduled, staff_files, tickets

if TYPE_CHECKING:
    from bot.carry_out import Turn


def _send_again(turn: Turn, effect: fx.SendAgain) -> None:
    ticket = tickets.by_number(turn.tx, effect.number)
    if outbox.send_again(turn.tx, effect.outbox_id, turn.at) and ticket.contact_id is not None:
        turn.told.add(ticket.contact_id)
    turn.changed.add(effect.number)


def _schedule(turn: Turn, effect: fx.ScheduleReply) -> None:
    ticket = tickets.by_number(turn.tx, effect.number)
    assert ticket.contact_id is not None
    for key in effect.reply.attachments:
        # out of the next reply's files; the resident sees it only once the bubble is there
        staff_files.give(turn.tx, key, ticket.contact_id, turn.at)
    scheduled.put(
        turn.tx, ticket.id, effect.staff_id, codec.dump(effect.reply), effect.send_at, turn.at
    )
    turn.changed.add(effect.number)


def _end_scheduled(turn: Turn, effect: fx.EndScheduled) -> None:
    ticket = tickets.by_number(turn.tx, effect.number)
    scheduled.end(turn.tx, effect.scheduled_id, ticket.id, effect.outcome, turn.at)
    turn.changed.add(effect.number)


CARRY_OUT: Mapping[type, Callable[[Turn, Any], None]] = {
    fx.SendAgain: _send_again,
    fx.ScheduleReply: _schedule,
    fx.EndScheduled: _end_scheduled,
}
