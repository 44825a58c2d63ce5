"""Answer from an entry: the short answer, one detail, source and year, and where to go on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from handlers.context import Context
from handlers.hours import seoul
from handlers.menu import CALLBACK, HOME, PERSON
from handlers.messages import Button, Conversation, Reply
from intents.entry import Entry

#: In the order in which people ask for them; three fit under an answer (U3).
FACETS = ("amount", "how", "who", "documents", "where", "deadline")
FACETS_SHOWN = 3
#: Heard in almost any question ("되나요", "신청"): the answer itself says it where no detail does.
LOOSE_FACETS = frozenset({"who", "how"})
_ALSO_TOLD_BY = {"where": "how", "how": "where"}
#: U1: a bubble holds at most this many characters and sentences.
BUBBLE_CHARACTERS = 120
BUBBLE_SENTENCES = 3
#: How the fact sheets name what no page was read for; residents are told so in plain words.
UNNAMED = ("작성자 지식", "제3자", "게시글")
#: How answers end that name where to make sure.
WHOM_TO_ASK = ("확인해 주세요.", "물어봐 주세요.", "물어보세요.")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def _goes_on(entry: Entry, page: Entry) -> bool:
    """Say whether `page` is about the same benefit: the title of one holds a name of the other."""
    return page.topic == entry.topic and (
        any(name in page.title for name in entry.names)
        or any(name in entry.title for name in page.names)
    )


def answer(entry: Entry, context: Context, facet: str | None = None) -> tuple[Reply, ...]:
    """Say the answer of an entry; with `facet` also that detail (money only while it is valid)."""
    say = context.words
    without_place = "{office.address}" in entry.answer and not context.office.address
    texts = bubbles(say.fill(say.raw("faq.no_address") if without_place else entry.answer))
    if facet is not None and told_by(entry, facet, context) is not None:
        texts += detail_texts(entry, facet, context)
    elif facet is not None and facet not in LOOSE_FACETS:
        texts.append(unknown(facet, context))
    *first, last = texts
    return (
        *(Reply(text) for text in first),
        Reply(last, _onward(entry, context, facet), note=_note(entry, facet, context)),
    )


def detail(entry: Entry, context: Context, facet: str) -> tuple[Reply, ...]:
    """Say one detail of an entry."""
    texts = detail_texts(entry, facet, context)
    *first, last = texts
    return (
        *(Reply(text) for text in first),
        Reply(last, _onward(entry, context, facet), note=_note(entry, facet, context)),
    )


def _note(entry: Entry, facet: str | None, context: Context) -> str:
    """Name the source of the page that told the detail."""
    told = told_by(entry, facet, context) if facet else None
    return source_note(told[0] if told else entry, facet, context)


def detail_texts(entry: Entry, facet: str, context: Context) -> list[str]:
    """Return the detail valid today, or the honest word that figures change every year."""
    told = told_by(entry, facet, context)
    text = told[0].detail(told[1], seoul(context.at).date()) if told else None
    if text is None:
        if told is None and facet != "account":
            return bubbles(unknown(facet, context))
        text = context.words.raw("faq.changes_yearly" if told else "faq.no_account")
    return bubbles(context.words.fill(text))


def unknown(facet: str, context: Context) -> str:
    """Say which part of what was asked no page tells, and who knows it."""
    say, key = context.words, f"faq.unknown.{facet}"
    return say("faq.unknown_of", what=say(key)) if say.has(key) else say("faq.no_detail")


def told_by(entry: Entry, facet: str, context: Context) -> tuple[Entry, str] | None:
    """
    Return the entry and the detail in which a question about `entry` is answered, or None.

    What it does not tell itself its second page may ("기초연금 신청" for "기초연금"); where to go is also told by how
    to apply, and the other way round.
    """
    pages = pages_of(entry, context)
    for wanted in (facet, _ALSO_TOLD_BY.get(facet, "")):
        found = next(((page, wanted) for page in pages if wanted in page.details), None)
        if found is not None:
            return found
    return None


def pages_of(entry: Entry, context: Context) -> tuple[Entry, ...]:
    """Return the entry, and those it names as related that are pages of the same benefit."""
    known = context.knowledge.entries
    return (entry, *(known[i] for i in entry.related if i in known and _goes_on(entry, known[i])))


def same_benefit(entries: Sequence[Entry]) -> bool:
    """Say whether all are pages of one benefit: then the first answers, and nobody is asked which was meant."""
    return len(entries) > 1 and all(_goes_on(entries[0], other) for other in entries[1:])


def bubbles(text: str) -> list[str]:
    """Split a text at its sentences so that each bubble is short (U1)."""
    found: list[str] = []
    for sentence in _SENTENCE_END.split(" ".join(text.split())):
        joined = f"{found[-1]} {sentence}" if found else ""
        fits = joined and len(joined) <= BUBBLE_CHARACTERS
        if fits and len(_SENTENCE_END.split(joined)) <= BUBBLE_SENTENCES:
            found[-1] = joined
        else:
            found.append(sentence)
    return found


def source_note(entry: Entry, facet: str | None, context: Context) -> str:
    """Say year and source, and what an answer about eligibility is not (P24)."""
    say = context.words
    key = (
        "faq.source_general" if any(word in entry.source.org for word in UNNAMED) else "faq.source"
    )
    parts = [say(key, year=entry.as_of[:4], org=entry.source.org)]
    if entry.confidence != "verified":
        # most of these answers end with whom to ask; once is enough
        says_whom = entry.answer.rstrip().endswith(WHOM_TO_ASK)
        parts.append(say("faq.believed_short" if says_whom else "faq.believed"))
    if facet in {"who", "amount"}:
        parts.append(say("faq.no_decision"))
    return " ".join(parts)


def choose(entries: Sequence[Entry], context: Context) -> tuple[Reply, ...]:
    """Ask which of up to three entries was meant."""
    buttons = tuple(Button(e.title, f"e:{e.id}") for e in entries[:3])
    none = Button(context.words("faq.none_of_these"), "g:none")
    return (Reply(context.words("faq.did_you_mean"), (*buttons, none)),)


def the_others(entries: Sequence[Entry], context: Context, key: str = "faq.the_others") -> Reply:
    """Offer what else was asked or told in the same message, each behind a button."""
    buttons = tuple(Button(e.title, f"e:{e.id}") for e in entries)
    return Reply(context.words(key), (*buttons, PERSON, HOME))


def _onward(entry: Entry, context: Context, shown: str | None) -> tuple[Button, ...]:
    say = context.words
    details = details_of(entry, context, shown)
    solved = Button(say("faq.solved"), f"y:{entry.id}")
    unsolved = Button(say("faq.unsolved"), f"n:{entry.id}")
    # what nobody wrote down a call may answer
    call = (CALLBACK,) if shown == "account" else ()
    return (*details, PERSON, *call, solved, unsolved)


def details_of(entry: Entry, context: Context, shown: str | None) -> tuple[Button, ...]:
    """Return buttons for the details that an entry tells, but for the one just shown."""
    facets = [f for f in FACETS if f in entry.details and f != shown][:FACETS_SHOWN]
    return tuple(Button(context.words(f"faq.facet.{f}"), f"d:{entry.id}:{f}") for f in facets)


def quiet(replies: tuple[Reply, ...]) -> tuple[Reply, ...]:
    """Return the replies without buttons: others follow, and only the last bubble has some."""
    return tuple(replace(reply, buttons=()) for reply in replies)


def said_already(replies: tuple[Reply, ...], conversation: Conversation) -> bool:
    """Say whether all of it was the last thing said."""
    return {reply.text for reply in replies} <= {reply.text for reply in conversation.said}


def related(entry: Entry, context: Context) -> tuple[Reply, ...]:
    """Thank, and offer what people ask next."""
    known = context.knowledge.entries
    next_ones = [known[i] for i in entry.related if i in known][:3]
    buttons = tuple(Button(e.title, f"e:{e.id}") for e in next_ones)
    return (Reply(context.words("faq.glad"), (*buttons, HOME)),)
