"""The linter behind `faq check`: what a careful editor would send back. Reads no files and no clock."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date

from intents.entries import Entries
from intents.entry import Contact, Entry, Knowledge, Period
from intents.faults import Fault
from intents.grams import grams
from intents.normalize import normalize, squash
from intents.wording import findings

ANSWER_CHARS, DETAIL_CHARS = 120, 240
LEAST_QUESTIONS = 15
TITLE_CHARS = 16
CONTACT_DAYS = 180
_AS_OF = re.compile(r"(?:19|20)\d{2}(?:-\d{2}(?:-\d{2})?)?")
_MONEY = re.compile(r"\d[\d,.]*\s?(?:만|천|억)?\s?\d*[\d,]*\s?원")


def check(knowledge: Knowledge, on: date, *, findable: bool = True) -> list[Fault]:
    """
    Return every fault of the content as seen on the day `on`, errors first, each with file and line.

    Whether each question finds its own entry takes a millisecond a question: `findable=False` leaves that out.
    """
    faults = [
        fault for entry in knowledge.entries.values() for fault in _of_entry(entry, knowledge, on)
    ]
    faults += [
        fault for contact in knowledge.contacts.values() for fault in _of_contact(contact, on)
    ]
    faults += _of_doors(knowledge)
    faults += _asked_twice(knowledge)
    faults += _unfindable(knowledge) if findable else ()
    faults += _clarifications(knowledge)
    return sorted(faults, key=lambda fault: fault.severity)


def _of_entry(entry: Entry, knowledge: Knowledge, on: date) -> Iterator[Fault]:
    if not _AS_OF.fullmatch(entry.as_of):
        yield Fault(
            entry.where,
            "error",
            f"{entry.id}: 'as_of' must be a year or a day, not {entry.as_of!r}",
        )
    if len(entry.questions) < LEAST_QUESTIONS:
        count = len(entry.questions)
        yield Fault(
            entry.where, "warning", f"{entry.id}: {count} questions, at least {LEAST_QUESTIONS}"
        )
    if len(entry.title) > TITLE_CHARS:
        yield Fault(entry.where, "warning", f"{entry.id}: the title is too long for a button")
    if entry.review_by < on:
        yield Fault(entry.where, "warning", f"{entry.id}: due for review since {entry.review_by}")
    yield from _texts(entry, knowledge)
    yield from _amounts(entry, on)


def _texts(entry: Entry, knowledge: Knowledge) -> Iterator[Fault]:
    numbers = frozenset(contact.number for contact in knowledge.contacts.values())
    texts = [("answer", entry.answer, ANSWER_CHARS)]
    texts += [
        (facet, p.text, DETAIL_CHARS) for facet, periods in entry.details.items() for p in periods
    ]
    for name, text, most in texts:
        found = findings(text, most_chars=most, contacts=knowledge.contacts, numbers=numbers)
        for severity, what in found:
            yield Fault(entry.where, severity, f"{entry.id}.{name}: {what}")


def _amounts(entry: Entry, on: date) -> Iterator[Fault]:
    for facet, periods in entry.details.items():
        dated = [p for p in periods if p.start or p.end]
        if dated and not any(p.holds(on) for p in periods):
            yield Fault(
                entry.where,
                "warning",
                f"{entry.id}.{facet}: no text for {on}, the fallback is shown",
            )
        yield from (
            Fault(entry.where, "error", f"{entry.id}.{facet}: periods overlap on {later.start}")
            for earlier, later in itertools.pairwise(periods)
            if _overlap(earlier, later)
        )
        old = entry.as_of[:4].isdigit() and int(entry.as_of[:4]) < on.year
        if old and not dated and any(_MONEY.search(p.text) for p in periods):
            yield Fault(
                entry.where,
                "warning",
                f"{entry.id}.{facet}: an amount of {entry.as_of} is still shown",
            )


def _overlap(earlier: Period, later: Period) -> bool:
    return earlier.end is None or later.start is None or later.start <= earlier.end


def _of_contact(contact: Contact, on: date) -> Iterator[Fault]:
    age = (on - contact.verified_on).days
    if age > CONTACT_DAYS:
        yield Fault(contact.where, "warning", f"{contact.id}: number last verified {age} days ago")


def _of_doors(knowledge: Knowledge) -> Iterator[Fault]:
    numbers = frozenset(contact.number for contact in knowledge.contacts.values())
    pointed: dict[str, str] = {}
    for door in knowledge.doors.values():
        found = findings(
            door.text, most_chars=ANSWER_CHARS, contacts=knowledge.contacts, numbers=numbers
        )
        for severity, what in found:
            yield Fault(door.where, severity, f"{door.id}: {what}")
        for word in door.words:
            other = pointed.setdefault(squash(normalize(word)), door.id)
            if other != door.id:
                yield Fault(door.where, "error", f"{door.id}: '{word}' also points to {other}")


def _asked_twice(knowledge: Knowledge) -> Iterator[Fault]:
    seen: dict[str, Entry] = {}
    for entry in knowledge.entries.values():
        for question in entry.questions:
            twin = seen.setdefault(squash(normalize(question)), entry)
            if twin is not entry:
                where = f"{twin.id} ({twin.where})"
                yield Fault(
                    entry.where, "error", f"{entry.id}: '{question}' is also asked in {where}"
                )


def _unfindable(knowledge: Knowledge) -> Iterator[Fault]:
    """Names and questions must find their own entry: the title first, a question among the first three."""
    index = Entries(knowledge.entries, knowledge.synonyms)
    for own, entry in enumerate(knowledge.entries.values()):
        for text in (entry.title, *entry.questions):
            squashed = squash(normalize(text))
            scores = index.scores(squashed, grams(squashed))
            before = int((scores > scores[own]).sum())
            if before >= 3:
                first = index.ids[int(scores.argmax())]
                yield Fault(entry.where, "error", f"{entry.id}: '{text}' finds {first} instead")


def _clarifications(knowledge: Knowledge) -> Iterator[Fault]:
    for asked in knowledge.clarifications:
        if not 2 <= len(asked.choices) <= 5:
            yield Fault(
                asked.where,
                "error",
                f"'{asked.ask}': {len(asked.choices)} choices, 2 to 5 are right",
            )
