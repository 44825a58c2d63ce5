"""End a ticket, always with an outcome; the sender hears of it, a neighbour nothing of the household."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.case_effects import AskSatisfaction
from handlers.context import Context
from handlers.desk.decision import UNTOLD, DeskDecision, agree, not_mine, refuse, words_fault
from handlers.effects import Audit, CloseTicket, Effect, HandTurn, ReopenTicket, SayTo
from handlers.messages import Owner, Reply
from handlers.satisfaction import question
from storage.records.staff import Staff
from storage.records.ticket import Status, Ticket, TicketKind


def close(
    ticket: Ticket, staff: Staff, outcome: str | None, words: str, context: Context,
    under: Sequence[Ticket] = (), *, asks: bool = False,
) -> DeskDecision:  # fmt: skip
    """
    Close one's ticket; `outcome` is compulsory, and some outcomes need words (R8).

    `asks`: the sender is asked once whether it helped (see `handlers/satisfaction.py`).
    Whoever told of it by one of the cases merged into it (`under`) hears her own closing word.
    """
    if (fault := not_mine(ticket, staff, context)) is not None:
        return fault
    if outcome is None or outcome not in context.rules.outcomes:
        return refuse(context, "closed.outcome_missing")
    if outcome in context.rules.needs_words and not words.strip():
        return refuse(context, "closed.words_missing")
    if words.strip() and (fault := words_fault(words, context)) is not None:
        return fault
    effects: tuple[Effect, ...] = (CloseTicket(ticket.number, outcome, words.strip()),)
    if bubbles := closing_words(ticket, outcome, context):
        effects += (SayTo(ticket.number, bubbles),)
    if asks:
        asked = SayTo(ticket.number, (question(ticket, context),))
        effects += (asked, AskSatisfaction(ticket.number))
    effects += _told_under(ticket, under, outcome, context)
    # CloseTicket writes the line into the timeline itself; the bot answers again, if a person did
    effects += (
        HandTurn(ticket.number, Owner.BOT),
        Audit("closed", ticket.number, f"outcome={outcome}"),
    )
    return DeskDecision(True, context.words("desk.closed.done"), effects)


def _told_under(
    ticket: Ticket, under: Sequence[Ticket], outcome: str, context: Context
) -> tuple[Effect, ...]:
    """Tell each other person once, under her own number, and let the bot answer her again."""
    effects: tuple[Effect, ...] = ()
    heard = {ticket.contact_id, None}
    for other in under:
        if other.contact_id in heard:
            continue
        heard.add(other.contact_id)
        if bubbles := closing_words(other, outcome, context):
            effects += (SayTo(other.number, bubbles),)
        effects += (HandTurn(other.number, Owner.BOT),)
    return effects


def closing_words(ticket: Ticket, outcome: str, context: Context) -> tuple[Reply, ...]:
    """
    Return what the sender will read; the same text is the preview in the console.

    A neighbour reads one text whatever came out: the outcome itself is a fact about the household
    (R9). The words of staff are never part of it.
    """
    if ticket.contact_id is None or ticket.kind in UNTOLD:
        return ()
    if is_about_others(ticket):
        key = "neighbour"
    elif ticket.kind in (TicketKind.CONSULT, TicketKind.ERASURE):
        key = str(ticket.kind)
    else:
        key = f"own.{outcome}" if context.words.has(f"desk.closing.own.{outcome}") else "own.other"
    return (Reply(context.words(f"desk.closing.{key}", number=ticket.number)),)


def is_about_others(ticket: Ticket) -> bool:
    """Say whether the sender is not the person it is about; unclear counts as yes."""
    return ticket.kind is TicketKind.REPORT and ticket.fields.get("about") != "self"


def reopen(ticket: Ticket, reason: str, context: Context) -> DeskDecision:
    """Open a closed ticket again, with nobody on it."""
    if ticket.status is not Status.CLOSED:
        return refuse(context, "reopened.not_closed")
    if ticket.merged_into is not None:
        return refuse(context, "reopened.merged")
    if (fault := words_fault(reason, context)) is not None:
        return fault
    return agree(context, ticket, "reopened", (ReopenTicket(ticket.number),), reason.strip())
