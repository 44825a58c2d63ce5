"""A talk that begins: /start, and the links that lead to a form, an entry or a building's report."""

from __future__ import annotations

from dataclasses import replace

from handlers import page, running
from handlers.consult import talk
from handlers.consult.turn import in_talk
from handlers.context import Context
from handlers.decision import Decision
from handlers.flows import OF_A_REQUEST
from handlers.menu import home, welcome
from handlers.messages import Conversation, Inbound, Owner, Reply
from handlers.presses import by_press

#: A poster in a building: `/start report_solbat2`.
POSTER = "report_"


def started(inbound: Inbound, conversation: Conversation, context: Context) -> Decision:
    """/start and deep links: `report`, `help`, `callback`, `visit`, `entry_<id>`, `report_<building>`."""
    if conversation.owner is not Owner.BOT:
        return in_talk(None, None, inbound, conversation, context)
    left = running.set_aside(conversation, context)
    greeted = replace(left.conversation, greeted=True, misses=0)
    hello = Decision(greeted, left.replies + welcome(context), left.effects, "welcome")
    payload = inbound.text.strip()
    if payload.startswith(page.PREFIX):
        return _from_link(greeted, context).after(left.replies, left.effects)
    if payload in running.FLOWS and payload not in ("erase", "copy", *OF_A_REQUEST):
        begun = running.begin(payload, greeted, context)
        return begun.after(hello.replies[:-1], hello.effects)
    if payload.startswith(POSTER):
        # a code that nobody made still opens the report: the poster hangs there, whoever forgot it
        building = context.building(payload.removeprefix(POSTER))
        begun = running.begin("report", greeted, context, {"building": building})
        return begun.after(hello.replies[:-1], hello.effects)
    if payload.startswith("entry_"):
        entry = f"e:{payload.removeprefix('entry_').replace('_', '-')}"
        shown = by_press(entry, inbound, greeted, context)
        return shown.after(hello.replies[:-1], hello.effects)
    return hello


def _from_link(conversation: Conversation, context: Context) -> Decision:
    """Go on with what a one-time link from Telegram was made for."""
    if context.page_link is None:
        reply = Reply(context.words("page.used"))
        return Decision(conversation, (reply, *home(context)), (), "link_used")
    flow, given = context.page_link
    if flow == page.TALK:
        return talk.ask_for_person(conversation, context)
    return running.begin(flow, conversation, context, given)
