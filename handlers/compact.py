"""Bring short words to one form so that they can be compared."""

from __future__ import annotations

import re
from functools import lru_cache

from intents.normalize import normalize, squash

#: So many letters of small words say nothing else any more.
_LONGEST = 120


# one message is brought to this form again and again, and compared with the same few labels
@lru_cache(maxsize=512)
def compact(text: str) -> str:
    """Return the letters alone: no spaces, no marks, lower case, keyboard slips undone."""
    return squash(normalize(text))


def says(words: re.Pattern[str], text: str) -> bool:
    """Say whether the text is that and nothing else; a long one never is, and would cost a pattern much."""
    said = compact(text)
    return len(said) <= _LONGEST and words.fullmatch(said) is not None


def mentions(words: re.Pattern[str], text: str, longest: int) -> bool:
    """Say whether a text of at most so many letters holds it: a longer one tells a story of its own."""
    said = compact(text)
    return len(said) <= longest and words.search(said) is not None
