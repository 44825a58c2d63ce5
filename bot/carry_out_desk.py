"""Carry out who has a case and who has the turn; part of `carry_out.py`, for that one's table only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot import codec
from bot.due_again import due_again
from bot.kept_talk import keep_conversation
from handlers import effects as fx
from handlers.messages import Owner
from storage import alerts, conversations, offers, tickets

if TYPE_CHECKING:
    from bot.carry_out import Turn


def _take(turn: Turn, effect: fx.TakeTicket) -> None:
    tickets.claim(turn.tx, effect.number, effect.staff_id, turn.at)
    turn.changed.add(effect.number)


def _release(turn: Turn, effect: fx.ReleaseTicket) -> None:
    tickets.release(turn.tx, effect.number, turn.at)
    turn.changed.add(effect.number)


def _offer(turn: Turn, effect: fx.OfferTicket) -> None:
    ticket = tickets.by_number(turn.tx, effect.number)
    offers.put(turn.tx, ticket.id, effect.from_staff, effect.to_staff, effect.to_team, turn.at)
    turn.changed.add(effect.number)


def _drop_offer(turn: Turn, effect: fx.DropOffer) -> None:
    offers.drop(turn.tx, tickets.by_number(turn.tx, effect.number).id)
    turn.changed.add(effect.number)


def _status(turn: Turn, effect: fx.SetStatus) -> None:
    tickets.set_status(turn.tx, effect.number, effect.status, turn.at)
    turn.changed.add(effect.number)


def _reopen(turn: Turn, effect: fx.ReopenTicket) -> None:
    tickets.reopen(turn.tx, effect.number, turn.at)
    # what was promised once is over; somebody must have it again
    due_again(turn, tickets.by_number(turn.tx, effect.number), since=turn.at)
    turn.changed.add(effect.number)


def _priority(turn: Turn, effect: fx.SetPriority) -> None:
    tickets.set_priority(turn.tx, effect.number, effect.priority, turn.at)
    due_again(turn, tickets.by_number(turn.tx, effect.number))
    turn.changed.add(effect.number)


def _acknowledge(turn: Turn, effect: fx.AcknowledgeAlert) -> None:
    ticket = tickets.by_number(turn.tx, effect.number)
    alerts.acknowledge(turn.tx, ticket.id, effect.staff_id, turn.at)
    turn.changed.add(effect.number)


def _hand_turn(turn: Turn, effect: fx.HandTurn) -> None:
    ticket = tickets.by_number(turn.tx, effect.number)
    if ticket.contact_id is None:
        return
    talked = codec.load_conversation(conversations.state_of(turn.tx, ticket.contact_id))
    person = effect.owner is not Owner.BOT
    if not person and talked.consult != effect.number:
        return
    talked = replace(talked, owner=effect.owner, consult=effect.number if person else "")
    keep_conversation(turn.tx, ticket.contact_id, talked, turn.at)


CARRY_OUT: Mapping[type, Callable[[Turn, Any], None]] = {
    fx.TakeTicket: _take,
    fx.ReleaseTicket: _release,
    fx.OfferTicket: _offer,
    fx.DropOffer: _drop_offer,
    fx.SetStatus: _status,
    fx.ReopenTicket: _reopen,
    fx.SetPriority: _priority,
    fx.AcknowledgeAlert: _acknowledge,
    fx.HandTurn: _hand_turn,
}
