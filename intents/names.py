"""Find the entries whose names stand in a text."""

from __future__ import annotations

from collections.abc import Iterable

from intents.entry import Entry
from intents.normalize import normalize, squash

#: Shorter names stand inside other words.
_SYLLABLES = 4


class Names:
    """The names of the entries, looked up by every run of the text: time does not grow with the entries."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: dict[str, list[str]] = {}
        for entry in entries:
            for name in entry.names:
                if len(said := squash(normalize(name))) >= _SYLLABLES:
                    self._entries.setdefault(said, []).append(entry.id)
        self._sizes = sorted({len(name) for name in self._entries})

    def said_in(self, squashed: str) -> list[str]:
        """Return the entries named in the text, each once, in the order in which they were said."""
        said = [
            (at, entry)
            for size in self._sizes
            for at in range(len(squashed) - size + 1)
            for entry in self._entries.get(squashed[at : at + size], ())
        ]
        return list(dict.fromkeys(entry for _, entry in sorted(said)))
