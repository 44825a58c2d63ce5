"""Which entry a text names, told by the entry's own names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from handlers.compact import compact
from intents.entry import Entry

#: Shorter names stand inside other words.
_SURE, _LEAST = 4, 3
#: So many of a choice are looked at.
_FIRST = 3


def named_alone(entries: Sequence[Entry], text: str) -> str:
    """Return the one entry of a choice that a text names ("장기요양인가 그건 얼마 내야 되나요"), '' for none or several."""
    named = [e.id for e in entries[:_FIRST] if names(e, text, _SURE)]
    return named[0] if len(named) == 1 else ""


def names(entry: Entry, text: str, least: int = _LEAST) -> bool:
    """Say whether a name of the entry of at least so many syllables stands in the text."""
    said = compact(text)
    return any(len(name) >= least and name in said for name in squashed(entry.names))


@lru_cache(maxsize=2_048)
def squashed(of: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names without spaces."""
    return tuple(map(compact, of))
