"""Find the entries whose names stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import Levenshtein

from intents.entry import Entry
from intents.facets import asks_for_it_as_such
from intents.keyboard import keys
from intents.normalize import normalize, squash

#: Shorter names stand inside other words, and may be told apart only when next to nothing stands beside them.
_SYLLABLES, _SYLLABLES_ALONE = 4, 3

#: Two syllables in the names of more entries than this ("지원") set nothing apart.
_FEW = 6
_LONGEST_ALONE = 24
_SET_ASIDE = re.compile("(?:은|는|을|를|이|가|거)?(?:말고|빼고|외에|이외에)(?:는|도|요)?(?=.)")
_LONGEST_MENDED = 40


class Names:
    """The names of the entries, looked up by every run of the text: time does not grow with the entries."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: dict[str, list[str]] = {}
        known = tuple(entries)
        for entry in known:
            for name in entry.names:
                if len(said := squash(normalize(name))) >= _SYLLABLES_ALONE:
                    self._entries.setdefault(said, []).append(entry.id)
        self._pairs: dict[str, set[str]] = {}
        for entry in known:
            for name in (entry.title, *entry.names):
                said = squash(normalize(name))
                for at in range(len(said) - 1):
                    self._pairs.setdefault(said[at : at + 2], set()).add(entry.id)
        self._sizes = sorted({len(name) for name in self._entries})
        self._beginnings = {name[:2] for name in self._entries}
        self._endings = {name[-2:] for name in self._entries}
        #: Names by each of their halves: one wrong syllable leaves the other half as it is.
        self._halves: dict[str, list[str]] = {}
        for name in self._entries:
            if len(name) >= _SYLLABLES:
                for half in _halves(name):
                    self._halves.setdefault(half, []).append(name)

    def mended(self, squashed: str) -> str | None:
        """
        Return the text with its one name put right that has one wrong key ("기초연급 얼마예요"); None when there is none.

        A dropped or a wrong letter of one syllable is mended, never a whole syllable.
        """
        if len(squashed) > _LONGEST_MENDED or self.said_in(squashed):
            return None
        pairs = [squashed[at : at + 2] for at in range(len(squashed) - 1)]
        begins = [pair in self._beginnings for pair in pairs]
        ends = [pair in self._endings for pair in pairs]
        runs = (
            (at, squashed[at : at + size])
            for size in reversed(self._sizes)
            if size >= _SYLLABLES
            for at in range(len(squashed) - size + 1)
            if begins[at] or ends[at + size - 2]
        )
        for at, said in runs:
            near = [name for half in _halves(said) for name in self._halves.get(half, ())]
            name = _meant_of(near, said) if near else None
            if name is not None:
                return squashed[:at] + name + squashed[at + len(said) :]
        return None

    def put_aside(self, squashed: str) -> tuple[str, list[str]]:
        """
        Return the text without a name that it sets aside, and that name's entries ("실업급여말고 또 있나요").

        A text that sets no name aside comes back as it is, with no entries.
        """
        aside = _SET_ASIDE.search(squashed)
        if aside is None:
            return squashed, []
        before = squashed[: aside.start()]
        name = next(
            (before[-size:] for size in reversed(self._sizes) if before[-size:] in self._entries),
            "",
        )
        if not name:
            return squashed, []
        return before[: -len(name)] + squashed[aside.end() :], self._entries[name]

    def any_in(self, squashed: str) -> bool:
        """Say whether any name stands in the text, a short one too."""
        return next(self._names_in(squashed), None) is not None

    def sets_apart(self, squashed: str, one: str, other: str) -> bool:
        """Say whether two syllables of the text stand in the names of `one`, of few others, and not of `other`."""
        for at in range(len(squashed) - 1):
            bearers = self._pairs.get(squashed[at : at + 2], ())
            if one in bearers and other not in bearers and len(bearers) <= _FEW:
                return True
        return False

    def said_in(self, squashed: str) -> list[str]:
        """Return the entries named in the text, each once, in the order in which they were said."""
        said = [
            entry
            for _, name in self._names_in(squashed)
            if len(name) >= _SYLLABLES
            for entry in self._entries[name]
        ]
        return list(dict.fromkeys(said))

    def all_of(self, squashed: str) -> list[str]:
        """Return the entries whose longest name in the text is all that it says: "긴급지원 받고 싶어요"."""
        if len(squashed) > _LONGEST_ALONE:
            return []
        at, name = max(self._names_in(squashed), key=lambda found: len(found[1]), default=(0, ""))
        rest = squashed[:at] + " " + squashed[at + len(name) :]
        return self._entries[name] if name and asks_for_it_as_such(rest) else []

    def _names_in(self, squashed: str) -> Iterator[tuple[int, str]]:
        """Yield every name in the text with its place, in the order in which they begin."""
        for at in range(len(squashed) - 1):
            if squashed[at : at + 2] not in self._beginnings:
                continue
            for size in self._sizes:
                if (run := squashed[at : at + size]) in self._entries and len(run) == size:
                    yield at, run


def _halves(name: str) -> tuple[str, str]:
    """Return each half of a name, with spaces where the other one stands."""
    middle = len(name) // 2
    return " " * middle + name[middle:], name[:middle] + " " * (len(name) - middle)


def _meant_of(near: Iterable[str], said: str) -> str | None:
    """Return the name that `said` is with one wrong key in one syllable, the foremost first; None when none is."""
    wrong = {
        name: [at for at, pair in enumerate(zip(said, name, strict=True)) if pair[0] != pair[1]]
        for name in near
    }
    for name, places in sorted(wrong.items(), key=lambda found: found[1]):
        # "2인 가구" is no misspelt "1인 가구"
        if (
            len(places) == 1
            and not said[places[0]].isdecimal()
            and Levenshtein.distance(keys(said), keys(name), score_cutoff=1) <= 1
        ):
            return name
    return None
