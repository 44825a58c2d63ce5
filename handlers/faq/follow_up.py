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
from handlers.faq.aspect import aspect_of, told_of
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
        replies = of_the_case(entry, after, context)
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


def of_the_last(
    meant: Understood, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision | None:
    """Answer what can only be about the last answer, or None: one thing asked of it that its pages tell, last year's amount."""
    past = past_year(meant, inbound, conversation, context)
    entry = context.knowledge.entries.get(conversation.topic)
    if past is not None or entry is None or meant.intent is not None:
        return past
    another = meant.matches and meant.matches[0].id != entry.id and not meant.leans_faintly
    if meant.facet == "account" or meant.clarification is not None:
        return None
    if meant.decision == "answer" and another:
        return None
    told = told_apart(entry, inbound.text, context)
    if not told or said_already(told, conversation):
        return None
    after = replace(conversation, question=scrubbed(inbound), misses=0)
    return Decision(after, told, (), "answered", entry.id)


def with_what_is_asked(entry: Entry, said: str, context: Context) -> tuple[Reply, ...]:
    """Say the answer and, behind it, what its pages tell of the one thing asked; nothing where they tell nothing."""
    told = told_apart(entry, said, context)
    if not told:
        return ()
    first = quiet(answer.answer(entry, context))
    new = tuple(r for r in told if not any(r.text in before.text for before in first))
    # without a word of its own the answer keeps its ways on
    return (*first, *new) if new else ()


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


def of_the_case(entry: Entry, conversation: Conversation, context: Context) -> tuple[Reply, ...]:
    """ "차도 있어요" after an answer: who gets it, said once; whether this one does, a person says."""
    say, buttons = context.words, (PERSON, CALLBACK, HOME)
    first, more = Reply(say("faq.case"), buttons), Reply(say("faq.case_too"), buttons)
    if {first.text, more.text} & {reply.text for reply in conversation.said}:
        return (more,)
    criteria = quiet(answer.detail(entry, context, "who")) if "who" in entry.details else ()
    return (first,) if said_already(criteria, conversation) else (*criteria, first)


def told_apart(entry: Entry, said: str, context: Context) -> tuple[Reply, ...]:
    """Say what the pages of the benefit tell of the one thing asked ("집 있어도 되나요"); nothing where there is none."""
    asked = aspect_of(said)
    told = told_of(asked, entry, context) if asked is not None else None
    if asked is None or told is None:
        return ()
    page, text = told
    note = answer.source_note(page, None, context)
    if asked.is_practical:
        buttons = (*answer.details_of(entry, context, None), PERSON, HOME)
        return replies_of(text, buttons, note)
    sure = Reply(context.words("faq.case_sure"), (PERSON, CALLBACK, HOME), note=note)
    return (*quiet(replies_of(text, ())), sure)


def replies_of(text: str, buttons: tuple[Button, ...], note: str = "") -> tuple[Reply, ...]:
    """Cut a text into bubbles, the buttons under the last."""
    *first, last = answer.bubbles(text)
    return (*(Reply(t) for t in first), Reply(last, buttons, note=note))


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
