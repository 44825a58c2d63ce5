"""Where one thing is said and the next begins: "개노답이네 사람이 아니라 기계지?" says two."""

from __future__ import annotations

import re

from handlers.compact import compact

_BETWEEN = re.compile(r"[.,!~…\n]+|(?<=[?？])|(?<=[요다죠네냐임까])\s+")


def clauses(text: str) -> tuple[str, ...]:
    """Return the parts of a text as they are written, a question with its mark."""
    return tuple(part.strip() for part in _BETWEEN.split(text) if compact(part))


def one_says(words: re.Pattern[str], text: str, longest: int) -> bool:
    """Say whether one part of a text of at most so many letters is that and nothing else, or the text as a whole is."""
    if len(compact(text)) > longest:
        return False
    return any(words.fullmatch(compact(part)) for part in (text, *clauses(text)))
