"""What is said to a message about the last answer: a case of one's own, the same again, what no page tells."""

from __future__ import annotations

import re

from handlers.asking import asks
from handlers.context import Context
from handlers.decision import Decision
from handlers.faq import answer
from handlers.faq.answer import quiet, said_already
from handlers.menu import CALLBACK, HOME, PERSON
from handlers.messages import Button, Conversation, Inbound, Reply
from handlers.missed import unanswered
from intents.entry import Contact, Entry
from intents.understood import Understood

#: What may be meant instead is offered from the chance on from which a choice is.
OFFERED_FROM, OFFERED = 0.3, 2
#: What is as likely as this is asked back instead of "that I do not know" about the last answer.
RIVAL_FROM = 0.42
#: Whatever is asked is a little like the page that helps to find a benefit.
_FINDER = "benefit-finder"
#: What one joins: nobody decides on it by what somebody has or earns.
_JOINED = frozenset(
    {
        "volunteer",
        "nanum-leader",
        "talktalk-academy",
        "newsletter",
        "village-plan",
        "donation-receipt",
    }
)
_TEL = re.compile(r"\{tel\.([a-z0-9_]+)\}")


def about_the_last(
    meant: Understood, entry: Entry, inbound: Inbound, after: Conversation, context: Context
) -> Decision:
    """
    Answer what is likely about `entry`, the last answer, and offer what else may be meant.

    What no page tells is kept as unanswered.
    """
    facet, pages = meant.facet or "beyond", context.knowledge.entries
    known = facet not in ("case", "beyond") and answer.told_by(entry, facet, context) is not None
    if known:
        replies = answer.detail(entry, context, facet)
    elif facet == "case":
        replies = of_the_case(entry, after, context)
    elif facet == "beyond" and not asks(inbound.text):
        replies = not_again(entry, True, answer.answer(entry, context), after, context)
    else:
        replies = (_who_knows(entry, facet, after, context),)
    missed = () if known else unanswered(inbound, entry.id)
    rivals = [
        m.id
        for m in meant.matches[1:]
        if m.score >= RIVAL_FROM and m.id in pages and m.id != _FINDER
    ]
    if facet == "beyond" and rivals:
        # what the last answer cannot tell another may
        asked = answer.choose([pages[i] for i in rivals], context)
        return Decision(after, asked, missed, "choose", rivals[0])
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


def _who_knows(entry: Entry, facet: str, conversation: Conversation, context: Context) -> Reply:
    say = context.words
    contact = whom_to_ask(entry, context)
    words = (
        answer.unknown(facet, context)
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
    if entry.id in _JOINED:
        joining = Reply(context.words("faq.joining"), (PERSON, CALLBACK, HOME))
        if joining.text not in {reply.text for reply in conversation.said}:
            return (joining,)
    (told,) = the_case(conversation, context)
    if told.text != context.words("faq.case"):
        return (told,)
    criteria = quiet(answer.detail(entry, context, "who")) if "who" in entry.details else ()
    if not said_already(criteria, conversation):
        return (*criteria, told)
    how = answer.detail(entry, context, "how") if "how" in entry.details else ()
    return how if how and not said_already(how, conversation) else (told,)


def the_case(conversation: Conversation, context: Context) -> tuple[Reply, ...]:
    """Say that a person looks at it; the second time in other words."""
    say, buttons = context.words, (PERSON, CALLBACK, HOME)
    first, more = Reply(say("faq.case"), buttons), Reply(say("faq.case_too"), buttons)
    said = {reply.text for reply in conversation.said}
    return (more,) if {first.text, more.text} & said else (first,)


def not_again(
    entry: Entry,
    asks_nothing: bool,
    replies: tuple[Reply, ...],
    conversation: Conversation,
    context: Context,
) -> tuple[Reply, ...]:
    """The same words again are no answer: to who asks nothing, how to apply; else who knows more."""
    if "how" in entry.details and asks_nothing:
        told = answer.detail(entry, context, "how")
        if not said_already(told, conversation):
            return told
    return (Reply(context.words("faq.told_all"), replies[-1].buttons),)
