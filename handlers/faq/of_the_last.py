"""What is plainly asked of the last answer: one thing its pages tell, its gist, an age, last year's amount."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from handlers.compact import compact, mentions
from handlers.context import Context
from handlers.decision import Decision
from handlers.faq import answer
from handlers.faq.answer import quiet, said_already
from handlers.faq.aspect import aspect_of, told_of
from handlers.hours import seoul
from handlers.menu import CALLBACK, HOME, PERSON
from handlers.messages import Button, Conversation, Inbound, Reply
from handlers.missed import scrubbed, unanswered
from intents.entry import Entry
from intents.understood import Understood


def of_the_last(
    meant: Understood, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision | None:
    """Answer what can only be about the last answer, or None: one thing asked of it that its pages tell, last year's amount."""
    past = _past_year(meant, inbound, conversation, context)
    entry = context.knowledge.entries.get(conversation.topic)
    if past is not None or entry is None or meant.intent is not None:
        return past
    another = meant.matches and meant.matches[0].id != entry.id and not meant.leans_faintly
    if meant.facet == "account" or meant.clarification is not None:
        return None
    if meant.decision == "answer" and another:
        return None
    told = (
        _shorter(entry, inbound.text, context)
        or _what_to_say(entry, inbound.text, context)
        or _too_young(entry, inbound.text, context)
        or _told_apart(entry, inbound.text, context)
    )
    if not told or said_already(told, conversation):
        return None
    after = replace(conversation, question=scrubbed(inbound), misses=0)
    return Decision(after, told, (), "answered", entry.id)


_SHORTER = re.compile(
    "짧게|간단히|간단하게|요약|한줄로|한마디로|(?:글이|말이|너무|답이)길|길어서|쉽게(?:말|설명|알려)"
)


def _shorter(entry: Entry, said: str, context: Context) -> tuple[Reply, ...]:
    """Say the first sentence of the answer alone, to who finds it too long."""
    if not mentions(_SHORTER, said, 20):
        return ()
    first = re.split(r"(?<=[.!?])\s", entry.answer)[0]
    text = context.words("faq.shorter", first=context.words.fill(first))
    return (Reply(text, (*answer.details_of(entry, context, None), PERSON, HOME)),)


_WHAT_TO_SAY = re.compile(
    r"(?:뭐|뭘|무엇|머)(?:라고|부터|를|을|라|라꼬|라카)*(?:물어|말[하씀]|얘기|이야기|하면되|하믄되|여쭤)"
)


def _what_to_say(entry: Entry, said: str, context: Context) -> tuple[Reply, ...]:
    """Tell who asks what to say at the desk how to begin."""
    if not mentions(_WHAT_TO_SAY, said, 40):
        return ()
    text = context.words("faq.say_this", title=entry.title.partition("(")[0].strip())
    return (Reply(text, (*answer.details_of(entry, context, None), PERSON, HOME)),)


#: "63인데", "예순셋" is not read: a number with a word for years behind it, or with "인데".
_AGE = re.compile(r"(?<!\d)([2-9]\d)(?:살|세|인데|이에요|이여|이유|인디|입니다|임$|이면|먹었)")
_FROM_AGE = re.compile(r"(\d{2})세 이상(?:이고|인| 어르신)")


def _too_young(entry: Entry, said: str, context: Context) -> tuple[Reply, ...]:
    """Say plainly that somebody is below the age from which a benefit is given; nothing where younger ones may have it."""
    who = entry.detail("who", seoul(context.at).date()) if "who" in entry.details else None
    least = _FROM_AGE.search(who or "")
    age = _AGE.search(compact(said))
    if (
        who is None
        or least is None
        or age is None
        or "젊어도" in who
        or int(age[1]) >= int(least[1])
    ):
        return ()
    text = context.words("faq.too_young", least=least[1], age=age[1])
    return (Reply(text, (PERSON, CALLBACK, HOME), note=answer.source_note(entry, "who", context)),)


def with_what_is_asked(entry: Entry, said: str, context: Context) -> tuple[Reply, ...]:
    """Say the answer and, behind it, what its pages tell of the one thing asked; nothing where they tell nothing."""
    told = _told_apart(entry, said, context)
    if not told:
        return ()
    first = quiet(answer.answer(entry, context))
    new = tuple(r for r in told if not any(r.text in before.text for before in first))
    # without a word of its own the answer keeps its ways on
    return (*first, *new) if new else ()


def _told_apart(entry: Entry, said: str, context: Context) -> tuple[Reply, ...]:
    """Say what the pages of the benefit tell of the one thing asked ("집 있어도 되나요"); nothing where there is none."""
    asked = aspect_of(said)
    told = told_of(asked, entry, context) if asked is not None else None
    if asked is None or told is None:
        return ()
    page, text = told
    note = answer.source_note(page, None, context)
    if asked.is_practical:
        buttons = (*answer.details_of(entry, context, None), PERSON, HOME)
        return _replies_of(text, buttons, note)
    sure = Reply(context.words("faq.case_sure"), (PERSON, CALLBACK, HOME), note=note)
    return (*quiet(_replies_of(text, ())), sure)


def _replies_of(text: str, buttons: tuple[Button, ...], note: str = "") -> tuple[Reply, ...]:
    """Cut a text into bubbles, the buttons under the last."""
    *first, last = answer.bubbles(text)
    return (*(Reply(t) for t in first), Reply(last, buttons, note=note))


_LAST_YEAR = re.compile("작년|지난해|재작년|작년도|2025년|2025|25년|그전해")


def _past_year(
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
