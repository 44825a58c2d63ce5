"""Hear what a resident wants from the channel itself: a person, a callback, to stop, to go back."""

from __future__ import annotations

from collections.abc import Sequence

from intents.entry import Wish
from intents.normalize import normalize, squash


class Wishes:
    """Wishes known by their words alone."""

    def __init__(self, wishes: Sequence[Wish], no_wish: Sequence[str]) -> None:
        self._exact = {squash(normalize(t)): w.id for w in wishes for t in (*w.words, *w.examples)}

    def wish(self, squashed: str) -> str | None:
        return self._exact.get(squashed)
