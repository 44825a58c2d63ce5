"""Every minute of an open day: promises that are near, broken or stay broken; offers nobody answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from bot.office import context_of
from bot.sweep import Work
from handlers import late, unanswered_offer
from handlers.context import Context
from handlers.effects import Effect
from storage import offers, sweeps, tickets
from storage.records.ticket import Ticket

Decide = Callable[[Ticket, Context], tuple[Effect, ...]]


def keep_promises(work: Work) -> None:
    """Warn, ring, call the lead, tell the head; at night and on holidays nothing is counted (H9)."""
    tx, at = work.tx, work.at
    context = context_of(tx, at, work.known)
    if not context.open_now:
        return
    until = context.hours.after(at, context.rules.targets.longest_notice())
    _each(work, sweeps.near_due(tx, at, until), late.warn)
    _each(work, sweeps.overdue(tx, at), lambda ticket, _context: late.ring(ticket))
    for kind, minutes, level in late.ESCALATIONS:
        waiting = sweeps.received_before(tx, at - timedelta(minutes=minutes), kind)
        _each(work, waiting, lambda t, c, k=kind, m=minutes, v=level: late.escalate(t, c, k, m, v))  # type: ignore[misc]
    _each(work, sweeps.long_overdue(tx, at), late.to_lead)
    _each(work, sweeps.unanswered(tx, at, "reply_late"), late.answer)
    _each(work, sweeps.unanswered(tx, at, "reply_to_lead"), late.answer_by_lead)
    _answer_for_offers(work)


def _each(work: Work, some: Iterable[Ticket], decide: Decide) -> None:
    for ticket in some:
        work.on_ticket(ticket, lambda turn, t=ticket: decide(t, turn.context))  # type: ignore[misc]


def _answer_for_offers(work: Work) -> None:
    for offer in offers.standing(work.tx):
        ticket = tickets.by_number(work.tx, offer.number)
        work.on_ticket(
            ticket,
            lambda turn, t=ticket, o=offer: unanswered_offer.decide(
                t, o.at, o.reminded, turn.context
            ),  # type: ignore[misc]
        )
