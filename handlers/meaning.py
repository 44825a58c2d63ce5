"""Outside of flows: what the words mean, and the three bands answer, choose, person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from handlers import foreign, running
from handlers.about_us import answers as about_us
from handlers.asides import beside
from handlers.callback.by_words import begin_call
from handlers.cards import YOUTH, is_young
from handlers.consult import talk
from handlers.context import Context
from handlers.decision import Decision
from handlers.faq import answer, follow_up
from handlers.faq.answer import quiet
from handlers.menu import CALLBACK, DOORS, HOME, MESSAGE, PERSON, home, hours_reply, welcome
from handlers.messages import Button, Conversation, Inbound, Reply
from handlers.missed import scrubbed, unanswered
from handlers.mourning import with_condolence
from handlers.outright import outright
from handlers.presses import by_press
from handlers.refusing import asks_if_home_hears
from handlers.requests.show import show_requests
from handlers.unguided import (
    asked_behind_thanks,
    both,
    helpless,
    mourns,
    takes_leave,
)
from intents.understanding import Understood

#: "돈 들어요?" after a choice of buttons is about the first of them when that was as likely as this.
LIKELY_TOPIC = 0.25
#: Of a choice, what is less like the text than this share of the first is left out: of 95 right ones on the blind sets
#: 2 are lost by it, of 157 wrong ones beside a right or wrong first 63.
NEARLY = 0.8
#: After so many messages in a row that were not understood, a person is offered (U4).
PATIENCE = 2

Wish = Callable[[Inbound, Conversation, Context], Decision]


def by_meaning(
    meant: Understood | None, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision:
    """Answer what the text means, ask which was meant, or hand over."""
    if meant is None or not inbound.text.strip():
        return _not_understood(inbound, conversation, context)
    if mourns(inbound.text):
        meant = replace(meant, intent=None)
        likely = bool(meant.matches) and meant.matches[0].score >= LIKELY_TOPIC
        told = _by_meaning(meant, inbound, conversation, context)
        return with_condolence(told, context, is_answered=likely)
    told = _by_meaning(meant, inbound, conversation, context)
    return about_us.with_apology(told, inbound.text, context)


def _by_meaning(
    meant: Understood, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision:
    said = outright(meant, inbound, conversation, context)
    if said is not None:
        return said
    if meant.intent is None and meant.decision != "answer" and takes_leave(inbound.text):
        meant = replace(meant, intent="thanks", clarification=None)
    rest = asked_behind_thanks(inbound.text) if meant.intent in ("thanks", "goodbye") else ""
    if rest:
        # the question behind the thanks is what is to be answered
        heard = context.understanding.understand(rest, topic=conversation.topic or None)
        return _by_meaning(heard, replace(inbound, text=rest), conversation, context)
    if meant.intent is not None and meant.intent in _WISHES:
        return _WISHES[meant.intent](inbound, replace(conversation, misses=0), context)
    if meant.clarification is not None:
        return _clarify(meant, inbound, conversation, context)
    spoken = foreign.language_of(inbound, context)
    if spoken:
        return foreign.answer_in(spoken, inbound, conversation, context)
    known = [m.id for m in meant.matches if m.id in context.knowledge.entries]
    on_topic = meant.decision == "choose" and known[:1] == [conversation.topic]
    if known and (meant.decision == "answer" or on_topic):
        # what is like the last answer is about it: nobody is asked which was meant
        return _answer(meant, known[0], inbound, conversation, context)
    if meant.door is not None:
        return _elsewhere(meant, meant.door, known, inbound, conversation, context)
    if meant.decision == "choose" and known:
        least = NEARLY * meant.matches[0].score
        entries = [
            context.knowledge.entries[m.id]
            for m in meant.matches
            if m.id in known and m.score >= least
        ]
        likely = not conversation.topic and meant.matches[0].score >= LIKELY_TOPIC
        # what was talked about stays the topic until one of the buttons is pressed
        topic = known[0] if likely else conversation.topic
        after = replace(conversation, topic=topic, question=scrubbed(inbound), misses=0)
        return Decision(after, answer.choose(entries, context), (), "choose", known[0])
    return _not_understood(inbound, conversation, context)


def _elsewhere(
    meant: Understood,
    door: str,
    known: list[str],
    inbound: Inbound,
    conversation: Conversation,
    context: Context,
) -> Decision:
    """Name who deals with what is no benefit; beside it, what it may mean of ours where that is likely."""
    say = context.words
    told = Reply(
        say.fill(context.knowledge.doors[door].text), (PERSON, HOME), note=say("faq.not_a_benefit")
    )
    after = replace(conversation, question=scrubbed(inbound), misses=0)
    if meant.decision != "choose" or not known:
        return Decision(after, (told,), (), "elsewhere", door)
    choice = answer.choose([context.knowledge.entries[i] for i in known], context)
    replies = (*quiet((told,)), *choice)
    return Decision(replace(after, topic=known[0]), replies, (), "elsewhere", door)


def beside_flow(meant: Understood | None, inbound: Inbound, context: Context) -> tuple[Reply, ...]:
    """What a message that does not answer the open question says by itself, or nothing."""
    itself = beside(inbound.text, context)
    if itself or meant is None or helpless(inbound.text):
        return itself
    if meant.intent == "ask_hours":
        return quiet(hours_reply(context, inbound.text))
    if meant.intent == "my_requests":
        return quiet(show_requests(context))
    if meant.decision != "answer" and asks_if_home_hears(inbound.text):
        return (Reply(context.words("wish.calling")),)
    known = [m.id for m in meant.matches if m.id in context.knowledge.entries]
    if meant.decision == "answer" and known and len(inbound.text) >= QUESTION_LENGTH:
        entry = context.knowledge.entries[known[0]]
        return quiet(answer.answer(entry, context, meant.facet))
    return ()


#: Shorter words inside a flow are slips, not questions of their own.
QUESTION_LENGTH = 6


def _answer(
    meant: Understood, entry_id: str, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision:
    entry = context.knowledge.entries[entry_id]
    after = replace(conversation, topic=entry.id, question=scrubbed(inbound), misses=0)
    if meant.leans_faintly:
        return follow_up.about_the_last(meant, entry, inbound, after, context)
    if meant.facet == "case":
        told = follow_up.of_the_case(entry, inbound.text, conversation, context)
        return Decision(after, told, (), "case", entry.id)
    elsewhere = meant.facet == "account" and "통장" not in entry.title
    if meant.facet is not None and (entry.id == conversation.topic or elsewhere):
        # a follow-up ("서류는요?"): the short answer was just given, or says nothing of what was asked
        return Decision(after, answer.detail(entry, context, meant.facet), (), "answered", entry.id)
    at_once = bool(meant.also) and both(inbound.text)
    replies = answer.answer(entry, context, "who" if at_once else meant.facet)
    if len(meant.also) > 1:
        rest = [context.knowledge.entries[also] for also in meant.also]
        replies = (*quiet(replies), answer.the_others(rest, context))
    elif meant.also:
        second = answer.answer(context.knowledge.entries[meant.also[0]], context)
        replies = (*quiet(replies), *second)
        if at_once:
            asking = Reply(context.words("faq.both"), (PERSON, CALLBACK, HOME))
            replies = (*quiet(replies), asking)
    elif follow_up.said_already(replies, conversation):
        replies = follow_up.not_again(entry, replies, conversation, context)
    return Decision(after, replies, (), "answered", entry.id)


def _clarify(
    meant: Understood, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision:
    """Ambiguity asks one question."""
    unclear = meant.clarification
    assert unclear is not None
    young = any(c.entry == YOUTH for c in unclear.choices) and is_young(
        inbound, conversation, context
    )
    if young and YOUTH in context.knowledge.entries:
        return _answer(replace(meant, facet="how"), YOUTH, inbound, conversation, context)
    buttons = tuple(Button(c.label, f"e:{c.entry}") for c in unclear.choices)
    none = Button(context.words("faq.none_of_these"), "g:none")
    after = replace(conversation, question=scrubbed(inbound), misses=0)
    reply = Reply(context.words.fill(unclear.ask), (*buttons, none))
    return Decision(after, (reply,), (), "clarify")


def _not_understood(inbound: Inbound, conversation: Conversation, context: Context) -> Decision:
    misses = conversation.misses + 1
    missed = unanswered(inbound)
    after = replace(conversation, misses=misses, question=scrubbed(inbound))
    if misses >= PATIENCE:
        key = "faq.offer_person" if context.attended else "faq.offer_call"
        buttons = (PERSON, CALLBACK, MESSAGE, HOME)
        reply = Reply(context.words(key, phone=context.office.phone), buttons)
        return Decision(after, (reply,), missed, "person")
    say = context.words
    buttons = (*DOORS, PERSON, HOME)
    reply = Reply(say("faq.not_understood"), buttons, note=say("faq.elsewhere"))
    return Decision(after, (reply,), missed, "not_understood")


def _say(key: str, *buttons: Button) -> Wish:
    def wish(_inbound: Inbound, conversation: Conversation, context: Context) -> Decision:
        return Decision(conversation, (Reply(context.words(key), buttons),), (), "said", key)

    return wish


def _begin(flow: str) -> Wish:
    return lambda _inbound, conversation, context: running.begin(flow, conversation, context)


def _report(inbound: Inbound, conversation: Conversation, context: Context) -> Decision:
    """ "신고할게요" asks for the story; a message that is a story already is taken as one."""
    given: dict[str, object] = {"story": inbound.text} if len(inbound.text) >= STORY_LENGTH else {}
    return running.begin("report", conversation, context, given)


#: A report wish this long tells something itself ("203호 할머니가 안 보여서 신고해요").
STORY_LENGTH = 25


def _greeting(_inbound: Inbound, conversation: Conversation, context: Context) -> Decision:
    replies = home(context) if conversation.greeted else welcome(context)
    return Decision(conversation, replies, (), "welcome")


def _press(value: str) -> Wish:
    return lambda inbound, conversation, context: by_press(value, inbound, conversation, context)


def _again(_inbound: Inbound, conversation: Conversation, context: Context) -> Decision:
    return Decision(conversation, conversation.said or home(context), (), "again")


def _yes(inbound: Inbound, conversation: Conversation, context: Context) -> Decision:
    """ "네" after a question with one way on takes it; else it needs a word more."""
    values = [b.value for b in conversation.offered]
    solved = next((v for v in values if v.startswith(("y:", "t:sure:"))), "")
    if solved:
        return by_press(solved, inbound, conversation, context)
    return Decision(conversation, home(context), (), "home")


def _no(inbound: Inbound, conversation: Conversation, context: Context) -> Decision:
    values = [b.value for b in conversation.offered]
    unsolved = next((v for v in values if v.startswith("n:") or v == "g:none"), "")
    if unsolved:
        return by_press(unsolved, inbound, conversation, context)
    return Decision(conversation, home(context), (), "home")


_WISHES: dict[str, Wish] = {
    "greeting": _greeting,
    "thanks": _say("wish.thanks", HOME),
    "goodbye": _say("wish.goodbye", HOME),
    "talk_to_person": lambda _i, conversation, context: talk.ask_for_person(conversation, context),
    "request_callback": lambda i, talked, context: begin_call(i.text, talked, context),
    "report_neighbour": _report,
    "ask_hours": lambda i, talked, context: Decision(
        talked, hours_reply(context, i.text), (), "hours"
    ),
    "cancel": _press("g:home"),
    "go_back": _press("g:home"),
    "restart": _press("g:home"),
    "yes": _yes,
    "no": _no,
    "dont_know": _say("wish.dont_know", *DOORS, PERSON, HOME),
    "repeat": _again,
    "subscribe_news": _press("g:news_on"),
    "unsubscribe_news": _press("g:news_off"),
    "my_requests": lambda _i, talked, context: Decision(
        talked, show_requests(context), (), "requests"
    ),
    "delete_my_data": _begin("erase"),
    "complaint_about_bot": lambda _i, talked, context: about_us.complaint(talked, context),
    "language_change": lambda _i, talked, context: Decision(
        talked, foreign.offer(context), (), "language"
    ),
}
