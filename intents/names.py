"""Find the entries whose names stand in a text."""

from __future__ import annotations

from collections.abc import Iterable

from intents.entry import Entry
from intents.facets import asks_for_it_as_such
from intents.normalize import normalize, squash

#: Shorter names stand inside other words, and may be told apart only when next to nothing stands beside them.
_SYLLABLES, _SYLLABLES_ALONE = 4, 3

_LONGEST_ALONE = 24


class Names:
    """The names of the entries, looked up by every run of the text: time does not grow with the entries."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: dict[str, list[str]] = {}
        for entry in entries:
            for name in entry.names:
                if len(said := squash(normalize(name))) >= _SYLLABLES_ALONE:
                    self._entries.setdefault(said, []).append(entry.id)
        self._sizes = sorted({len(name) for name in self._entries})

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
