"""Find the entries whose names stand in a text."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import Levenshtein

from intents.entry import Entry
from intents.facets import asks_for_it_as_such
from intents.keyboard import keys
from intents.normalize import normalize, squash

#: Shorter names stand inside other words, and may be told apart only when next to nothing stands beside them.
_SYLLABLES, _SYLLABLES_ALONE = 4, 3

_LONGEST_ALONE = 24
_LONGEST_MENDED = 40


class Names:
    """The names of the entries, looked up by every run of the text: time does not grow with the entries."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: dict[str, list[str]] = {}
        for entry in entries:
            for name in entry.names:
                if len(said := squash(normalize(name))) >= _SYLLABLES_ALONE:
                    self._entries.setdefault(said, []).append(entry.id)
        self._sizes = sorted({len(name) for name in self._entries})
        #: Names by what stands before and behind each of their syllables.
        self._gaps: dict[tuple[str, str], list[str]] = {}
        for name in self._entries:
            if len(name) >= _SYLLABLES:
                for place in range(len(name)):
                    self._gaps.setdefault((name[:place], name[place + 1 :]), []).append(name)

    def mended(self, squashed: str) -> str | None:
        """
        Return the text with its one name put right that has one wrong key ("기초연급 얼마예요"); None when there is none.

        A dropped or a wrong letter of one syllable is mended, never a whole syllable.
        """
        if len(squashed) > _LONGEST_MENDED or self.said_in(squashed):
            return None
        for size in reversed(self._sizes):
            if size < _SYLLABLES:
                continue
            for at in range(len(squashed) - size + 1):
                said = squashed[at : at + size]
                for place in range(size):
                    for name in self._gaps.get((said[:place], said[place + 1 :]), ()):
                        if Levenshtein.distance(keys(said), keys(name), score_cutoff=1) <= 1:
                            return squashed[:at] + name + squashed[at + size :]
        return None

    def said_in(self, squashed: str) -> list[str]:
        """Return the entries named in the text, each once, in the order in which they were said."""
        said = [
            (at, entry)
            for size in self._sizes
            if size >= _SYLLABLES
            for at in range(len(squashed) - size + 1)
            for entry in self._entries.get(squashed[at : at + size], ())
        ]
        return list(dict.fromkeys(entry for _, entry in sorted(said)))

    def all_of(self, squashed: str) -> list[str]:
        """Return the entries whose longest name in the text is all that it says: "긴급지원 받고 싶어요"."""
        if len(squashed) > _LONGEST_ALONE:
            return []
        for size in reversed(self._sizes):
            for at in range(len(squashed) - size + 1):
                if named := self._entries.get(squashed[at : at + size]):
                    rest = squashed[:at] + " " + squashed[at + size :]
                    return named if asks_for_it_as_such(rest) else []
        return []
