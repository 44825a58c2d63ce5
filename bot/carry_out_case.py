"""Carry out what work on a case asks to be kept; part of `carry_out.py`, for that one's table only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from bot import codec
from handlers import case_effects as fx
from handlers.desk.tasks import WITHIN_A_DAY_MIN
from handlers.messages import Reply
from storage import (
    alerts,
    events,
    households,
    merges,
    offers,
    outbox,
    referrals,
    reviews,
    satisfaction,
    scheduled,
    staff_files,
    tasks,
    ticket_keys,
    tickets,
)
from storage.records.referral import Ground
from storage.records.task import Plan, TaskKind
from storage.records.ticket import Ticket

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


def _merge(turn: Turn, effect: fx.MergeTicket) -> None:
    ticket = tickets.by_number(turn.tx, effect.number)
    into = tickets.by_number(turn.tx, effect.into)
    merges.merge(turn.tx, ticket, into, effect.priority, effect.reasons, effect.staff_id, turn.at)
    alerts.acknowledge(turn.tx, ticket.id, effect.staff_id, turn.at)
    offers.drop(turn.tx, ticket.id)
    turn.changed |= {effect.number, effect.into}


def _unmerge(turn: Turn, effect: fx.UnmergeTicket) -> None:
    ticket = tickets.by_number(turn.tx, effect.number)
    into = merges.survivor(turn.tx, ticket)
    merges.unmerge(turn.tx, ticket, turn.at)
    turn.changed |= {effect.number, into.number}


def _join(turn: Turn, effect: fx.JoinHousehold) -> None:
    ticket = tickets.by_number(turn.tx, effect.number)
    other = tickets.by_number(turn.tx, effect.other)
    home = ticket.household_id or other.household_id
    home = home or households.make(turn.tx, effect.staff_id, turn.at)
    for one in (ticket, other):
        households.put_ticket(turn.tx, one.id, home, turn.at)
    turn.changed |= {effect.number, effect.other}


def _leave(turn: Turn, effect: fx.LeaveHousehold) -> None:
    ticket = tickets.by_number(turn.tx, effect.number)
    households.put_ticket(turn.tx, ticket.id, None, turn.at)
    turn.changed.add(effect.number)


def _apart(turn: Turn, effect: fx.SayApart) -> None:
    ticket = tickets.by_number(turn.tx, effect.number)
    other = tickets.by_number(turn.tx, effect.other)
    ticket_keys.say_apart(turn.tx, ticket.id, other.id, effect.staff_id, turn.at)
    turn.changed |= {effect.number, effect.other}


def _add_person(turn: Turn, effect: fx.AddPerson) -> None:
    ticket = tickets.by_number(turn.tx, effect.number)
    home = households.of_ticket(turn.tx, ticket.id, effect.staff_id, turn.at)
    households.add_person(turn.tx, home, effect.details, effect.staff_id, turn.at)
    turn.changed.add(effect.number)


def _remove_person(turn: Turn, effect: fx.RemovePerson) -> None:
    ticket = tickets.by_number(turn.tx, effect.number)
    if ticket.household_id is not None:
        households.remove_person(turn.tx, ticket.household_id, effect.person_id)
    turn.changed.add(effect.number)


def _plan(turn: Turn, effect: fx.PlanTask) -> None:
    ticket = tickets.by_number(turn.tx, effect.number)
    tasks.plan(turn.tx, ticket.id, effect.plan, effect.staff_id, turn.at)
    turn.changed.add(effect.number)


def _end_task(turn: Turn, effect: fx.EndTask) -> None:
    ticket = tickets.by_number(turn.tx, effect.number)
    tasks.end(
        turn.tx, effect.task_id, ticket.id, effect.outcome, effect.words, effect.staff_id, turn.at
    )
    turn.changed.add(effect.number)


def _rung(turn: Turn, effect: fx.TaskRung) -> None:
    tasks.mark_rung(turn.tx, effect.task_id, turn.at)
    turn.changed.add(effect.number)


def _refer(turn: Turn, effect: fx.AddReferral) -> None:
    ticket = tickets.by_number(turn.tx, effect.number)
    referrals.add(turn.tx, ticket.id, effect.details, effect.ground, effect.staff_id, turn.at)
    if effect.ground is Ground.CONSENT and ticket.contact_id is not None:
        reviews.give_consent(turn.tx, ticket.contact_id, ticket.id, "referral", "staff", turn.at)
    turn.changed.add(effect.number)


def _answer(turn: Turn, effect: fx.AnswerReferral) -> None:
    referrals.answer(
        turn.tx, effect.referral_id, effect.before, effect.status, effect.words, turn.at
    )
    turn.changed.add(effect.number)


def _ask(turn: Turn, effect: fx.AskSatisfaction) -> None:
    satisfaction.ask(turn.tx, tickets.by_number(turn.tx, effect.number).id, turn.at)
    turn.changed.add(effect.number)


def _answered(turn: Turn, effect: fx.AnswerSatisfaction) -> None:
    ticket = tickets.by_number(turn.tx, effect.number)
    if not satisfaction.answer(turn.tx, ticket.id, effect.answer, turn.at):
        return
    events.add_event(turn.tx, ticket.id, turn.actor, f"helped_{effect.answer}", "", turn.at)
    if effect.answer == "no":
        # whoever closed it may have been sure: somebody looks again
        due = turn.context.hours.after(turn.at, WITHIN_A_DAY_MIN)
        again = Plan(TaskKind.OTHER, turn.context.words("desk.look_again"), due)
        tasks.plan(turn.tx, ticket.id, again, None, turn.at)
    turn.changed.add(effect.number)


def goes_on(turn: Turn, ticket: Ticket) -> Ticket:
    """
    Return the case to which the words of its sender belong; of a merged one she is told once.

    Without this her words would lie on a case that has ended, where nobody looks.
    """
    if ticket.merged_into is None or turn.actor != "resident":
        return ticket
    if merges.tell_once(turn.tx, ticket.id, turn.at) and ticket.contact_id is not None:
        words = turn.context.words("desk.to_resident.merged", number=ticket.number)
        turn.say(ticket.contact_id, ticket.channel, (Reply(words),), ticket_id=ticket.id)
    return merges.survivor(turn.tx, ticket)


def grow(turn: Turn, living: Ticket, merged: Ticket) -> None:
    """A merged report was finished: the case that goes on takes over how bad it has become."""
    reasons = tuple(dict.fromkeys((*living.reasons, *merged.reasons)))
    tickets.change_ticket(
        turn.tx, living.number, turn.at, priority=merged.priority, reasons=reasons
    )
    events.add_event(turn.tx, living.id, turn.actor, "merged_grew", merged.number, turn.at)
    tickets.resident_wrote(turn.tx, living.number, turn.at)
    turn.changed.add(living.number)


CARRY_OUT: Mapping[type, Callable[[Turn, Any], None]] = {
    fx.SendAgain: _send_again,
    fx.ScheduleReply: _schedule,
    fx.EndScheduled: _end_scheduled,
    fx.MergeTicket: _merge,
    fx.UnmergeTicket: _unmerge,
    fx.JoinHousehold: _join,
    fx.LeaveHousehold: _leave,
    fx.SayApart: _apart,
    fx.AddPerson: _add_person,
    fx.RemovePerson: _remove_person,
    fx.PlanTask: _plan,
    fx.EndTask: _end_task,
    fx.TaskRung: _rung,
    fx.AddReferral: _refer,
    fx.AnswerReferral: _answer,
    fx.AskSatisfaction: _ask,
    fx.AnswerSatisfaction: _answered,
}
