"""Cut a message into the sentences and clauses that are worth understanding on their own."""

from __future__ import annotations

import re

#: Longer pieces are cut at a space: voice typing has no full stops.
_PIECE_CHARS = 90
_ENDS = re.compile(
    r"(?<=[.!?~…。！？])\s*|(?<=[가-힣][요다죠까네임음어지])\s+(?=\S)|(?<=는데)\s+(?=\S)"
)
_TURNS = re.compile(
    r"\s*(?:그리고|그런데|근데|그래서|글고|또|하지만|그나저나|아참|아 참|참고로)\s+"
)


def segments(normal: str, most: int = 12) -> tuple[str, ...]:
    """
    Return the sentences of a normalized text, none over about 90 characters, at most `most`.

    Of more than that the first and the last are kept: people begin with who they are and end with what they want.
    """
    parts: list[str] = []
    for turn in _TURNS.split(normal):
        for sentence in _ENDS.split(turn):
            parts += _short(sentence.strip())
    parts = [part for part in parts if part]
    if len(parts) > most:
        parts = parts[: most // 2] + parts[-(most - most // 2) :]
    return tuple(parts)


def _short(sentence: str) -> list[str]:
    out = []
    while len(sentence) > _PIECE_CHARS:
        cut = sentence.rfind(" ", _PIECE_CHARS // 2, _PIECE_CHARS)
        cut = cut if cut > 0 else _PIECE_CHARS
        out.append(sentence[:cut])
        sentence = sentence[cut:].strip()
    return [*out, sentence]
