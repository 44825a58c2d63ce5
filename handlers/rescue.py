"""Rescue a report that was left unfinished: what was told becomes a ticket marked 미완료."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers.context import Context
from handlers.decision import Decision
from handlers.effects import OpenTicket
from handlers.filing import attachments_of, due
from handlers.messages import Conversation, Reply
from handlers.report.rules import priority_of, read_story
from storage.records.ticket import Priority, TicketKind

#: Flows whose answers are worth a ticket even when nobody pressed "send".
FLOWS = ("report", "help")
#: Told to the resident at the start of the flow.
AFTER = timedelta(minutes=15)


def rescue(conversation: Conversation, context: Context) -> Decision | None:
    """Open a ticket from an idle report; None when nothing was told or it was rescued before."""
    state = conversation.flow
    if state is None or state.name not in FLOWS:
        return None
    told = state.answers
    if "story" not in told or "ticket" in told:
        return None
    story = read_story(str(told["story"]))
    given = told.get("signs")
    signs = [str(sign) for sign in given] if isinstance(given, list) else []
    priority, reasons = priority_of(str(told.get("danger_now", "unsure")), signs, story)
    priority = max(priority, Priority.TODAY)
    number = context.numbering.take()
    fields = {name: str(value) for name, value in told.items() if name in _KEPT and value}
    fields |= {"about": "self" if state.name == "help" else "neighbour"}
    if not fields.get("place") and story.place:
        fields["place"] = story.place
    opened = OpenTicket(
        number,
        TicketKind.REPORT,
        priority,
        ("unfinished", *reasons),
        fields,
        unfinished=True,
        due_at=due(context, priority),
        attachments=attachments_of(told),
    )
    state = replace(state, answers={**told, "ticket": number})
    reply = Reply(context.words("report.rescued", number=number))
    return Decision(replace(conversation, flow=state), (reply,), (opened,), "rescued", state.name)


_KEPT = frozenset({"story", "place", "danger_now", "relation", "phone", "told_more"})
