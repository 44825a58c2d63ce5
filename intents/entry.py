"""The words of our knowledge: what an entry, a contact, a wish and a danger example are. Values only, no reading of files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

#: The six questions that an entry may answer in more detail, in the order in which they are offered.
FACETS = ("who", "amount", "how", "documents", "where", "deadline")

_PLACEHOLDER, _BREAKS = re.compile(r"\{[^{}]*\}"), re.compile(r"[.?!\n]+")
#: What is left of a sentence between a placeholder and a full stop says nothing.
_SENTENCE = 5


@dataclass(frozen=True, slots=True)
class Period:
    """A text and the days on which it is true, both ends included; None is open."""

    start: date | None
    end: date | None
    text: str

    def holds(self, on: date) -> bool:
        return (self.start is None or self.start <= on) and (self.end is None or on <= self.end)


@dataclass(frozen=True, slots=True)
class Source:
    """Who said so, and on which page."""

    org: str
    page: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing residents ask about, with its answer and its provenance."""

    id: str
    title: str
    topic: str
    names: tuple[str, ...]
    questions: tuple[str, ...]
    answer: str
    details: Mapping[str, tuple[Period, ...]]
    related: tuple[str, ...]
    confidence: str
    as_of: str
    source: Source
    owner: str
    review_by: date
    where: str

    @property
    def told(self) -> tuple[str, ...]:
        """
        What it is and who gets it, in sentences and without placeholders.

        The other details (documents, where) say the same of everything.
        """
        texts = [self.answer, *(period.text for period in self.details.get("who", ()))]
        sentences = [s for text in texts for s in _BREAKS.split(_PLACEHOLDER.sub("", text))]
        return tuple(s for s in sentences if len(s) >= _SENTENCE)

    def detail(self, facet: str, on: date) -> str | None:
        """
        Return the text of `facet` that is true on that day, else None.

        None with `facet in entry.details` means that no period holds: show the fallback text.
        """
        return next((p.text for p in self.details.get(facet, ()) if p.holds(on)), None)


@dataclass(frozen=True, slots=True)
class Choice:
    """One button under a clarifying question, and the entry it leads to."""

    label: str
    entry: str


@dataclass(frozen=True, slots=True)
class Clarification:
    """The one question to ask back when a text could mean several entries."""

    texts: tuple[str, ...]
    ask: str
    choices: tuple[Choice, ...]
    #: Whether its texts tell how somebody lives ("실직했어요"): behind an answer they are of that answer.
    tells: bool = False
    where: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A phone number that may be shown, with who verified it and when."""

    id: str
    number: str
    name: str
    hours: str
    kind: str
    source: str
    confidence: str
    verified_on: date
    where: str = ""


@dataclass(frozen=True, slots=True)
class Synonym:
    """An everyday word, its official word, and the entries it points at."""

    word: str
    official: str
    entries: tuple[str, ...]
    where: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """
    Something a resident wants from the channel itself: `words` alone mean it, `examples` teach the model.

    `entry` asks for the same, and the channel knows better than its words ("지금 상담 가능해요?").
    """

    id: str
    words: tuple[str, ...]
    examples: tuple[str, ...]
    entry: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class DangerExample:
    """A message and what the screen should say of it; `kind` None is a harmless one."""

    text: str
    kind: str | None
    tier: str | None
    about: str | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DangerCard:
    """What to show for a danger: contact ids in order, lines, and the closing words in and out of hours."""

    kind: str
    tier: str
    about: str
    numbers: tuple[str, ...]
    lines: tuple[str, ...]
    in_hours: tuple[str, ...]
    off_hours: tuple[str, ...]
    where: str = ""
    #: Shown instead of the plain card when one of these stands in the text (spaces ignored).
    when: tuple[str, ...] = ()
    id: str = ""
    language: str = "ko"


@dataclass(frozen=True, slots=True)
class Door:
    """Where a matter that is no benefit is dealt with: `words` in a text point there, `text` says it."""

    id: str
    words: tuple[str, ...]
    text: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class OutOfScope:
    """A text that no entry answers: `near` is another office's business, `chat` is small talk."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything read from faq_data, cross-checked by `load`."""

    entries: Mapping[str, Entry]
    contacts: Mapping[str, Contact] = field(default_factory=lambda: MappingProxyType({}))
    clarifications: tuple[Clarification, ...] = ()
    synonyms: tuple[Synonym, ...] = ()
    wishes: tuple[Wish, ...] = ()
    no_wish: tuple[str, ...] = ()
    danger_examples: tuple[DangerExample, ...] = ()
    danger_cards: tuple[DangerCard, ...] = ()
    #: `languages:` of danger/cards.yaml as written there: language code to its cards and words.
    languages: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    out_of_scope: tuple[OutOfScope, ...] = ()
    doors: Mapping[str, Door] = field(default_factory=lambda: MappingProxyType({}))
