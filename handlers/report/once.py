"""What is said once in a report, at whatever question it is due: the police for blows, silence on who told."""

from __future__ import annotations

from dataclasses import replace

from handlers.context import Context
from handlers.decision import Decision
from handlers.messages import Conversation, Inbound, Reply, Style
from handlers.report.asked import asks_to_call_rescue
from handlers.report.blows import blows
from handlers.report.wish import WISH

_POLICE_NAMED = "police_named"


def say_once(
    decision: Decision,
    before: Conversation,
    inbound: Inbound,
    context: Context,
    *,
    card: bool = False,
) -> Decision:
    """Put both before the next question of a neighbour's report, where they or a card of violence did not say so."""
    flow, after = before.flow, decision.conversation.flow
    if flow is None or flow.name != "report" or after is None or after.name != "report":
        return decision
    first: tuple[Reply, ...] = ()
    named = after.answers.get(_POLICE_NAMED) or blows(str(flow.answers.get("story", "")))
    if blows(inbound.text) and not named:
        after = replace(after, answers={**after.answers, _POLICE_NAMED: True})
        if not card and not _names_police(decision, context):
            first = (Reply(context.words("report.blows"), style=Style.DANGER),)
    if asks_to_call_rescue(inbound.text) and not _names_rescue(decision, context):
        first += (Reply(context.words("report.rescue_yourself"), style=Style.DANGER),)
    unnamed = Reply(context.words("report.who_told"))
    if WISH in after.answers and WISH not in flow.answers:
        first += () if _says_who_told(decision, unnamed) else (unnamed,)
    return replace(decision, conversation=replace(decision.conversation, flow=after)).after(first)


def _says_who_told(decision: Decision, unnamed: Reply) -> bool:
    """Say whether a reply says already that nobody hears who told."""
    promise, _, _ = unnamed.text.partition(".")
    return any(promise in reply.text for reply in decision.replies)


def _names_rescue(decision: Decision, context: Context) -> bool:
    told = context.words("asked.rescue_cost")
    return any(reply.text == told for reply in decision.replies)


def _names_police(decision: Decision, context: Context) -> bool:
    police = context.words.fill("{tel.police}")
    return any(police in reply.text for reply in decision.replies)
