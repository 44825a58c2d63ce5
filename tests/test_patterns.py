"""No pattern reads a repeated text in two ways: "(?:이|거|이거)*" needs hours for sixty letters that do not fit."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest

import bot
import handlers
import intents
import storage

# the standard library's own reading of a pattern; there is no public one
_parser: Any = importlib.import_module("re._parser")
_is: Any = importlib.import_module("re._constants")
_REPEATS = (_is.MAX_REPEAT, _is.MIN_REPEAT)
#: A repeat of so many at most cannot take long.
_FEW = 8
#: So many words are looked at under one star; a star over more must be possessive ("*+") or bounded.
_MOST_WORDS = 3_000


def patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Return every pattern that a module keeps, each once, with a name to find it by."""
    found: dict[str, tuple[str, re.Pattern[str]]] = {}
    for package in (bot, handlers, intents, storage):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name.endswith("__main__"):
                continue
            for name, value in vars(importlib.import_module(module.name)).items():
                for pattern in _held(value):
                    found.setdefault(pattern.pattern, (f"{module.name}.{name}", pattern))
    return list(found.values())


def _held(value: object, depth: int = 3) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif depth and isinstance(value, dict):
        for inner in value.values():
            yield from _held(inner, depth - 1)
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from _held(inner, depth - 1)
    elif depth and hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        for name in value.__dataclass_fields__:
            yield from _held(getattr(value, name, None), depth - 1)


class TooMany(Exception):
    """More words than are looked at."""


def stars(parsed: Any) -> Iterator[Any]:
    """Yield what stands under each star that may repeat often and may give back."""
    for op, value in parsed:
        if op in _REPEATS:
            _, most, inner = value
            if most is _is.MAXREPEAT or most > _FEW:
                yield inner
            yield from stars(inner)
        elif op is _is.SUBPATTERN:
            yield from stars(value[3])
        elif op is _is.BRANCH:
            for branch in value[1]:
                yield from stars(branch)
        elif op in (_is.ASSERT, _is.ASSERT_NOT):
            yield from stars(value[1])


def words(parsed: Any) -> set[str]:
    """Return the words that a part of a pattern may be, a stand-in for each large class."""
    whole = {""}
    for op, value in parsed:
        if op in (_is.ASSERT, _is.ASSERT_NOT, _is.AT):
            continue
        whole = {a + b for a in whole for b in _words_of(op, value)}
        if len(whole) > _MOST_WORDS:
            raise TooMany
    return whole


def _words_of(op: Any, value: Any) -> set[str]:
    if op is _is.LITERAL:
        return {chr(value)}
    if op is _is.IN:
        return {letter for item in value for letter in _letters(*item)}
    if op is _is.SUBPATTERN:
        return words(value[3])
    if op is _is.BRANCH:
        return {word for branch in value[1] for word in words(branch)}
    if op in _REPEATS:
        least, most, inner = value
        again, some = words(inner), {""}
        told: set[str] = {""} if least == 0 else set()
        for times in range(1, min(most, max(least, 2)) + 1):
            some = {a + b for a in some for b in again}
            told |= some if times >= least else set()
        return told
    if op in (_is.ANY, _is.NOT_LITERAL):
        return {"\ue000"}
    raise TooMany


def _letters(op: Any, value: Any) -> set[str]:
    if op is _is.LITERAL:
        return {chr(value)}
    if op is _is.RANGE:
        first, last = value
        return {"\ue001"} if last - first > 60 else {chr(at) for at in range(first, last + 1)}
    return {f"\ue002{value}"}


def read_twice(code: set[str]) -> set[str]:
    """Return what shows that some text is these words in two ways (Sardinas and Patterson); nothing where none is."""
    code = code - {""}
    dangling = {b[len(a) :] for a in code for b in code if a != b and b.startswith(a)}
    seen: set[str] = set()
    while dangling:
        if dangling & code:
            return dangling & code
        seen |= dangling
        behind = {c[len(d) :] for d in dangling for c in code if c != d and c.startswith(d)}
        before = {d[len(c) :] for d in dangling for c in code if c != d and d.startswith(c)}
        dangling = (behind | before) - seen
    return set()


def ambiguous(pattern: str, flags: int = 0) -> list[str]:
    """Return, for each star that reads a text in two ways, what is read so."""
    told = []
    for inner in stars(_parser.parse(pattern, flags)):
        if any(op is _is.GROUPREF for op, _ in inner):
            # one text repeated is one text
            continue
        try:
            twice = read_twice(words(inner))
        except TooMany:
            told.append("too many words to look at")
            continue
        if twice:
            told.append(", ".join(sorted(twice)))
    return told


@pytest.mark.parametrize(
    ("pattern", "is_ambiguous"),
    [
        ("(?:이|거|이거)*", True),
        ("(?:이|거|이거)*+", False),
        ("(?:이|거)*", False),
        ("(?:저희|저|가|는)*", False),
        ("(?:전화가?|가)*", True),
        (r"(?:\s*네\s*)+", True),
        ("(?:이|거|이거){0,3}", False),
    ],
)
def test_a_star_that_reads_a_text_in_two_ways_is_found(pattern: str, is_ambiguous: bool) -> None:
    assert bool(ambiguous(pattern)) is is_ambiguous


def test_no_star_reads_a_text_in_two_ways() -> None:
    kept = patterns()
    assert len(kept) > 500
    wrong = {name: found for name, p in kept if (found := ambiguous(p.pattern, p.flags))}
    assert not wrong
