"""Bring short words to one form so that they can be compared."""

from __future__ import annotations

from intents.normalize import normalize, squash


def compact(text: str) -> str:
    """Return the letters alone: no spaces, no marks, lower case, keyboard slips undone."""
    return squash(normalize(text))
