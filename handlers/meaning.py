"""Outside of flows: what the words mean, and the three bands answer, choose, person."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers import foreign
from handlers.about_us import answers as about_us
from handlers.asides import beside
from handlers.asking import asks
from handlers.cards import YOUTH, is_young
from handlers.compact import mentions
from handlers.context import Context
from handlers.courtesy import behind_a_courtesy, takes_leave
from handlers.decision import Decision
from handlers.faq import answer, browse, follow_up
from handlers.faq.answer import quiet
from handlers.faq.named import named_alone
from handlers.faq.of_the_last import with_what_is_asked
from handlers.faq.once import once
from handlers.faq.tender import fitting
from handlers.faq.worries import worries_in
from handlers.menu import CALLBACK, DOORS, HOME, MESSAGE, PERSON, hours_reply
from handlers.messages import Button, Conversation, Inbound, Reply
from handlers.missed import scrubbed, unanswered
from handlers.mourning import AFTER_A_DEATH, asks_what_to_do, with_condolence
from handlers.outright import outright
from handlers.refusing import asks_if_home_hears
from handlers.requests.show import show_requests
from handlers.unguided import both, helpless, mourns
from handlers.wishes import WISHES
from intents.decide import CHOOSE_FROM
from intents.understanding import Understood
from intents.understood import Decision as Banded

#: "돈 들어요?" after a choice of buttons is about the first of them when that was as likely as this.
LIKELY_TOPIC = 0.25
#: Of a choice, what is less like the text than this share of the first is left out: of 95 right ones on the blind sets
#: 2 are lost by it, of 157 wrong ones beside a right or wrong first 63.
NEARLY = 0.8
#: Shorter words inside a flow are slips, not questions of their own.
QUESTION_LENGTH = 6
#: Who is cross with an employer is told of another office than everybody else.
_WORK = re.compile("사장|회사|직장|월급|임금|알바|공장|산재|해고|퇴직|일터|근로")
#: "낼 주민센터 가는데 뭐 들고 가요": of the visit, not of a passport.
_OUR_OFFICE, _TO_BRING = re.compile(r"주민센터|동사무소|행정복지센터|복지센터|센터|동에"), 40
#: Beside another office's name only what is as likely as this is offered of ours.
LIKELY_OURS = 0.4
#: After so many messages in a row that were not understood, a person is offered (U4).
PATIENCE = 2


def by_meaning(
    meant: Understood | None, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision:
    """Answer what the text means, ask which was meant, or hand over."""
    if meant is None or not inbound.text.strip():
        return _not_understood(inbound, conversation, context)
    if mourns(inbound.text):
        meant = replace(meant, intent=None)
        likely = (
            asks(inbound.text) and bool(meant.matches) and meant.matches[0].score >= LIKELY_TOPIC
        )
        first = context.knowledge.entries.get(AFTER_A_DEATH)
        if not likely and first is not None and asks_what_to_do(inbound.text):
            told = _answer(replace(meant, facet="how"), first.id, inbound, conversation, context)
            return with_condolence(told, context, is_answered=True)
        told = _by_meaning(meant, inbound, conversation, context)
        return with_condolence(told, context, is_answered=likely)
    told = _by_meaning(meant, inbound, conversation, context)
    return about_us.with_apology(
        once(told, meant, inbound, conversation, context), inbound.text, context
    )


def _by_meaning(
    meant: Understood, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision:
    said = outright(meant, inbound, conversation, context)
    if said is not None:
        return said
    if meant.intent is None and meant.decision != "answer" and takes_leave(inbound.text):
        meant = replace(meant, intent="thanks", clarification=None)
    behind = _behind_a_courtesy(meant, inbound, conversation, context)
    if behind is not None:
        return behind
    group = browse.named(inbound.text, context)
    if group is not None and (meant.decision != "answer" or meant.leans_faintly):
        return Decision(conversation, browse.page(group, 0, context), (), "browsed", group)
    if meant.intent is not None and meant.intent in WISHES:
        return WISHES[meant.intent](inbound, replace(conversation, misses=0), context)
    if meant.clarification is not None:
        return _clarify(meant, inbound, conversation, context)
    spoken = foreign.language_of(inbound, context)
    if spoken:
        return foreign.answer_in(spoken, inbound, conversation, context)
    return _of_the_knowledge(meant, inbound, conversation, context)


#: Wishes that a greeting or thanks is heard as, whatever stands behind it.
_COURTEOUS = frozenset({"greeting", "thanks", "goodbye", "yes"})


def _behind_a_courtesy(
    meant: Understood, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision | None:
    """Answer what is asked, or behind a greeting told, after the courtesy; None where there is nothing."""
    courteous = meant.intent in _COURTEOUS
    unheard = meant.intent is None and meant.decision == "person"
    rest = behind_a_courtesy(inbound.text) if courteous or unheard else ""
    if not rest:
        return None
    heard = context.understanding.understand(rest, topic=conversation.topic or None)
    told = meant.intent == "greeting" and heard.decision in ("answer", "choose")
    if not (asks(rest) or told):
        return None
    if heard.intent in _COURTEOUS:
        heard = replace(heard, intent=None, decision="person")
    return _by_meaning(heard, replace(inbound, text=rest), conversation, context)


def _of_the_knowledge(
    meant: Understood, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision:
    """Answer from an entry, offer a choice of some, or name another office."""
    pages = context.knowledge.entries
    meant = _without_the_unfitting(meant, inbound, conversation, context)
    known = [m.id for m in meant.matches if m.id in pages]
    least = NEARLY * meant.matches[0].score if meant.matches else 0.0
    entries = [pages[m.id] for m in meant.matches if m.id in known and m.score >= least]
    one = meant.decision == "choose" and (
        known[:1] == [conversation.topic] or answer.same_benefit(entries)
    )
    named = named_alone(entries, inbound.text) if meant.decision == "choose" else ""
    if named and meant.door is None:
        return _answer(meant, named, inbound, conversation, context)
    if known and (meant.decision == "answer" or one):
        # what is like the last answer is about it, and so are pages of one benefit: nobody is asked which was meant
        return _answer(meant, known[0], inbound, conversation, context)
    if meant.door is not None:
        return _elsewhere(meant, meant.door, known, inbound, conversation, context)
    to_us = meant.facet == "documents" and mentions(_OUR_OFFICE, inbound.text, _TO_BRING)
    if to_us and not conversation.topic:
        # what to bring is told before the matter is known
        bring = Reply(context.words("faq.bring"), (PERSON, CALLBACK, HOME))
        return Decision(replace(conversation, question=scrubbed(inbound)), (bring,), (), "said")
    if meant.decision == "choose" and len(entries) == 1:
        # a choice of one is none
        told = _answer(meant, known[0], inbound, conversation, context)
        taken = Reply(context.words("faq.taken_for", group=entries[0].title))
        return replace(told, replies=(taken, *told.replies))
    if meant.decision == "choose" and known:
        likely = not conversation.topic and meant.matches[0].score >= LIKELY_TOPIC
        # what was talked about stays the topic until one of the buttons is pressed
        topic = known[0] if likely else conversation.topic
        after = replace(conversation, topic=topic, question=scrubbed(inbound), misses=0)
        return Decision(after, answer.choose(entries, context), (), "choose", known[0])
    return _not_understood(inbound, conversation, context)


def _without_the_unfitting(
    meant: Understood, inbound: Inbound, conversation: Conversation, context: Context
) -> Understood:
    """Leave out what nobody spoke of (a death, an illness, old age to the young); an answer less is a choice."""
    pages = context.knowledge.entries
    entries = [pages[m.id] for m in meant.matches if m.id in pages]
    kept = {entry.id for entry in fitting(entries, inbound.text, conversation.recent)}
    matches = tuple(m for m in meant.matches if m.id in kept or m.id == conversation.topic)
    if meant.matches and matches and matches[0].id == meant.matches[0].id:
        return replace(meant, matches=matches)
    if meant.decision not in ("answer", "choose"):
        return replace(meant, matches=matches)
    rest: Banded = "choose" if matches and matches[0].score >= CHOOSE_FROM else "person"
    return replace(meant, matches=matches, decision=rest)


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
    likely = meant.decision == "choose" and meant.matches[0].score >= LIKELY_OURS
    if not known or not likely:
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
    first = meant.matches[0].id if meant.matches else ""
    entry = context.knowledge.entries.get(first)
    is_long = len(inbound.text) >= QUESTION_LENGTH
    if meant.decision == "answer" and entry and is_long and fitting([entry], inbound.text, ()):
        return quiet(answer.answer(entry, context, meant.facet))
    return ()


def _answer(
    meant: Understood, entry_id: str, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision:
    entry = context.knowledge.entries[entry_id]
    after = replace(conversation, topic=entry.id, question=scrubbed(inbound), misses=0)
    if meant.leans_faintly:
        return follow_up.about_the_last(meant, entry, inbound, after, context)
    one_thing = not meant.also and meant.facet != "account" and entry.id != conversation.topic
    apart = with_what_is_asked(entry, inbound.text, context) if one_thing else ()
    if apart:
        return Decision(after, apart, (), "answered", entry.id)
    if meant.facet == "case":
        told = follow_up.of_the_case(entry, conversation, context)
        return Decision(after, told, (), "case", entry.id)
    elsewhere = meant.facet == "account" and "압류" not in inbound.text
    if meant.facet is not None and (entry.id == conversation.topic or elsewhere):
        # a follow-up ("서류는요?"): the short answer was just given, or says nothing of what was asked
        return Decision(after, answer.detail(entry, context, meant.facet), (), "answered", entry.id)
    at_once = bool(meant.also) and both(inbound.text)
    replies = answer.answer(entry, context, "who" if at_once else meant.facet)
    pages = context.knowledge.entries
    worries = [i for i in worries_in(inbound.text, entry.id) if i in pages]
    if worries and not meant.also:
        say = answer.the_others([pages[i] for i in worries], context, "faq.other_worries")
        replies = (*quiet(replies), say)
    elif len(meant.also) > 1:
        rest = [pages[also] for also in meant.also]
        replies = (*quiet(replies), answer.the_others(rest, context))
    elif meant.also:
        second = answer.answer(context.knowledge.entries[meant.also[0]], context)
        replies = (*quiet(replies), *second)
        if at_once:
            asking = Reply(context.words("faq.both"), (PERSON, CALLBACK, HOME))
            replies = (*quiet(replies), asking)
    return Decision(after, replies, (), "answered", entry.id)


def _clarify(
    meant: Understood, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision:
    """Ambiguity asks one question."""
    unclear = meant.clarification
    assert unclear is not None
    young = any(c.entry == YOUTH for c in unclear.choices) and is_young(
        inbound.text, conversation, context
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
    elsewhere = "faq.elsewhere_work" if _WORK.search(inbound.text) else "faq.elsewhere"
    reply = Reply(say("faq.not_understood"), buttons, note=say(elsewhere))
    return Decision(after, (reply,), missed, "not_understood")
