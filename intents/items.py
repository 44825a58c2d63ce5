"""Turn one item of a YAML file into a value, or say what is wrong with it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from intents.entry import (
    FACETS,
    Choice,
    Clarification,
    Contact,
    DangerCard,
    DangerExample,
    Door,
    Entry,
    OutOfScope,
    Period,
    Source,
    Synonym,
    Wish,
)
from intents.yaml_lines import PLACE

Raw = Mapping[str, Any]
CONFIDENCES = ("verified", "believed", "uncertain")


class Bad(ValueError):
    """One item cannot be read; the text says why, its place is added by the reader."""


def _text(item: Raw, key: str, default: str | None = None) -> str:
    value = item.get(key, default)
    if value is None or isinstance(value, dict | list) or not str(value).strip():
        if default is not None:
            return default
        raise Bad(f"'{key}' is missing")
    return " ".join(str(value).split())


def _texts(item: Raw, key: str, *, needed: bool = False) -> tuple[str, ...]:
    value = item.get(key)
    if isinstance(value, str):
        value = [value]
    if not value:
        if needed:
            raise Bad(f"'{key}' is missing")
        return ()
    if not isinstance(value, list) or any(isinstance(part, dict | list) for part in value):
        raise Bad(f"'{key}' must be a list of texts")
    return tuple(" ".join(str(part).split()) for part in value if part is not None)


def _day(item: Raw, key: str) -> date:
    value = item.get(key)
    if type(value) is not date:
        raise Bad(f"'{key}' must be a day such as 2027-01-15, not {value!r:.30}")
    return value


def entry_of(item: Raw, file: Raw) -> Entry:
    """Read an entry; topic, owner and review_by may stand once for all of a file. Raises Bad, as all of these."""
    item = {**{k: file[k] for k in ("topic", "owner", "review_by") if k in file}, **item}
    confidence = _text(item, "confidence", "believed")
    if confidence not in CONFIDENCES:
        raise Bad(f"'confidence' must be one of {', '.join(CONFIDENCES)}")
    source = item.get("source")
    if not isinstance(source, dict):
        raise Bad("'source' must be {org: ..., page: ...}")
    return Entry(
        id=_text(item, "id"),
        title=_text(item, "title"),
        topic=_text(item, "topic"),
        names=_texts(item, "names"),
        questions=_texts(item, "questions", needed=True),
        answer=_text(item, "answer"),
        details=_details(item.get("details") or {}),
        related=_texts(item, "related"),
        confidence=confidence,
        as_of=_text(item, "as_of"),
        source=Source(_text(source, "org"), _text(source, "page")),
        owner=_text(item, "owner"),
        review_by=_day(item, "review_by"),
        where=item[PLACE],
    )


def _details(raw: object) -> Mapping[str, tuple[Period, ...]]:
    if not isinstance(raw, dict):
        raise Bad("'details' must be a mapping")
    unknown = [str(key) for key in raw if key not in FACETS and key != PLACE]
    if unknown:
        raise Bad(f"unknown detail {', '.join(unknown)}; known are {', '.join(FACETS)}")
    return MappingProxyType({f: _periods(f, raw[f]) for f in FACETS if raw.get(f) is not None})


def _periods(facet: str, raw: object) -> tuple[Period, ...]:
    if not isinstance(raw, list):
        return (Period(None, None, " ".join(str(raw).split())),)
    periods = []
    for part in raw:
        if not isinstance(part, dict):
            raise Bad(f"'{facet}' must be a text or a list of {{from, until, text}}")
        start = _day(part, "from") if part.get("from") is not None else None
        end = _day(part, "until") if part.get("until") is not None else None
        if start and end and start > end:
            raise Bad(f"'{facet}': {start} is after {end}")
        periods.append(Period(start, end, _text(part, "text")))
    return tuple(periods)


def contact_of(item: Raw) -> Contact:
    """Read a phone number."""
    return Contact(
        id=_text(item, "id"),
        number=_text(item, "number"),
        name=_text(item, "name"),
        hours=_text(item, "hours"),
        kind=_text(item, "kind"),
        source=_text(item, "source"),
        confidence=_text(item, "confidence", "believed"),
        verified_on=_day(item, "verified_on"),
        where=item[PLACE],
    )


def clarification_of(item: Raw) -> Clarification:
    """Read a question to ask back."""
    choices = item.get("choices")
    if not isinstance(choices, list) or not all(isinstance(c, dict) for c in choices):
        raise Bad("'choices' must be a list of {label, entry}")
    return Clarification(
        texts=_texts(item, "texts", needed=True),
        ask=_text(item, "ask"),
        choices=tuple(Choice(_text(c, "label"), _text(c, "entry")) for c in choices),
        tells=item.get("tells") is True,
        where=item[PLACE],
    )


def synonym_of(item: Raw) -> Synonym:
    """Read an everyday word."""
    return Synonym(
        _text(item, "word"), _text(item, "official", ""), _texts(item, "entries"), item[PLACE]
    )


def wish_of(item: Raw) -> Wish:
    """Read a wish."""
    words, examples = _texts(item, "words"), _texts(item, "examples")
    return Wish(_text(item, "id"), words, examples, _text(item, "entry", ""), item[PLACE])


def danger_example_of(item: Raw) -> DangerExample:
    """Read an example; a kind of "none" is a harmless one."""
    # thousands of examples share a few words: each is kept once
    kind, tier, about = (
        None if item.get(k) is None else sys.intern(str(item[k])) for k in ("kind", "tier", "about")
    )
    if kind in ("none", "null", ""):
        kind = None
    note = sys.intern(_text(item, "note", ""))
    return DangerExample(_text(item, "text"), kind, tier, about, note)


def danger_card_of(item: Raw, language: str = "ko") -> DangerCard:
    """Read a card, of Korean where nothing else is said."""
    return DangerCard(
        kind=_text(item, "kind"),
        tier=_text(item, "tier", "hard"),
        about=_text(item, "about", "self"),
        numbers=_texts(item, "numbers"),
        lines=_texts(item, "lines"),
        in_hours=_texts(item, "in_hours"),
        off_hours=_texts(item, "off_hours"),
        where=item[PLACE],
        when=_texts(item, "when"),
        id=_text(item, "id", ""),
        language=language,
    )


def out_of_scope_of(item: Raw) -> OutOfScope:
    """Read a text that no entry answers."""
    return OutOfScope(_text(item, "text"), _text(item, "kind", "near"))


def door_of(item: Raw) -> Door:
    """Read where a matter that is no benefit is dealt with."""
    return Door(
        id=_text(item, "id"),
        words=_texts(item, "words", needed=True),
        text=_text(item, "text"),
        where=item[PLACE],
    )
