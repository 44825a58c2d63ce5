"""What is said to a message about the last answer: a case of one's own, the same again, what no page tells."""

from __future__ import annotations

import re

from handlers.context import Context
from handlers.decision import Decision
from handlers.faq import answer
from handlers.faq.answer import quiet, said_already
from handlers.menu import CALLBACK, HOME, PERSON
from handlers.messages import Button, Conversation, Inbound, Reply
from handlers.missed import unanswered
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


def not_again(
    entry: Entry, replies: tuple[Reply, ...], conversation: Conversation, context: Context
) -> tuple[Reply, ...]:
    """The same words again are no answer: what was not told yet, or who knows more."""
    if "how" in entry.details:
        told = answer.detail(entry, context, "how")
        if not said_already(told, conversation):
            return told
    return (Reply(context.words("faq.told_all"), replies[-1].buttons),)
