"""What is said to a message about the last answer: a case of one's own, the same again, what no page tells."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from handlers.compact import compact
from handlers.context import Context
from handlers.decision import Decision
from handlers.faq import answer
from handlers.faq.answer import quiet
from handlers.menu import CALLBACK, HOME, PERSON
from handlers.messages import Button, Conversation, Inbound, Reply
from handlers.missed import scrubbed, unanswered
from handlers.unguided import asks
from intents.entry import Contact, Entry
from intents.understood import Understood

#: What may be meant instead is offered from the chance on from which a choice is.
OFFERED_FROM, OFFERED = 0.2, 2
_TEL = re.compile(r"\{tel\.([a-z0-9_]+)\}")


def about_the_last(
    meant: Understood, entry: Entry, inbound: Inbound, after: Conversation, context: Context
) -> Decision:
    """
    Answer what is likely about `entry`, the last answer, and offer what else may be meant.

    What no page tells is kept as unanswered.
    """
    facet = meant.facet or "beyond"
    known = facet not in ("case", "beyond") and answer.told_by(entry, facet, context) is not None
    if known:
        replies = answer.detail(entry, context, facet)
    elif facet == "case":
        replies = of_the_case(entry, inbound.text, after, context)
    elif facet == "beyond" and not asks(inbound.text):
        replies = not_again(entry, answer.answer(entry, context), after, context)
    else:
        replies = (_who_knows(entry, after, context),)
    missed = () if known else unanswered(inbound, entry.id)
    others = [
        Button(context.knowledge.entries[m.id].title, f"e:{m.id}")
        for m in meant.matches[1:]
        if m.score >= OFFERED_FROM and m.id in context.knowledge.entries
    ][:OFFERED]
    if others and (asks(inbound.text) or facet == "case"):
        or_else = Reply(context.words("faq.or_else"), (*others, *replies[-1].buttons))
        replies = (*quiet(replies), or_else)
    outcome = "answered" if known else "case" if facet == "case" else "beyond"
    return Decision(after, replies, missed, outcome, entry.id)


def _who_knows(entry: Entry, conversation: Conversation, context: Context) -> Reply:
    say = context.words
    contact = whom_to_ask(entry, context)
    words = (
        say("faq.no_detail")
        if contact is None
        else say("faq.beyond", contact=f"{contact.number}({contact.name})")
    )
    if words in [reply.text for reply in conversation.said]:
        words = say("faq.told_all")
    return Reply(words, (*answer.details_of(entry, context, None), PERSON, CALLBACK, HOME))


_LAST_YEAR = re.compile("작년|지난해|재작년|작년도|2025년|2025|25년|그전해")


def past_year(
    meant: Understood, inbound: Inbound, after: Conversation, context: Context
) -> Decision | None:
    """
    Say that only this year's figures are known, for "작년에는 얼마였어요" about a benefit; None for anything else.

    The middle income of last year is known, and must not be taken for an amount of the benefit.
    """
    said = compact(inbound.text)
    if (
        not _LAST_YEAR.search(said)
        or "중위" in said
        or meant.facet not in ("amount", "beyond", None)
    ):
        return None
    entries = context.knowledge.entries
    named = [
        e for e in entries.values() if any(len(n) > 2 and n in said for n in _squashed(e.names))
    ]
    entry = named[0] if named else entries.get(after.topic)
    if entry is None or "중위" in entry.title or answer.told_by(entry, "amount", context) is None:
        return None
    now = answer.detail(entry, context, "amount")
    only_now = Reply(context.words("faq.only_this_year"))
    talked = replace(after, topic=entry.id, question=scrubbed(inbound), misses=0)
    return Decision(talked, (only_now, *now), unanswered(inbound, entry.id), "answered", entry.id)


@lru_cache(maxsize=2_048)
def _squashed(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(compact, names))


def whom_to_ask(entry: Entry, context: Context) -> Contact | None:
    """Return the number that the entry itself names for its benefit, not one for emergencies; None for none."""
    texts = [entry.answer, *(p.text for f in ("how", "where") for p in entry.details.get(f, ()))]
    named = [i for text in texts for i in _TEL.findall(text) if i in context.knowledge.contacts]
    found = (context.knowledge.contacts[i] for i in named)
    return next((c for c in found if c.kind == "help"), None)


#: What one owns or owes is weighed for many benefits alike; this entry tells how.
PROPERTY = "income-recognition"
_OWNS = re.compile(
    "차(?:가|도|는)?(?:한대)?[있없]|자동차|중고차|집(?:이|도)?(?:한채|있)|내집|자가|예금|적금|보증금|재산|땅이|빚|대출|사채"
)


def of_the_case(
    entry: Entry, said: str, conversation: Conversation, context: Context
) -> tuple[Reply, ...]:
    """ "차도 있어요" after an answer: who gets it, said once; whether this one does, a person says."""
    say, buttons = context.words, (PERSON, CALLBACK, HOME)
    first, more = Reply(say("faq.case"), buttons), Reply(say("faq.case_too"), buttons)
    if {first.text, more.text} & {reply.text for reply in conversation.said}:
        return (more,)
    weighed = context.knowledge.entries.get(PROPERTY)
    owns = PROPERTY in entry.related and _OWNS.search(compact(said)) is not None
    page = weighed if weighed is not None and owns else entry
    criteria = quiet(answer.detail(page, context, "who")) if "who" in page.details else ()
    return (first,) if said_already(criteria, conversation) else (*criteria, first)


def said_already(replies: tuple[Reply, ...], conversation: Conversation) -> bool:
    return {reply.text for reply in replies} <= {reply.text for reply in conversation.said}


def not_again(
    entry: Entry, replies: tuple[Reply, ...], conversation: Conversation, context: Context
) -> tuple[Reply, ...]:
    """The same words again are no answer: what was not told yet, or who knows more."""
    if "how" in entry.details:
        told = answer.detail(entry, context, "how")
        if not said_already(told, conversation):
            return told
    return (Reply(context.words("faq.told_all"), replies[-1].buttons),)
