"""
Measure the knowledge against itself: variants that the index has not seen, and cases it must keep.

Every question variant belongs to one fold by its digest; each fold in turn is left out of the index
and asked. So a change of the knowledge can be judged before anybody meets it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from intents.entry import Entry, Knowledge
from intents.understanding import Understanding

FOLDS = 4


@dataclass(frozen=True, slots=True)
class Measured:
    """What came out; shares from 0 to 1."""

    asked: int
    first: float
    first_three: float
    #: Cases that were accepted before and are not answered right any more.
    broken: tuple[str, ...]

    def worse_than(self, before: Measured, tolerance: float = 0.002) -> tuple[str, ...]:
        """
        Say in what this is worse; nothing said means that it is not.

        `tolerance` is about eight of four thousand questions: the variants of neighbouring entries
        shift a little with every change.
        """
        found = []
        if self.first < before.first - tolerance:
            found.append(f"right entry first: {before.first:.3f} -> {self.first:.3f}")
        if self.first_three < before.first_three - tolerance:
            found.append(f"among three: {before.first_three:.3f} -> {self.first_three:.3f}")
        found += [f"broken: {text}" for text in self.broken if text not in before.broken]
        return tuple(found)


def measure(knowledge: Knowledge, cases: Iterable[tuple[str, str]] = ()) -> Measured:
    """Ask every variant of an index without its fold, and every case of the whole index."""
    asked = first = three = 0
    for fold in range(FOLDS):
        kept, left_out = split(knowledge, fold)
        understanding = Understanding(kept)
        for text, entry in left_out:
            ids = [m.id for m in understanding.understand(text).matches[:3]]
            asked += 1
            first += ids[:1] == [entry]
            three += entry in ids
    whole = Understanding(knowledge)
    broken = tuple(text for text, entry in cases if not _right(whole, text, entry))
    return Measured(asked, first / max(asked, 1), three / max(asked, 1), broken)


def _right(understanding: Understanding, text: str, entry: str) -> bool:
    matches = understanding.understand(text).matches
    return bool(matches) and matches[0].id == entry


def split(knowledge: Knowledge, fold: int) -> tuple[Knowledge, list[tuple[str, str]]]:
    """Return the knowledge without one fold of its variants, and that fold as (text, entry)."""
    entries: dict[str, Entry] = {}
    left_out = []
    for entry in knowledge.entries.values():
        kept = tuple(q for q in entry.questions if fold_of(q) != fold)
        left_out += [(q, entry.id) for q in entry.questions if fold_of(q) == fold]
        entries[entry.id] = replace(entry, questions=kept)
    return replace(knowledge, entries=entries), left_out


def fold_of(text: str) -> int:
    """Return the fold of a variant; it depends on its words alone."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[0] % FOLDS
