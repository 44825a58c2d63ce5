"""Rescue a report that was left unfinished: what was told becomes a ticket marked 미완료."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers.context import Context
from handlers.decision import Decision
from handlers.effects import ChangeTicket, Effect, OpenTicket
from handlers.filing import attachments_of, due
from handlers.flow import Answers
from handlers.messages import Conversation, Reply
from handlers.report.rules import acute, place_of, priority_of, read_story
from handlers.report.seen import spoken_signs
from handlers.report.told_only import told_only
from handlers.report.wish import is_wished
from storage.records.ticket import Priority, TicketKind

#: Flows whose answers are worth a ticket even when nobody pressed "send".
FLOWS = ("report", "help")
#: Told to the resident at the start of the flow.
AFTER = timedelta(minutes=15)


def rescue(conversation: Conversation, context: Context) -> Decision | None:
    """
    Open a ticket from an idle report, or add to one that was opened early.

    None when nothing was told, or nothing since the last rescue.
    """
    state = conversation.flow
    if state is None or state.name not in FLOWS:
        return None
    told = state.answers
    count = len([n for n in told if n in _KEPT or n == "signs"]) + len(attachments_of(told))
    # a story that grew is told anew
    count += str(told.get("story", "")).count("\n")
    if not {"story", "attachments"} & told.keys() or told.get("rescued") == count:
        return None
    number = str(told.get("ticket") or "") or context.numbering.take()
    effect = _file(state.name, told, number, context)
    replies: tuple[Reply, ...] = ()
    if "ticket" not in told:
        replies = (Reply(context.words("report.rescued", number=number)),)
    state = replace(state, answers={**told, "ticket": number, "rescued": count})
    after = replace(conversation, flow=state)
    return Decision(after, replies, (effect,), "rescued", state.name)


def _file(flow: str, told: Answers, number: str, context: Context) -> OpenTicket | ChangeTicket:
    story = read_story(str(told.get("story", "")))
    given = told.get("signs")
    signs = [str(sign) for sign in given] if isinstance(given, list) else []
    danger = "yes" if flow == "report" and acute(str(told.get("story", ""))) else "unsure"
    priority, reasons = priority_of(str(told.get("danger_now", danger)), signs, story)
    priority = max(priority, Priority.TODAY)
    fields = {name: str(value) for name, value in told.items() if name in _KEPT and value}
    fields |= {name: told_only(fields[name]) for name in ("story", "told_more") if name in fields}
    fields |= {"about": "self" if flow == "help" else "neighbour"}
    if flow == "report" and is_wished(told):
        fields["wish"] = context.words("report.wish_unnamed")
    found = {
        "place": place_of(told, story),
        "signs": spoken_signs(context, signs or list(story.signs), str(told.get("story", ""))),
        "who": ", ".join(story.who),
        "since": story.since,
    }
    fields = {name: value for name, value in found.items() if value} | fields
    reasons = ("unfinished", *reasons)
    if "ticket" in told:
        return ChangeTicket(
            number, fields, reasons, priority, attachments=attachments_of(told), alert=True
        )
    return OpenTicket(
        number,
        TicketKind.REPORT,
        priority,
        reasons,
        fields,
        unfinished=True,
        due_at=due(context, TicketKind.REPORT, priority),
        attachments=attachments_of(told),
    )


def report_at_once(told: Answers, context: Context) -> OpenTicket:
    """Open the ticket of an acute report at its first word; the flow goes on and completes it."""
    opened = _file("report", told, context.numbering.take(), context)
    assert isinstance(opened, OpenTicket)
    priority = max(opened.priority, Priority.URGENT)
    return replace(opened, priority=priority, due_at=due(context, TicketKind.REPORT, priority))


#: What a home and its danger are known by: staff who have the case already get it as it is told.
_AT_ONCE = frozenset({"danger_now", "place", "signs"})


def add_at_once(flow: str, told: Answers, newest: str, context: Context) -> tuple[Effect, ...]:
    """Add what was just told to a ticket that was opened early; it rings again only for a life in danger."""
    if flow not in FLOWS or "ticket" not in told or newest not in _AT_ONCE:
        return ()
    effect = _file(flow, told, str(told["ticket"]), context)
    assert isinstance(effect, ChangeTicket)
    is_alarm = newest == "danger_now" and told.get("danger_now") == "yes"
    return (replace(effect, alert=is_alarm),)


_KEPT = frozenset({"story", "place", "danger_now", "relation", "phone", "told_more"})
