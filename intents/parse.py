"""Turn what the YAML files say into values, naming each fault with file and line. Opens no file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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
    Entry,
    Knowledge,
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


class Parsed:
    """What has been read so far, from any number of files."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.entries: dict[str, Entry] = {}
        self.contacts: dict[str, Contact] = {}
        self.clarifications: list[Clarification] = []
        self.synonyms: list[Synonym] = []
        self.wishes: list[Wish] = []
        self.no_wish: list[str] = []
        self.danger_examples: list[DangerExample] = []
        self.danger_cards: list[DangerCard] = []
        self.languages: dict[str, Any] = {}
        self.out_of_scope: list[OutOfScope] = []
        self._replaceable: set[str] = set()

    def let_replace(self) -> None:
        """From here on an entry may stand in the place of one that was read before, once."""
        self._replaceable = set(self.entries)

    def take(self, raw: object, shown_as: str) -> None:
        """Take one file's content; its top-level keys say what it holds."""
        if not isinstance(raw, dict):
            self.faults.append(f"{shown_as}:1: expected keys such as 'entries:' at the top")
            return
        self._each(raw, "entries", lambda item: self._entry(item, raw))
        self._each(raw, "contacts", self._contact)
        self._each(raw, "ambiguous", lambda item: self.clarifications.append(_clarification(item)))
        self._each(raw, "synonyms", lambda item: self.synonyms.append(_synonym(item)))
        self._each(raw, "intents", lambda item: self.wishes.append(_wish(item)))
        self._each(raw, "examples", lambda item: self.danger_examples.append(_danger_example(item)))
        self._each(raw, "cards", lambda item: self.danger_cards.append(_danger_card(item)))
        self._each(raw, "out_of_scope", lambda item: self.out_of_scope.append(_out_of_scope(item)))
        self.no_wish += [
            t if isinstance(t, str) else str(t.get("text", "")) for t in raw.get("none") or ()
        ]
        self._each(raw, "variants", lambda item: self.danger_cards.append(_danger_card(item)))
        languages = raw.get("languages")
        if isinstance(languages, dict):
            self._languages({k: v for k, v in languages.items() if k != PLACE})

    def _languages(self, languages: Raw) -> None:
        self.languages |= languages
        for code, spoken in languages.items():

            def take(item: Raw, code: str = code) -> None:
                self.danger_cards.append(_danger_card(item, code))

            self._each(spoken, "cards", take)

    def _each(self, raw: Raw, key: str, take: Callable[[Raw], None]) -> None:
        items = raw.get(key)
        if items is None:
            return
        if not isinstance(items, list):
            self.faults.append(f"{raw[PLACE]}: '{key}' must be a list")
            return
        for item in items:
            place = item.get(PLACE, raw[PLACE]) if isinstance(item, dict) else raw[PLACE]
            try:
                if not isinstance(item, dict):
                    raise Bad(f"an item of '{key}' must be a mapping, not {item!r:.40}")
                take(item)
            except Bad as fault:
                self.faults.append(f"{place}: {fault}")

    def _entry(self, item: Raw, file: Raw) -> None:
        entry = _entry(item, file)
        twin = self.entries.get(entry.id)
        if twin is not None and entry.id not in self._replaceable:
            raise Bad(f"id '{entry.id}' is already used at {twin.where}")
        self._replaceable.discard(entry.id)
        self.entries[entry.id] = entry

    def _contact(self, item: Raw) -> None:
        contact = _contact(item)
        if (twin := self.contacts.get(contact.id)) is not None:
            raise Bad(f"contact '{contact.id}' is already used at {twin.where}")
        self.contacts[contact.id] = contact

    def cross_check(self) -> None:
        """Add a fault for every id that points nowhere."""
        for where, entry_id in self._pointers():
            if entry_id not in self.entries:
                self.faults.append(f"{where}: no entry '{entry_id}'")
        for card in self.danger_cards:
            self.faults += [
                f"{card.where}: no contact '{n}'" for n in card.numbers if n not in self.contacts
            ]

    def _pointers(self) -> Iterator[tuple[str, str]]:
        for entry in self.entries.values():
            yield from ((entry.where, other) for other in entry.related)
        for asked in self.clarifications:
            yield from ((asked.where, choice.entry) for choice in asked.choices)
        for synonym in self.synonyms:
            yield from ((synonym.where, other) for other in synonym.entries)

    def knowledge(self) -> Knowledge:
        return Knowledge(
            entries=MappingProxyType(self.entries),
            contacts=MappingProxyType(self.contacts),
            clarifications=tuple(self.clarifications),
            synonyms=tuple(self.synonyms),
            wishes=tuple(self.wishes),
            no_wish=tuple(self.no_wish),
            danger_examples=tuple(self.danger_examples),
            danger_cards=tuple(self.danger_cards),
            languages=MappingProxyType(self.languages),
            out_of_scope=tuple(self.out_of_scope),
        )


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


def _entry(item: Raw, file: Raw) -> Entry:
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


def _contact(item: Raw) -> Contact:
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


def _clarification(item: Raw) -> Clarification:
    choices = item.get("choices")
    if not isinstance(choices, list) or not all(isinstance(c, dict) for c in choices):
        raise Bad("'choices' must be a list of {label, entry}")
    return Clarification(
        texts=_texts(item, "texts", needed=True),
        ask=_text(item, "ask"),
        choices=tuple(Choice(_text(c, "label"), _text(c, "entry")) for c in choices),
        where=item[PLACE],
    )


def _synonym(item: Raw) -> Synonym:
    return Synonym(
        _text(item, "word"), _text(item, "official", ""), _texts(item, "entries"), item[PLACE]
    )


def _wish(item: Raw) -> Wish:
    return Wish(_text(item, "id"), _texts(item, "words"), _texts(item, "examples"), item[PLACE])


def _danger_example(item: Raw) -> DangerExample:
    kind, tier, about = (
        None if item.get(k) is None else str(item[k]) for k in ("kind", "tier", "about")
    )
    if kind in ("none", "null", ""):
        kind = None
    return DangerExample(
        _text(item, "text"), kind, tier, about, _text(item, "note", ""), item[PLACE]
    )


def _danger_card(item: Raw, language: str = "ko") -> DangerCard:
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


def _out_of_scope(item: Raw) -> OutOfScope:
    return OutOfScope(_text(item, "text"), _text(item, "kind", "near"))
