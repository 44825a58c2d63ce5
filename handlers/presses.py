"""
What each button does.

Values: `f:<flow>.<run>:<question>:<choice>` · `s:<flow>` · `e:<entry>` · `d:<entry>:<facet>` ·
`y:<entry>` solved · `n:<entry>` not solved · `b:<group>:<page>` · `t:<verb>:<ticket>` · `l:<language>` ·
`g:<word>` · `v:<number>:<yes or no>`.
A value that no longer fits (a button from last month) is answered kindly and never misfiled.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from handlers import foreign, running, satisfaction
from handlers.compact import compact
from handlers.consult import talk
from handlers.context import Context
from handlers.decision import Decision
from handlers.effects import LogMissed, SetNews
from handlers.faq import answer, browse
from handlers.flows import OF_A_REQUEST
from handlers.menu import CALLBACK, HOME, MENU, MESSAGE, MY_DATA, PERSON, VISIT, home, hours_reply
from handlers.messages import Button, Conversation, Inbound, Owner, Reply
from handlers.requests.mine import ASKED, show_my_data
from handlers.requests.open import open_calls
from handlers.requests.show import show_requests, withdraw
from intents.entry import Entry
from storage.records.ticket import Status, TicketKind

Press = Callable[[list[str], Inbound, Conversation, Context], Decision]


class Passed(Exception):
    """The button fits nothing that is there now."""


def by_press(
    value: str, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision:
    """Do what a button says."""
    kind, *rest = value.split(":", 3)
    known = _PRESSES.get(kind)
    try:
        if known is None:
            raise Passed
        # a forged or cut value lacks parts; each press takes at most three
        return known([*rest, "", "", ""], inbound, conversation, context)
    except Passed:
        return passed(conversation, context)


def offered_press(inbound: Inbound, conversation: Conversation) -> str:
    """Return the value of an offered button that the text names by number or by its label."""
    said = compact(inbound.text)
    offered = conversation.offered
    digits = inbound.text.strip().rstrip(".번")
    if digits.isdecimal() and len(digits) <= 2 and 1 <= int(digits) <= len(offered):
        return offered[int(digits) - 1].value
    return next((b.value for b in offered if said and compact(b.label) == said), "")


def typed_press(inbound: Inbound, conversation: Conversation, context: Context) -> str:
    """Return the value of a button that the text names, though it may stand further up in the talk."""
    none = compact(inbound.text) == compact(context.words("faq.none_of_these"))
    return offered_press(inbound, conversation) or ("g:none" if none else "")


_MENU = {
    **{compact(b.label): b.value for b in (*MENU, VISIT, MESSAGE, PERSON, HOME, MY_DATA)},
    **dict.fromkeys(ASKED, MY_DATA.value),
}


def menu_press(inbound: Inbound) -> str:
    """Return the value of the menu button whose label this text is (a keyboard sends its labels)."""
    return _MENU.get(compact(inbound.text), "") if len(inbound.text) <= MENU_LABEL_LENGTH else ""


#: Longer than any label of the menu.
MENU_LABEL_LENGTH = 20


def passed(conversation: Conversation, context: Context) -> Decision:
    """Say that this button's question has passed, and put the open one again."""
    if conversation.flow is not None:
        return running.ask_again(conversation, context, "press.passed_in_flow")
    reply = Reply(context.words("press.passed"))
    return Decision(conversation, (reply, *home(context)), (), "passed")


def _flow(rest: list[str], inbound: Inbound, talked: Conversation, context: Context) -> Decision:
    name, _, run = rest[0].rpartition(".")
    question, value = rest[1], rest[2]
    if not running.is_current(talked, name, _number(run), question, context):
        raise Passed
    return running.proceed(talked, inbound, context, pressed=value)


def _start(rest: list[str], _in: Inbound, talked: Conversation, context: Context) -> Decision:
    name = rest[0]
    if talked.flow is not None and talked.flow.name == name:
        return running.ask_again(talked, context, "flow.going_on")
    if name not in running.FLOWS or name in OF_A_REQUEST:
        raise Passed
    given: dict[str, object] = {"story": talked.story} if name == "report" and talked.story else {}
    return running.begin(name, replace(talked, story=""), context, given)


def _entry(rest: list[str], _in: Inbound, talked: Conversation, context: Context) -> Decision:
    entry = _known(rest[0], context)
    after = replace(talked, topic=entry.id, misses=0)
    return _beside_flow(after, context, answer.answer(entry, context), "answered", entry.id)


def _detail(rest: list[str], _in: Inbound, talked: Conversation, context: Context) -> Decision:
    entry = _known(rest[0], context)
    after = replace(talked, topic=entry.id, misses=0)
    told = answer.detail(entry, context, rest[1])
    return _beside_flow(after, context, told, "answered", entry.id)


def _solved(rest: list[str], _in: Inbound, talked: Conversation, context: Context) -> Decision:
    entry = _known(rest[0], context)
    return _beside_flow(talked, context, answer.related(entry, context), "solved", entry.id)


def _unsolved(rest: list[str], _in: Inbound, talked: Conversation, context: Context) -> Decision:
    entry = _known(rest[0], context)
    missed = (LogMissed(talked.question, "no", entry.id),) if talked.question else ()
    reply = Reply(context.words("faq.sorry"), (PERSON, CALLBACK, MESSAGE, HOME))
    after = replace(talked, question="")
    return _beside_flow(after, context, (reply,), "unsolved", entry.id).after((), missed)


def _known(entry: str, context: Context) -> Entry:
    try:
        return context.knowledge.entries[entry]
    except KeyError:
        raise Passed from None


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise Passed
    return int(text)


def _browse(rest: list[str], _in: Inbound, talked: Conversation, context: Context) -> Decision:
    if rest[0] not in browse.GROUPS:
        raise Passed
    shown = browse.page(rest[0], _number(rest[1]), context)
    return _beside_flow(talked, context, shown, "browsed", rest[0])


def _ticket(rest: list[str], _in: Inbound, talked: Conversation, context: Context) -> Decision:
    verb, number = rest[0], rest[1]
    mine = next((t for t in context.tickets if t.number == number), None)
    if mine is None or mine.status is Status.CLOSED:
        return Decision(talked, show_requests(context), (), "requests")
    if verb == "change" and mine.kind is TicketKind.CALLBACK:
        return running.begin("change_callback", talked, context, {"number": number})
    if verb == "phone" and mine in open_calls(context):
        return running.begin("change_phone", talked, context, {"number": number})
    if verb == "cancel":
        sure = Button(context.words("requests.cancel_sure"), f"t:sure:{number}")
        reply = Reply(context.words("requests.cancel_ask", number=number), (sure, HOME))
        return Decision(talked, (reply,), (), "asked")
    if verb == "sure":
        replies, effects = withdraw(mine, context)
        if number == talked.consult:
            talked = replace(talked, owner=Owner.BOT, consult="")
        return Decision(talked, replies, effects, "withdrawn")
    raise Passed


def _helped(rest: list[str], _in: Inbound, talked: Conversation, context: Context) -> Decision:
    mine = next((t for t in context.tickets if t.number == rest[0]), None)
    told = satisfaction.answered(mine, rest[1], context)
    if told is None:
        raise Passed
    return _beside_flow(talked, context, told[0], "helped", rest[1]).after((), told[1])


def _global(rest: list[str], _in: Inbound, talked: Conversation, context: Context) -> Decision:
    word = rest[0]
    if word == "person":
        left = running.set_aside(talked, context)
        asked = talk.ask_for_person(left.conversation, context)
        return asked.after(left.replies, left.effects)
    if word == "again":
        if talked.flow is not None:
            return running.ask_again(talked, context)
        return Decision(talked, talked.said or home(context), (), "again")
    if word in ("home", "end", "cancel"):
        if talked.flow is not None:
            return running.leave(talked, context)
        return Decision(replace(talked, misses=0), home(context), (), "home")
    if word == "hours":
        return _beside_flow(talked, context, hours_reply(context), "hours")
    if word == "requests":
        return _beside_flow(talked, context, show_requests(context), "requests")
    if word == "mydata":
        return _beside_flow(talked, context, show_my_data(context), "mydata")
    if word == "benefits":
        left = running.set_aside(talked, context)
        shown = Decision(left.conversation, browse.groups(context), (), "browsed")
        return shown.after(left.replies, left.effects)
    if word == "none":
        missed = (LogMissed(talked.question, "none_of_these"),) if talked.question else ()
        reply = Reply(context.words("faq.rephrase"), (PERSON, CALLBACK, HOME))
        return Decision(replace(talked, question=""), (reply,), missed, "none_of_these")
    if word in ("news_on", "news_off"):
        wanted = word == "news_on"
        reply = Reply(context.words(f"news.{'on' if wanted else 'off'}"), (HOME,))
        return _beside_flow(talked, context, (reply,), word).after((), (SetNews(wanted),))
    raise Passed


def _language(rest: list[str], _in: Inbound, talked: Conversation, context: Context) -> Decision:
    if rest[0] not in context.knowledge.languages:
        raise Passed
    told = foreign.need_help(rest[0], context)
    return _beside_flow(talked, context, told, "language", rest[0])


def _beside_flow(
    talked: Conversation, context: Context, replies: tuple[Reply, ...], outcome: str, by: str = ""
) -> Decision:
    """Answer, and when a flow is open put its question again."""
    if talked.flow is None:
        return Decision(talked, replies, (), outcome, by)
    # without buttons: a typed number must mean one thing, an answer to the open question
    quiet = tuple(replace(reply, buttons=()) for reply in replies)
    return replace(running.ask_again(talked, context).after(quiet), outcome=outcome, by=by)


_PRESSES: dict[str, Press] = {
    "f": _flow,
    "s": _start,
    "e": _entry,
    "d": _detail,
    "y": _solved,
    "n": _unsolved,
    "b": _browse,
    "t": _ticket,
    "g": _global,
    "l": _language,
    "v": _helped,
}
