"""What is told after a report was sent: all is well again, or the sounds are there again."""

from __future__ import annotations

import re

from handlers.compact import compact
from handlers.context import Context
from handlers.danger import log_only
from handlers.decision import Decision
from handlers.effects import AddEvent, ChangeTicket
from handlers.menu import HOME, REQUESTS
from handlers.messages import Button, Conversation, Inbound, Kind, Owner, Reply, Style
from handlers.report.asked import sounds_again
from handlers.report.turns import is_well
from handlers.unguided import asks
from intents.danger import Danger
from storage.records.ticket import Status, Ticket, TicketKind

#: Of whom good news is told; a longer text tells something else besides.
_WHOM = re.compile(
    r"할머|할아버|어르신|그분|그집|[옆앞윗뒷]집|아랫집|이웃|아이|애[가는들]|학생|아저씨|아주머니|아줌마|나오[셨시]|으시대|으시네|무사하"
)
_LONGEST = 40


def after_report(
    danger: Danger | None, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision | None:
    """Hear what became of a home that was reported; None for anything else, and for a danger of its own."""
    told_of_it = danger is None or danger.kind == "neighbor_report"
    other = danger is not None and (danger.about == "self" or danger.tier == "hard")
    found = None if other and not told_of_it else _heard(inbound, conversation, context)
    return found and found.after((), log_only(danger) if danger is not None else ())


def _heard(inbound: Inbound, conversation: Conversation, context: Context) -> Decision | None:
    outside = conversation.flow is None and conversation.owner is Owner.BOT
    if not outside or inbound.kind is not Kind.TEXT:
        return None
    report = _sent(context)
    if report is None:
        return None
    if sounds_again(inbound.text):
        told = (
            AddEvent(report.number, "resident_text", inbound.text),
            ChangeTicket(report.number, alert=True),
        )
        again = Reply(context.words("report.again_now"), (REQUESTS, HOME), Style.DANGER)
        return Decision(conversation, (again,), told, "danger_again", "report")
    said = compact(inbound.text)
    if len(said) > _LONGEST or asks(inbound.text):
        return None
    if not (_WHOM.search(said) and is_well(inbound.text)):
        return None
    withdraw = Button(context.words("requests.cancel"), f"t:cancel:{report.number}")
    glad = Reply(context.words("report.well_after"), (withdraw, HOME))
    kept = (AddEvent(report.number, "resident_text", inbound.text),)
    return Decision(conversation, (glad,), kept, "said", "report")


def _sent(context: Context) -> Ticket | None:
    """Return the newest report of a neighbour that is still open."""
    return next(
        (
            t
            for t in context.tickets
            if t.kind is TicketKind.REPORT
            and t.status is not Status.CLOSED
            and t.fields.get("about") != "self"
        ),
        None,
    )
