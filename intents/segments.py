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


_QUESTION_ENDS = re.compile(
    r"(?<=[?])\s*|(?<=[가-힣][요다까죠])\s*[,.!]\s+|(?<=[가-힣][고요])\s+(?=[가-힣])|\s+(?:그리고|글고|또)\s+"
)
_ASKS = re.compile(
    r"\?|나요|까요|가요|는지|얼마|어디|언제|어떻게|누가|누구|뭐|무슨|무엇|알려|되나|돼요|될까|몇"
)


def questions(normal: str) -> tuple[str, ...]:
    """Return the parts of a text that each ask something: two for "기초연금 얼마예요? 신청은 어디서 해요?"."""
    parts = [part.strip() for part in _QUESTION_ENDS.split(normal) if part]
    return tuple(part for part in parts if len(part) >= 4 and _ASKS.search(part))


#: Where one thing of a list ends: "기초연금이랑 장기요양 신청하고 싶고 난방비도 궁금하고 틀니도 ...".
_NEXT_THING = re.compile(
    r"(?<=[가-힣](?:이랑|하고))\s+|(?<=[가-힣][고랑과와데])\s+|(?<=[요다까죠])\s+|\s*[,.?!/·\n]\s*|\s+(?:그리고|글고|또|및)\s+"
)


_COUNTED = re.compile(
    r"([가-힣]{2,8}?)(?:이랑|랑|하고|과|와|,|요)\s*([가-힣]{2,8}?)(?:이랑|랑|하고|과|와|,|요)\s*([가-힣]{2,8}?)(?:이|가|은|는|을|를|도|요)?\s*(?:이\s?)?(?:세\s?가지|셋|모두|다|전부|제일|가장|급|필요|궁금|문제|걱정|알려|도와|부탁|좀)"
)


def counted_up(normal: str) -> tuple[str, ...]:
    """Return three nouns that a text counts up as what it is about, or none."""
    found = _COUNTED.search(normal[-_LONGEST_COUNTED:])
    return found.groups() if found is not None else ()


#: What is wanted stands at the end of a story.
_LONGEST_COUNTED = 120


def things(normal: str, most: int) -> tuple[str, ...]:
    """Return the pieces of a text that lists things, at most `most`; of a text that lists no three, none."""
    pieces = tuple(p for part in _NEXT_THING.split(normal) if len(p := part.strip()) >= 2)
    return pieces[:most] if len(pieces) >= 3 else ()
