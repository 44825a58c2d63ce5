"""Where a household's pay lies among the limits of the benefits, reckoned roughly: never whether it gets one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from handlers.compact import compact
from handlers.context import Context
from handlers.decision import Decision
from handlers.faq.answer import pages_of, source_note
from handlers.faq.household import Household, household_in, size_alone
from handlers.hours import seoul
from handlers.menu import CALLBACK, HOME, PERSON
from handlers.messages import Button, Conversation, Inbound, Reply
from handlers.missed import scrubbed
from intents.entry import Entry
from intents.understood import Understood

#: The page whose amounts are the middle incomes of the year, by the size of a household.
_TABLE = "median-2026"
#: The benefits that are given up to a share of the middle income, the lowest first.
_BENEFITS = ("livelihood", "medical", "housing", "education", "near-poor", "single-parent")
_FOR_FAMILIES = ("education", "single-parent")
_ROW = re.compile(r"([1-9])명 ((?:[\d,]+만 ?)?[\d,]*)원")
_LIMIT = re.compile(r"중위소득(?:\([^)]*\))?의? ?(?:(\d{2,3})%|(절반))")
#: What is as likely as this is asked for itself.
_SURE = 0.7
#: Buttons beside the ways to a person.
_OFFERED = 3


def reckoned(
    meant: Understood, inbound: Inbound, conversation: Conversation, context: Context
) -> Decision | None:
    """
    Reckon what a message, or it and the one before, tells of size and pay; None where it tells neither.

    Where only the pay is told behind a benefit that asks after it, the size is asked for.
    """
    if meant.intent is not None or inbound.text.count("\n") > 2:
        return None
    sure = meant.decision == "answer" and not meant.leans_faintly
    if sure and meant.facet == "amount":
        # "한부모로 얼마 받아요" asks for the sum that is paid
        return None
    told = _told(inbound.text, conversation.recent)
    after = replace(conversation, question=scrubbed(inbound), misses=0)
    entry = _asked_about(inbound.text, meant, conversation, context)
    if entry is not None and (
        _surely_another(meant, entry, context) or _limit(entry, context) is None
    ):
        # behind what no share of the middle income decides on, the sums are of something else
        return None
    if told.is_told:
        replies = _placed(told, entry, context)
        talked = replace(after, topic=entry.id) if entry is not None else after
        return Decision(talked, replies, (), "case", talked.topic) if replies else None
    if entry is None or not told.income or _limit(entry, context) is None:
        return None
    reply = Reply(context.words("faq.how_many"), (PERSON, CALLBACK, HOME))
    return Decision(replace(after, topic=entry.id), (reply,), (), "case", entry.id)


def _told(text: str, recent: tuple[str, ...]) -> Household:
    """Join what the text tells with what the message before told; nothing where the text itself tells neither."""
    now = household_in(text)
    if now.is_told or not recent:
        return now
    size = size_alone(text)
    sizes = now.sizes or ((size,) if size else ())
    if not sizes and not now.income:
        return now
    before = household_in(recent[-1])
    return Household(sizes or before.sizes, now.income or before.income)


def _asked_about(
    text: str, meant: Understood, conversation: Conversation, context: Context
) -> Entry | None:
    known, said = context.knowledge.entries, compact(text)
    named = [known[b] for b in _BENEFITS if b in known and _short(known[b].title) in said]
    if named:
        return named[0]
    if meant.decision == "answer" and meant.matches and not meant.leans_faintly:
        return known.get(meant.matches[0].id)
    return known.get(conversation.topic)


def _surely_another(meant: Understood, entry: Entry, context: Context) -> bool:
    """Say whether something is asked that no share of the middle income answers ("애 둘 월 300인데 아이돌봄 얼마예요")."""
    sure = meant.decision == "answer" and meant.matches[0].score >= _SURE
    return sure and meant.matches[0].id == entry.id and _limit(entry, context) is None


def _placed(told: Household, asked: Entry | None, context: Context) -> tuple[Reply, ...]:
    """Say which share of the middle income it is, and which benefits look at such a share, the one asked about first."""
    say = context.words
    middle = _middle_incomes(context)
    if not all(size in middle for size in told.sizes):
        return ()
    shares = {size: round(100 * told.income * 10_000 / middle[size]) for size in told.sizes}
    each = ", ".join(say("faq.share", size=n, share=share) for n, share in shares.items())
    first = say("faq.shares", year=seoul(context.at).year, income=told.income, shares=each)
    limits = dict(_limits(told, context))
    fitting = {e: limit for e, limit in limits.items() if min(shares.values()) <= limit}
    order = sorted(fitting, key=lambda benefit: asked is None or benefit != asked.id)
    titles = {benefit: _short(context.knowledge.entries[benefit].title) for benefit in limits}
    texts = [Reply(first)]
    if asked is not None and asked.id in limits and asked.id not in fitting:
        over = say("faq.over", title=titles[asked.id], limit=limits[asked.id])
        texts.append(Reply(over))
    if fitting:
        names = ", ".join(
            say("faq.up_to", title=titles[benefit], limit=fitting[benefit]) for benefit in order
        )
        texts.append(Reply(say("faq.may_fit", benefits=names)))
    else:
        texts.append(Reply(say("faq.above", most=max(limits.values(), default=0))))
    buttons = tuple(Button(titles[benefit], f"e:{benefit}") for benefit in order[:_OFFERED])
    note = source_note(context.knowledge.entries[_TABLE], "amount", context)
    last = Reply(say("faq.roughly"), (*buttons, PERSON, CALLBACK, HOME), note=note)
    return (*texts, last)


def _short(title: str) -> str:
    return title.partition("(")[0].strip()


def _limits(told: Household, context: Context) -> Iterator[tuple[str, int]]:
    """Yield the benefits and their limits of today; those for children not to who lives alone."""
    for benefit in _BENEFITS:
        entry = context.knowledge.entries.get(benefit)
        if entry is None or (told.sizes == (1,) and benefit in _FOR_FAMILIES):
            continue
        limit = _limit(entry, context)
        if limit is not None:
            yield benefit, limit


def _limit(entry: Entry, context: Context) -> int | None:
    """Return up to which share of the middle income (%) it is given today, as its pages tell it; None where they do not."""
    today = seoul(context.at).date()
    for page in pages_of(entry, context):
        found = _LIMIT.search(page.detail("who", today) or "")
        if found is not None:
            return int(found[1]) if found[1] else 50
    return None


def _middle_incomes(context: Context) -> dict[int, int]:
    """Return the middle income of a month in won by size of household, of this year; empty when none is known."""
    table = context.knowledge.entries.get(_TABLE)
    text = table.detail("amount", seoul(context.at).date()) if table is not None else None
    return {int(size): _won(sum_) for size, sum_ in _ROW.findall(text or "")}


def _won(text: str) -> int:
    thousands, _, rest = text.replace(",", "").rpartition("만")
    return int(thousands or 0) * 10_000 + int(rest.strip() or 0)
