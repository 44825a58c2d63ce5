"""The language that a talk is in: what it is, what is said in it beside the Korean words, and the wishes known in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from handlers import foreign, foreign_wishes, running
from handlers.cards import call_buttons
from handlers.compact import compact
from handlers.context import Context
from handlers.decision import Decision
from handlers.effects import Effect, OpenTicket
from handlers.hours import Lunch, seoul
from handlers.menu import CALLBACK, HOME, MENU, PERSON
from handlers.messages import Conversation, Inbound, Kind, Owner, Reply, Style
from intents.understanding import Understood
from storage.records.ticket import TicketKind

KOREAN = "ko"
#: Wishes that are carried out whatever language they are said in; of others only the language is sure.
_CARRIED_OUT = frozenset(
    {
        "talk_to_person", "request_callback", "language_change", "delete_my_data", "my_requests",
        "report_neighbour", "subscribe_news", "unsubscribe_news",
    }
)  # fmt: skip


def language_now(inbound: Inbound, conversation: Conversation, context: Context) -> str:
    """Return the language that the talk is in with this message; Korean words bring it back to Korean."""
    if inbound.press.startswith("l:"):
        chosen = inbound.press.removeprefix("l:")
        return chosen if chosen in context.knowledge.languages else conversation.language
    if inbound.kind is not Kind.TEXT:
        return conversation.language
    spoken = foreign.language_of(inbound, context)
    if spoken or not foreign.is_korean(inbound.text):
        return spoken or conversation.language
    # a keyboard of buttons sends their Korean labels
    labels = {compact(b.label) for b in (*MENU, PERSON, HOME, *conversation.offered)}
    return conversation.language if compact(inbound.text) in labels else KOREAN


def wished(
    heard: Understood, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision | None:
    """Fulfil or keep what is written in another language; None for Korean, and for wishes known in any language."""
    code = foreign.language_of(inbound, context)
    wish = foreign_wishes.wish(inbound.text)
    if not code and wish and conversation.language in context.knowledge.languages:
        code = conversation.language
    if not _has_words(code, context):
        return None
    if wish == foreign_wishes.CALL:
        return running.begin("callback", conversation, context)
    if wish == foreign_wishes.HOURS or heard.intent == "ask_hours":
        return Decision(conversation, (hours(code, context),), (), "hours", code)
    told = foreign.told_of(wish, code, context)
    if told:
        calls = call_buttons(foreign.CALLS_OF[wish], context)
        kept = foreign.answer_in(code, inbound, conversation, context)
        return replace(kept, replies=(Reply(told, (*calls, PERSON, CALLBACK, HOME)),))
    if wish != foreign_wishes.STOP and heard.intent in _CARRIED_OUT:
        return None
    if heard.intent is not None or wish:
        return foreign.answer_in(code, inbound, conversation, context)
    return None


def hours(code: str, context: Context) -> Reply:
    """Say when and where the office is open."""
    now = "now_open" if context.attended else "now_no_duty" if context.open_now else "now_closed"
    rule = "hours_lunch" if context.hours.lunch is Lunch.CLOSED else "hours"
    lines = [now, rule, "phone", *(["address"] if context.office.address else [])]
    text = "\n".join(_say(code, line, context, next=_next(context)) for line in lines)
    return Reply(text, (PERSON, CALLBACK, HOME))


def beside(code: str, before: Conversation, decision: Decision, context: Context) -> Decision:
    """Say the essential sentence in the language of the talk too, above the Korean words; remember the language."""
    after = replace(decision.conversation, language=code)
    effects = decision.effects
    said = ""
    if _has_words(code, context):
        said = _essential(code, before, decision, context)
        effects = tuple(_marked(e, code) for e in effects)
    replies = decision.replies
    if said and replies:
        first, *rest = replies
        replies = (replace(first, text=f"{said}\n{first.text}"), *rest)
    return replace(decision, conversation=after, replies=replies, effects=effects)


def nobody_came(code: str, context: Context) -> str:
    """Return the line that nobody has come yet, '' for Korean."""
    return _say(code, "nobody_came", context) if _has_words(code, context) else ""


def _essential(code: str, before: Conversation, decision: Decision, context: Context) -> str:
    after = decision.conversation
    number = after.consult
    if after.owner is Owner.NOBODY:
        if before.owner is not Owner.NOBODY:
            return _say(code, "waiting", context, number=number)
        return _still(code, before, context) if decision.outcome == "waiting" else ""
    if decision.outcome in ("closed", "no_duty", "stopped"):
        return _say(code, decision.outcome, context, next=_next(context))
    flow_before = before.flow.name if before.flow is not None else ""
    flow_after = after.flow.name if after.flow is not None else ""
    if flow_after == "callback" != flow_before:
        return _say(code, "call_form", context)
    step = f"call_{decision.by.removeprefix('callback.')}"
    if (
        flow_after == "callback"
        and decision.by.startswith("callback.")
        and _knows(code, step, context)
    ):
        return _say(code, step, context)
    booked = next((e for e in decision.effects if _is_call(e)), None)
    if booked is None or not any(r.style is Style.RECEIPT for r in decision.replies):
        return ""
    return _receipt(code, booked, context)


def _still(code: str, before: Conversation, context: Context) -> str:
    """Say what is true of the waiting: since when, or that nobody can come; in other words the second time."""
    if not context.attended:
        return _say(code, "no_promise", context)
    mine = next((t for t in context.tickets if t.number == before.consult), None)
    since = seoul(mine.opened_at if mine is not None else context.at)
    first = _say(code, "nobody_yet", context, since=f"{since:%H:%M}")
    said_before = any(reply.text.startswith(first) for reply in before.said)
    return _say(code, "still_waiting", context) if said_before else first


def _receipt(code: str, booked: object, context: Context) -> str:
    assert isinstance(booked, OpenTicket)
    if booked.promised_from is None or booked.promised_until is None:
        return ""
    begin, end = seoul(booked.promised_from), seoul(booked.promised_until)
    return _say(
        code, "call_receipt", context, number=booked.number,
        day=f"{begin:%Y-%m-%d}", begin=f"{begin:%H:%M}", end=f"{end:%H:%M}",
    )  # fmt: skip


def _is_call(effect: object) -> bool:
    return isinstance(effect, OpenTicket) and effect.kind is TicketKind.CALLBACK


def _marked(effect: Effect, code: str) -> Effect:
    """Let staff and the clock know the language of who waits for a person or a call."""
    kinds = (TicketKind.CONSULT, TicketKind.CALLBACK)
    if isinstance(effect, OpenTicket) and effect.kind in kinds:
        return replace(effect, fields={**effect.fields, "language": code})
    return effect


def _has_words(code: str, context: Context) -> bool:
    """Say whether there are words for a talk; an office's own language may have cards alone."""
    return "talk" in context.knowledge.languages.get(code, {})


def _knows(code: str, key: str, context: Context) -> bool:
    """Say whether this language has these words; an office's own may lack them."""
    return key in context.knowledge.languages.get(code, {}).get("talk", {})


def _say(code: str, key: str, context: Context, **slots: str) -> str:
    return context.words.fill(context.knowledge.languages[code]["talk"][key], **slots)


def _next(context: Context) -> str:
    opening: datetime = seoul(context.hours.next_opening(context.at))
    return f"{opening:%Y-%m-%d %H:%M}"
