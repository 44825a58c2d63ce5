"""Where a matter that is no benefit is dealt with, told by its words: "여권 재발급", "층간소음"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from intents.entry import Door
from intents.normalize import normalize, squash

#: Syllables that may stand between two parts of a phrase ("면허 정지" in "면허가 정지").
_BETWEEN = 4


class Doors:
    """Built once from the knowledge; then answers any text."""

    def __init__(self, doors: Mapping[str, Door]) -> None:
        #: By the one or two syllables that a phrase begins with: a text tries no others.
        self._phrases: dict[str, list[tuple[int, re.Pattern[str], str]]] = {}
        for door in doors.values():
            for word in door.words:
                first = squash(normalize(word.split()[0]))[:2] or squash(normalize(word))[0]
                found = (len(squash(word)), _phrase(word), door.id)
                self._phrases.setdefault(first, []).append(found)

    def door_of(self, squashed: str) -> str | None:
        """Return the id of the door that a text points to, or None; the longest phrase tells most."""
        best, size = None, 0
        for at, syllable in enumerate(squashed):
            for first in (syllable, squashed[at : at + 2]):
                for length, phrase, door in self._phrases.get(first, ()):
                    if length > size and phrase.match(squashed, at):
                        best, size = door, length
        return best


def _phrase(word: str) -> re.Pattern[str]:
    parts = [re.escape(squash(normalize(part))) for part in word.split()]
    return re.compile(f".{{0,{_BETWEEN}}}".join(parts))
