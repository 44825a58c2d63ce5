"""Find the entries that a text is about. First version: one TF-IDF document an entry, in two views."""

from __future__ import annotations

import numpy as np

from intents.entry import Entry
from intents.grams import keystrokes, syllables
from intents.normalize import normalize, squash
from intents.tfidf import Scores, TfIdf

_SYLLABLES, _KEYSTROKES = 0.6, 0.4


class Entries:
    """The entries as documents, in a fixed order."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.ids = tuple(entry.id for entry in entries)
        texts = [[squash(normalize(t)) for t in (e.title, *e.names, *e.questions)] for e in entries]
        self._by_syllable = TfIdf([np.concatenate([syllables(t) for t in ts]) for ts in texts])
        self._by_key = TfIdf([np.concatenate([keystrokes(t) for t in ts]) for ts in texts])

    def scores(self, squashed: str) -> Scores:
        """Return one score an entry, in the order of `ids`, between 0 and 1."""
        by_syllable = self._by_syllable.scores(syllables(squashed))
        by_key = self._by_key.scores(keystrokes(squashed))
        return (_SYLLABLES * by_syllable + _KEYSTROKES * by_key).astype(np.float32)
