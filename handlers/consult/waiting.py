"""While a person is waited for: all is kept for staff, what is surely known is answered, nothing is promised."""

from __future__ import annotations

from dataclasses import replace

from handlers import foreign_wishes
from handlers.asides import aside
from handlers.compact import compact
from handlers.consult import talk
from handlers.consult.begun import told_on
from handlers.consult.told import asks_when, stops
from handlers.context import Context
from handlers.decision import Decision
from handlers.globals import PERSON as PERSON_WORD
from handlers.hours import spoken
from handlers.meaning import by_meaning
from handlers.menu import CALLBACK, HOME, MESSAGE, PERSON, next_opening
from handlers.messages import Button, Conversation, Inbound, Kind, Owner, Reply
from handlers.presses import by_press
from intents.understanding import Understood

#: What stands under each word while somebody waits.
WAYS = (talk.STOP_WAITING, CALLBACK)
#: Said in turn where nothing is asked.
_KEPT = ("consult.kept", "consult.kept_again", "consult.kept_more")
#: Wishes that the bot fulfils meanwhile, and outcomes that are an answer.
_MEANWHILE = frozenset({"ask_hours", "my_requests"})
_ANSWERS = frozenset({"answered", "case", "hours", "requests", "said"})
#: Wishes that ask whether anybody is there.
_ANYBODY = frozenset({"greeting", "talk_to_person", "complaint_about_bot"})
_CALL_ME = "request_callback"


def heard_while_waiting(
    word: str | None,
    heard: Understood | None,
    inbound: Inbound,
    conversation: Conversation,
    context: Context,
) -> Decision:
    """Decide on a message of somebody for whom nobody has come yet."""
    wish = foreign_wishes.wish(inbound.text) if inbound.kind is Kind.TEXT else ""
    press = inbound.press or _typed(wish, heard, inbound, conversation)
    kept = talk.pass_on(conversation, inbound).effects
    if not inbound.press:
        kept += told_on(inbound, context)
    if wish == foreign_wishes.STOP or (inbound.kind is Kind.TEXT and stops(inbound.text)):
        return talk.end(conversation, context).after((), kept)
    if press == "g:end":
        return talk.end(conversation, context).after((), kept)
    if press:
        decided = _pressed(press, inbound, conversation, context)
        # a press of ours is no word for staff
        return decided if inbound.press else decided.after((), kept)
    answered = _answered(wish, heard, inbound, conversation, context)
    if answered is not None:
        return answered.after((), kept)
    intent = heard.intent if heard is not None else None
    if word == PERSON_WORD or intent in _ANYBODY or asks_when(inbound.text):
        said = Reply(_so_far(conversation, context), WAYS)
    else:
        said = Reply(_in_turn(conversation, context), WAYS)
    return Decision(conversation, (said,), kept, WAITING)


#: The outcome of a message that was only kept.
WAITING = "waiting"


def _typed(
    wish: str, heard: Understood | None, inbound: Inbound, conversation: Conversation
) -> str:
    """Return the button that typed words name: a label just shown, or the wish to be called."""
    if inbound.kind is not Kind.TEXT:
        return ""
    said = compact(inbound.text)
    # no numbers: "2" may be an answer for staff
    shown = (*conversation.offered, *WAYS, MESSAGE)
    label = next((b.value for b in shown if b.value and compact(b.label) == said), "")
    called = wish == foreign_wishes.CALL or (heard is not None and heard.intent == _CALL_ME)
    return label or (CALLBACK.value if called else "")


def _pressed(
    press: str, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision:
    """While nobody has come, buttons work; one that begins a form ends the waiting."""
    if press == PERSON.value:
        return Decision(conversation, (Reply(_so_far(conversation, context), WAYS),), (), WAITING)
    decided = by_press(press, inbound, replace(conversation, owner=Owner.BOT), context)
    after = decided.conversation
    if after.flow is not None:
        closed = talk.end(replace(conversation, flow=None), context).effects
        instead = (Reply(context.words("consult.form_instead")),)
        begun = replace(decided, conversation=replace(after, consult=""))
        return begun.after(instead, closed)
    if after.consult != conversation.consult:
        return decided
    return replace(decided, conversation=replace(after, owner=Owner.NOBODY))


def _answered(
    wish: str,
    heard: Understood | None,
    inbound: Inbound,
    conversation: Conversation,
    context: Context,
) -> Decision | None:
    """Answer what can be answered surely, as outside of waiting; None for anything else."""
    if heard is None or inbound.kind is not Kind.TEXT or asks_when(inbound.text):
        return None
    by_bot = replace(conversation, owner=Owner.BOT)
    known = heard.intent in _MEANWHILE or wish == foreign_wishes.HOURS
    sure = known or heard.decision == "answer"
    if not sure and aside(inbound.text, by_bot, context) is None:
        return None
    told = by_meaning(heard, inbound, by_bot, context)
    if told.outcome not in _ANSWERS or told.conversation.flow is not None:
        return None
    key = "consult.meanwhile" if context.attended else "consult.meanwhile_away"
    replies = (*map(_without_person, told.replies), Reply(context.words(key), WAYS))
    return replace(
        told, conversation=replace(told.conversation, owner=Owner.NOBODY), replies=replies
    )


def _without_person(reply: Reply) -> Reply:
    """Take out the ways on that stand under the last word or lead nowhere while one waits."""
    shown: tuple[Button, ...] = tuple(b for b in reply.buttons if b not in (PERSON, HOME, CALLBACK))
    return replace(reply, buttons=shown)


def _so_far(conversation: Conversation, context: Context) -> str:
    """Say honestly that nobody has come, since when somebody is called, or that nobody can come now."""
    say = context.words
    if not context.open_now:
        return say("consult.closed_now", next=next_opening(context))
    if not context.staffed:
        return say("consult.away_now")
    mine = next((t for t in context.tickets if t.number == conversation.consult), None)
    since = spoken(mine.opened_at if mine is not None else context.at, context.at)
    text = say("consult.nobody_yet", called_at=since)
    # asked twice running, it is said in other words
    return _in_turn(conversation, context) if _said_last(text, conversation) else text


def _in_turn(conversation: Conversation, context: Context) -> str:
    """Return the next word after the last one, so that nobody reads the same line twice running."""
    words = [context.words(key) for key in _KEPT]
    if not context.attended:
        words[0] = _so_far(conversation, context)
    place = next((i for i, text in enumerate(words) if _said_last(text, conversation)), -1)
    return words[(place + 1) % len(words)]


def _said_last(text: str, conversation: Conversation) -> bool:
    """Say whether a line stands in the last bubble, by itself or under one in another language."""
    return bool(conversation.said) and conversation.said[-1].text.endswith(text)
