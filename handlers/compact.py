"""Bring short words to one form so that they can be compared."""

from __future__ import annotations

from functools import lru_cache

from intents.normalize import normalize, squash


# one message is brought to this form again and again, and compared with the same few labels
@lru_cache(maxsize=512)
def compact(text: str) -> str:
    """Return the letters alone: no spaces, no marks, lower case, keyboard slips undone."""
    return squash(normalize(text))
