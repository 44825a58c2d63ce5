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
        known = [(word, door.id) for door in doors.values() for word in door.words]
        # the longest phrase tells most: "교통사고 소송" is asked of a lawyer, "소비자" holds no "비자"
        self._phrases = [
            (_phrase(word), door)
            for word, door in sorted(known, key=lambda pair: -len(squash(pair[0])))
        ]

    def door_of(self, squashed: str) -> str | None:
        """Return the id of the door that a text points to, or None."""
        return next((door for phrase, door in self._phrases if phrase.search(squashed)), None)


def _phrase(word: str) -> re.Pattern[str]:
    parts = [re.escape(squash(normalize(part))) for part in word.split()]
    return re.compile(f".{{0,{_BETWEEN}}}".join(parts))
