"""Ask once, after a talk or a call, whether it helped; never somebody who told of a crisis (A7, 27)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from handlers.case_effects import AnswerSatisfaction
from handlers.context import Context
from handlers.effects import Effect
from handlers.menu import CALLBACK, HOME, MESSAGE
from handlers.messages import Button, Reply
from storage.records.ticket import Outcome, Status, Ticket, TicketKind

ASKED_OF = frozenset({TicketKind.CALLBACK, TicketKind.CONSULT})
#: Ends after which there is something to ask about.
ASKED_AFTER = frozenset(
    {Outcome.ANSWERED, Outcome.LINKED, Outcome.VISITED_HELPED, Outcome.VISITED_FINE}
)
CRISIS = frozenset({TicketKind.REPORT, TicketKind.DANGER})
#: Who told of a crisis is left alone for so long.
QUIET_FOR = timedelta(days=90)
ANSWERS = ("yes", "no")


def fits(
    ticket: Ticket, outcome: str, others: Iterable[Ticket], at: datetime, *,
    quiet_until: datetime | None, asked: bool,
) -> bool:  # fmt: skip
    """Say whether to ask; `others` are the sender's cases, this one may stand among them."""
    if asked or ticket.contact_id is None or ticket.kind not in ASKED_OF:
        return False
    if outcome not in ASKED_AFTER or any(r.startswith("danger") for r in ticket.reasons):
        return False
    if quiet_until is not None and at < quiet_until:
        return False
    return not any(t.kind in CRISIS and at - t.opened_at < QUIET_FOR for t in others)


def question(ticket: Ticket, context: Context) -> Reply:
    """Return the one question, answered by one tap."""
    say = context.words
    buttons = tuple(
        Button(say(f"satisfaction.{one}"), f"v:{ticket.number}:{one}") for one in ANSWERS
    )
    return Reply(say("satisfaction.ask"), buttons)


def answered(
    ticket: Ticket | None, given: str, context: Context
) -> tuple[tuple[Reply, ...], tuple[Effect, ...]] | None:
    """Thank for an answer; after a no offer a call or a message. None for a button that fits nothing."""
    if ticket is None or ticket.status is not Status.CLOSED or given not in ANSWERS:
        return None
    effects = (AnswerSatisfaction(ticket.number, given),)
    if given == "yes":
        return (Reply(context.words("satisfaction.glad"), (HOME,)),), effects
    return (Reply(context.words("satisfaction.sorry"), (CALLBACK, MESSAGE, HOME)),), effects
