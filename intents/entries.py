"""
Find the entries that a text is about: TF-IDF with one document an entry, in two views of the text.

All questions of an entry make one document: measured, that beats comparing with each question (understanding.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from rapidfuzz import fuzz, process

from intents.entry import Entry, Synonym
from intents.grams import SHARES, Grams, documents
from intents.normalize import normalize, squash
from intents.tfidf import Scores, TfIdf

#: Rare n-grams count for less than plain IDF says: residents' words are rarely the rare ones.
_IDF_POWER = 0.75
_SYNONYM_BONUS = 0.02
#: A text as short as a name is also compared with the names letter by letter, so that one wrong key is forgiven.
_NAME_CHARS, _NAME_LIKENESS, _NAME_BONUS = 8, 80.0, 0.1


class Entries:
    """The entries as documents, in a fixed order."""

    def __init__(self, entries: Mapping[str, Entry], synonyms: Sequence[Synonym] = ()) -> None:
        self.ids = tuple(entries)
        place = {entry_id: i for i, entry_id in enumerate(self.ids)}
        said = [
            (place[e.id], squash(normalize(t)))
            for e in entries.values()
            for t in (e.title, *e.names, *e.questions)
        ]
        of = np.array([i for i, _ in said], dtype=np.int32)
        self._views = [
            TfIdf(view.merged(of, len(self.ids)), _IDF_POWER)
            for view in documents([text for _, text in said])
        ]
        self._synonyms = [
            (
                word,
                [
                    (place[e], 1 / (1 + 0.5 * rank))
                    for rank, e in enumerate(s.entries)
                    if e in place
                ],
            )
            for s in synonyms
            if len(word := squash(normalize(s.word))) >= 2
        ]
        named = [
            (squash(normalize(n)), place[e.id])
            for e in entries.values()
            for n in (e.title, *e.names)
        ]
        self._names = [name for name, _ in named]
        self._named = [i for _, i in named]

    def scores(self, squashed: str, text: Grams) -> Scores:
        """Return one score an entry, in the order of `ids`; 0 is nothing in common, above 0.4 is sure."""
        total = np.zeros(len(self.ids), dtype=np.float32)
        for view, share, index in zip(text, SHARES, self._views, strict=True):
            total += np.float32(share) * index.scores(view)
        self._add_synonyms(total, squashed)
        if 2 <= len(squashed) <= _NAME_CHARS:
            self._add_names(total, squashed)
        return total

    def _add_synonyms(self, total: Scores, squashed: str) -> None:
        for word, points_at in self._synonyms:
            if word in squashed:
                weight = _SYNONYM_BONUS * len(word) / len(squashed) ** 0.5
                for entry, share in points_at:
                    total[entry] += weight * share

    def _add_names(self, total: Scores, squashed: str) -> None:
        close = process.extract(
            squashed, self._names, scorer=fuzz.ratio, score_cutoff=_NAME_LIKENESS, limit=5
        )
        best: dict[int, float] = {}
        for _, likeness, name in close:
            best[self._named[name]] = max(best.get(self._named[name], 0.0), likeness / 100)
        for entry, likeness in best.items():
            total[entry] += _NAME_BONUS * likeness
