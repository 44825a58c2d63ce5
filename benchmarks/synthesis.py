"""Knowledge of any size, made from the project's own by seeded changes, so that no two entries are alike."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import faq_data
from intents.entry import Entry, Knowledge
from intents.load import load

#: Share of the words of a question that are exchanged in a copy.
_CHANGED = 0.5
#: Syllables that Korean words are made of; unlike words keep an index from being flattered by repeats.
_FIRST, _COUNT = 0xAC00, 11_172


def own() -> Knowledge:
    """Return the project's knowledge."""
    return load(Path(faq_data.__file__).parent)


def grown(knowledge: Knowledge, size: int) -> Knowledge:
    """Return the knowledge with `size` entries; the first ones are the project's own."""
    entries = dict(knowledge.entries)
    originals = list(entries.values())
    words = sorted({w for e in originals for q in e.questions for w in q.split()})
    number = 0
    while len(entries) < size:
        base = originals[number % len(originals)]
        made = _copy(base, f"{base.id}-{number}", random.Random(number), words)
        entries[made.id] = made
        number += 1
    kept = dict(list(entries.items())[:size])
    return replace(knowledge, entries=MappingProxyType(kept))


def _copy(base: Entry, name: str, chance: random.Random, words: list[str]) -> Entry:
    topic = _word(chance)
    return replace(
        base,
        id=name,
        title=f"{topic} {base.title}",
        names=tuple(f"{topic}{n}" for n in base.names),
        questions=tuple(_changed(q, topic, chance, words) for q in base.questions),
    )


def _changed(question: str, topic: str, chance: random.Random, words: list[str]) -> str:
    parts = [chance.choice(words) if chance.random() < _CHANGED else w for w in question.split()]
    parts.insert(chance.randrange(len(parts) + 1), topic)
    return " ".join(parts)


def _word(chance: random.Random) -> str:
    return "".join(chr(_FIRST + chance.randrange(_COUNT)) for _ in range(chance.choice((2, 3, 4))))
