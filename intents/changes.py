"""What differs between two versions of an entry: field by field, words that go and words that come."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from intents.entry import FACETS, Entry, Period

_PIECES = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that stay (' '), go ('-') or come ('+')."""

    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs; `lines` says that each piece is a line of its own."""

    field: str
    pieces: tuple[Piece, ...]
    lines: bool = False


def changes(before: Entry | None, after: Entry) -> tuple[Change, ...]:
    """List the fields that differ; for a new entry all that say something."""
    old = {} if before is None else _texts(before)
    found = [
        Change(name, _pieces(old.get(name, ""), text))
        for name, text in _texts(after).items()
        if old.get(name, "") != text
    ]
    found += [
        Change(name, _lines(_list(before, name), _list(after, name)), lines=True)
        for name in ("names", "questions", "related")
        if _list(before, name) != _list(after, name)
    ]
    return tuple(found)


def _texts(entry: Entry) -> dict[str, str]:
    return {
        "title": entry.title,
        "topic": entry.topic,
        "answer": entry.answer,
        **{facet: dated(entry.details.get(facet, ())) for facet in FACETS},
        "source_org": entry.source.org,
        "source_page": entry.source.page,
        "as_of": entry.as_of,
        "confidence": entry.confidence,
        "owner": entry.owner,
        "review_by": entry.review_by.isoformat(),
    }


def dated(periods: Sequence[Period]) -> str:
    """Write a detail as lines; a line with days in front is true on these only: "2026-01-01~2026-12-31: text"."""
    return "\n".join(_dated(period) for period in periods)


def _dated(period: Period) -> str:
    if period.start is None and period.end is None:
        return period.text
    return f"{period.start or ''}~{period.end or ''}: {period.text}"


def _list(entry: Entry | None, name: str) -> tuple[str, ...]:
    found: tuple[str, ...] = () if entry is None else getattr(entry, name)
    return found


def _lines(before: Sequence[str], after: Sequence[str]) -> tuple[Piece, ...]:
    gone = [Piece("-", text) for text in before if text not in after]
    come = [Piece("+", text) for text in after if text not in before]
    return (*gone, *come)


def _pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Compare word by word: letter by letter a Korean sentence falls into crumbs."""
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    found: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece(" ", "".join(old[a:b])))
            continue
        found += [Piece(s, "".join(t)) for s, t in (("-", old[a:b]), ("+", new[c:d])) if t]
    return tuple(found)
