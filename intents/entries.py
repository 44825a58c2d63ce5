"""
Find the entries that a text is about: TF-IDF with one document an entry, in two views of the text.

All questions of an entry and what it tells make one document: measured, that beats comparing with each question
(understanding.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from rapidfuzz import fuzz, process

from intents.entry import Entry, Synonym
from intents.fits import Fit, Fits, fit_anew, key_of
from intents.grams import Grams, Whole, documents
from intents.normalize import normalize, squash
from intents.tfidf import Ids, Scores, TfIdf, packed, unpacked

#: Rare n-grams count for less than plain IDF says: residents' words are rarely the rare ones.
_IDF_POWER = 0.75
_SYNONYM_BONUS = 0.02
#: A text as short as a name is also compared with the names letter by letter, so that one wrong key is forgiven.
_NAME_CHARS, _NAME_LIKENESS, _NAME_BONUS = 8, 80.0, 0.1
#: Only the names of so many entries are compared: one wrong key leaves enough n-grams to be among them.
_MOST_NAMED = 64
#: In large knowledge, common n-grams ("신청", "어디") are added up only for so many entries that the rare ones chose.
_LIKELY = 256
#: Up to so many entries, adding whole rows is cheaper than choosing.
_FEW = 8 * _LIKELY


class Entries:
    """The entries as documents, in a fixed order."""

    def __init__(
        self,
        entries: Mapping[str, Entry],
        synonyms: Sequence[Synonym] = (),
        fits: Fits = fit_anew,
    ) -> None:
        self.ids = tuple(entries)
        place = {entry_id: i for i, entry_id in enumerate(self.ids)}
        said = [
            (place[e.id], squash(normalize(t)))
            for e in entries.values()
            for t in (e.title, *e.names, *e.questions, *e.told)
        ]
        of = np.array([i for i, _ in said], dtype=np.int32)
        key = key_of("entries", [text for _, text in said], of)
        fitted = fits(key, lambda: _fit([text for _, text in said], of, len(self.ids)))
        self._index = unpacked(fitted)
        #: By the first two letters: each text is looked through once, not once for each word.
        self._synonyms: dict[str, list[tuple[str, list[tuple[int, float]]]]] = {}
        for synonym in synonyms:
            word = squash(normalize(synonym.word))
            known = [e for e in synonym.entries if e in place]
            points_at = [(place[e], 1 / (1 + 0.5 * synonym.entries.index(e))) for e in known]
            if len(word) >= 2:
                self._synonyms.setdefault(word[:2], []).append((word, points_at))
        self._names = [
            [squash(normalize(n)) for n in (e.title, *e.names)] for e in entries.values()
        ]

    def scores(self, squashed: str, text: Grams) -> Scores:
        """Return one score an entry, in the order of `ids`; 0 is nothing in common, above 0.4 is sure."""
        total = np.zeros(len(self.ids), dtype=np.float32)
        query = self._index.weighed(text)
        self._index.add_rare(total, query)
        self._index.add_common(total, query, _likely(total))
        self._add_synonyms(total, squashed)
        if 2 <= len(squashed) <= _NAME_CHARS:
            self._add_names(total, squashed)
        return total

    def _add_synonyms(self, total: Scores, squashed: str) -> None:
        heads = dict.fromkeys(squashed[at : at + 2] for at in range(len(squashed) - 1))
        for head in heads:
            for word, points_at in self._synonyms.get(head, ()):
                if word in squashed:
                    weight = _SYNONYM_BONUS * len(word) / len(squashed) ** 0.5
                    for entry, share in points_at:
                        total[entry] += weight * share

    def _add_names(self, total: Scores, squashed: str) -> None:
        names = [(n, entry) for entry in best_of(total, _MOST_NAMED) for n in self._names[entry]]
        close = process.extract(
            squashed,
            [n for n, _ in names],
            scorer=fuzz.ratio,
            score_cutoff=_NAME_LIKENESS,
            limit=None,
        )
        # the closest come first: of an entry's names that one counts
        likeness: dict[int, float] = {}
        for _, like, at in close:
            likeness.setdefault(names[at][1], like)
        for entry, like in likeness.items():
            total[entry] += _NAME_BONUS * like / 100


def _fit(texts: Sequence[str], of: Whole, size: int) -> Fit:
    views = [TfIdf.of(v.merged(of, size), _IDF_POWER) for v in documents(texts)]
    return packed(TfIdf.joined(views))


def best_of(scores: Scores, most: int) -> Ids:
    """Return the places of the highest scores, best first, equal ones in their own order."""
    if len(scores) > 4 * most:
        enough = np.partition(scores, len(scores) - most)[len(scores) - most]
        places = np.flatnonzero(scores >= enough)
    else:
        places = np.arange(len(scores))
    return places[np.argsort(-scores[places], kind="stable")][:most]


def _likely(scores: Scores) -> Ids | None:
    """Return the entries that what is rare in the text speaks for; None when that tells too little."""
    if len(scores) <= _FEW or np.count_nonzero(scores) < _LIKELY:
        return None
    return best_of(scores, _LIKELY)
