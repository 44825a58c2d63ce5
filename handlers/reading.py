"""Turn a message into the answer of a question: by button, by number, by words."""

from __future__ import annotations

import re

from rapidfuzz import fuzz, process

from handlers.compact import compact
from handlers.flow import Ask, Choice, NotUnderstood
from handlers.messages import Inbound, Kind

#: A choice is taken by its words when they are this alike (rapidfuzz ratio, 0-100). Below it, a
#: free-text question takes the words themselves, and a closed question asks again.
ALIKE = 80.0
_NUMBER = re.compile(r"\d{1,2}")
_FIRST_WORD = re.compile(r"[^\s,.!~]*")
_DIGITS = re.compile(r"\d+")
_ONLY_NUMBERS = re.compile(r"[\d\s,./번과와및째하고]+")


def answer(ask: Ask, inbound: Inbound, pressed: str | None) -> object:
    """
    Return the answer to `ask` that `inbound` holds; `pressed` is the value of its button.

    Raises NotUnderstood.
    """
    if pressed is not None:
        if any(choice.value == pressed for choice in ask.choices):
            return [pressed] if ask.several else pressed
        raise NotUnderstood
    picked = by_number(ask, inbound) or by_words(ask, inbound)
    if picked:
        return picked if ask.several else picked[0]
    if ask.read is not None:
        return ask.read(inbound)
    raise NotUnderstood


def by_number(ask: Ask, inbound: Inbound) -> list[str]:
    """Read "2" or "1, 3번" as positions in the list of choices (counted from 1)."""
    text = inbound.text.strip()
    if inbound.kind is not Kind.TEXT or not ask.choices or not _ONLY_NUMBERS.fullmatch(text):
        return []
    numbers = [int(n) for n in _NUMBER.findall(text)]
    if not numbers or any(not 1 <= n <= len(ask.choices) for n in numbers):
        return []
    if len(numbers) > 1 and not ask.several:
        return []
    return list(dict.fromkeys(ask.choices[n - 1].value for n in numbers))


def by_words(ask: Ask, inbound: Inbound) -> list[str]:
    """Read words that are the label of a choice, or nearly so."""
    if inbound.kind is not Kind.TEXT:
        return []
    said = compact(inbound.text)
    if not said:
        return []
    names = _names(ask)
    if said in names:
        return [names[said]]
    if ask.exact:
        return []
    # another number is another answer, never a slip: "25일" is not "24일"
    alike = [name for name in names if _DIGITS.findall(name) == _DIGITS.findall(said)]
    best = process.extractOne(said, alike, scorer=fuzz.ratio, score_cutoff=ALIKE)
    if best:
        return [names[best[0]]]
    if ask.read is None:
        # "네, 맞아요": a closed question takes the first word
        first = compact(_FIRST_WORD.match(inbound.text.strip())[0])  # type: ignore[index]
        return [names[first]] if first in names else []
    return []


def named(ask: Ask, inbound: Inbound) -> str:
    """Return the value of the choice that the text names exactly, or ''."""
    return _names(ask).get(compact(inbound.text), "")


def _names(ask: Ask) -> dict[str, str]:
    return {compact(name): c.value for c in ask.choices for name in (c.label, *c.also)}


def choice_of(ask: Ask, value: str) -> Choice | None:
    """Return the choice with this value."""
    return next((c for c in ask.choices if c.value == value), None)
