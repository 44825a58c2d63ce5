"""What is asked inside the report of a neighbour: answered shortly, and the open question is put again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from handlers import consent, running
from handlers.compact import compact
from handlers.context import Context
from handlers.decision import Decision, buttons_last
from handlers.meaning import beside_flow
from handlers.menu import PERSON, next_opening
from handlers.messages import Conversation, Inbound, Kind, Reply
from handlers.report.address import names_a_home
from handlers.report.beside import asks as wishes_something
from handlers.report.beside import grown, told_beside
from handlers.report.child import names_child
from handlers.report.once import say_once
from handlers.report.pauses import OWN, WELL
from handlers.report.questions import COME, NAMED, STOP
from handlers.report.relation import named
from handlers.report.rules import read_story, signs_in
from handlers.report.sentences import Heard, parted, sentences
from handlers.report.turns import added
from handlers.report.wish import WISH, tells
from handlers.unguided import helpless
from intents.understanding import Understood

#: More answers at once are a list.
_MOST = 2
#: Questions that tell something of the home: staff read them with the story.
_KEPT = frozenset({NAMED, "agree", "punished", "clean", "two"})
#: Where any words would be taken for the answer.
_FREE = frozenset({"story", "place", "signs", "relation"})
#: Where nothing but a number and a last look is left.
_LATE = frozenset({"reach", "phone", "review", "edit"})
#: Shorter words are slips.
_LEAST = 8


#: What any words would be taken for is taken only from words of its own beside a question.
_IS_ANSWER: Mapping[str, Callable[[str], bool]] = {
    "place": names_a_home,
    "signs": lambda said: bool(signs_in(said)),
    "relation": lambda said: bool(named(compact(said))),
}


def asked_in_report(
    heard: Understood | None, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision | None:
    """Answer what is asked, and take what is told beside it; None where nothing is asked."""
    state = conversation.flow
    if state is None or state.name != "report" or inbound.kind is not Kind.TEXT:
        return None
    name = running.open_question(conversation, context)
    if name in (WELL, OWN, "") or running.choice_said(conversation, inbound, context):
        return None
    words = parted(inbound.text)
    if words.keys:
        return _answered(words, name, inbound, conversation, context)
    of_it = _of_the_home(inbound.text) if name == "story" else tells(inbound.text)
    if words.unknown and name in _FREE and not words.rest and not of_it:
        return _unknown(heard, inbound, conversation, context)
    return None


def not_an_answer(
    inbound: Inbound, conversation: Conversation, context: Context
) -> Decision | None:
    """Say who knows what no answer is known to; take what is told where a number is asked for."""
    state = conversation.flow
    if state is None or state.name != "report" or inbound.kind is not Kind.TEXT:
        return None
    words = parted(inbound.text)
    name = running.open_question(conversation, context)
    if words.unknown and not words.rest and name not in consent.ASKED:
        return _not_known(conversation, context)
    late = name in _LATE and "story" in state.answers
    if not late or wishes_something(inbound.text) or len(compact(inbound.text)) < _LEAST:
        return None
    told = dict(added(state.answers, inbound.text).told)
    grown_on = replace(conversation, flow=replace(state, answers={**state.answers, **told}))
    return running.ask_again(grown_on, context, "report.added")


def replies_to(
    keys: tuple[str, ...], context: Context, *, sent: bool, child: bool = False
) -> tuple[Reply, ...]:
    """Return the answers to these questions; who doubts about a child hears who else takes it."""
    told = tuple(Reply(_text(key, context, sent=sent)) for key in keys[:_MOST])
    if child and "mistaken" in keys:
        told += (Reply(context.words("asked.of_a_child")),)
    return told


def _text(key: str, context: Context, *, sent: bool) -> str:
    say = context.words
    if key == "reward" and context.office.reward:
        return context.office.reward
    if key == STOP:
        return say("report.stop_how")
    if key in (NAMED, "nameless"):
        return say("report.fear" if key == NAMED and not sent else "report.who_told")
    if key != COME:
        return say(f"asked.{key}")
    now = "open" if context.attended else "no_duty" if context.open_now else "closed"
    read = say(f"asked.read.{now}", next=next_opening(context))
    return say("asked.come" if sent else "asked.come_form", read=read)


def _answered(
    words: Heard, name: str, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision:
    state = conversation.flow
    told = f"{state.answers.get('story', '') if state else ''}\n{inbound.text}"
    replies = replies_to(words.keys, context, sent=False, child=names_child(told))
    talked = _with_told(words, name, inbound, conversation)
    decision = _gone_on(words.rest, name, inbound, talked, context).after(replies)
    decision = say_once(decision, conversation, inbound, context)
    return replace(decision, outcome="aside")


def _with_told(
    words: Heard, name: str, inbound: Inbound, conversation: Conversation
) -> Conversation:
    """Keep the wish, and what the questions themselves tell of the home."""
    state = conversation.flow
    assert state is not None
    answers = dict(state.answers)
    if NAMED in words.keys:
        answers[WISH] = True
    if "story" in answers:
        rest = sentences(words.rest)
        asked = [s for s in sentences(inbound.text) if s not in rest]
        of_it = [s for s in asked if tells(s) or _KEPT.intersection(parted(s).keys)]
        for sentence in of_it:
            if name == "danger_now" and tells(sentence):
                told = told_beside(answers, sentence)
                answers |= told or {"story": grown(answers, sentence)}
            else:
                answers["story"] = grown(answers, sentence)
    return replace(conversation, flow=replace(state, answers=answers))


def _gone_on(
    rest: str, name: str, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision:
    """Go on with what is told beside the question, where it is an answer or of the story."""
    state = conversation.flow
    assert state is not None
    if name in ("story", "more"):
        if _of_the_home(inbound.text):
            return running.proceed(conversation, inbound, context)
        return running.ask_again(conversation, context)
    if not rest:
        return running.ask_again(conversation, context)
    if name not in _IS_ANSWER or _IS_ANSWER[name](rest):
        decision = running.proceed(conversation, replace(inbound, text=rest), context)
        if decision.outcome != "not_understood":
            return decision
    if "story" in state.answers and (tells(rest) or len(compact(rest)) >= _LEAST):
        answers = {**state.answers, "story": grown(state.answers, rest)}
        conversation = replace(conversation, flow=replace(state, answers=answers))
    return running.ask_again(conversation, context)


def _unknown(
    heard: Understood | None, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision:
    if helpless(inbound.text):
        return running.ask_again(conversation, context, "report.what_to_do")
    aside = beside_flow(heard, inbound, context)
    if not aside:
        return _not_known(conversation, context)
    return replace(running.ask_again(conversation, context).after(aside), outcome="aside")


def _not_known(conversation: Conversation, context: Context) -> Decision:
    """Say who knows, and let a person be asked."""
    again = running.ask_again(conversation, context, "asked.unknown")
    replies = buttons_last(again.replies, (PERSON,))
    return replace(again, replies=replies, outcome="aside")


def _of_the_home(words: str) -> bool:
    """Say whether words tell of a home: of somebody there, of a sign or a place."""
    return tells(words) or bool(read_story(words).who)
