"""Collect what the YAML files say, naming each fault with file and line. Opens no file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Any

from intents.entry import (
    Clarification,
    Contact,
    DangerCard,
    DangerExample,
    Door,
    Entry,
    Knowledge,
    OutOfScope,
    Synonym,
    Wish,
)
from intents.items import (
    Bad,
    Raw,
    clarification_of,
    contact_of,
    danger_card_of,
    danger_example_of,
    door_of,
    entry_of,
    out_of_scope_of,
    synonym_of,
    wish_of,
)
from intents.yaml_lines import PLACE


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
        self.doors: dict[str, Door] = {}
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
        self._each(
            raw, "ambiguous", lambda item: self.clarifications.append(clarification_of(item))
        )
        self._each(raw, "synonyms", lambda item: self.synonyms.append(synonym_of(item)))
        self._each(raw, "intents", lambda item: self.wishes.append(wish_of(item)))
        self._each(
            raw, "examples", lambda item: self.danger_examples.append(danger_example_of(item))
        )
        self._each(raw, "cards", lambda item: self.danger_cards.append(danger_card_of(item)))
        self._each(
            raw, "out_of_scope", lambda item: self.out_of_scope.append(out_of_scope_of(item))
        )
        self._each(raw, "doors", self._door)
        self.no_wish += [
            t if isinstance(t, str) else str(t.get("text", "")) for t in raw.get("none") or ()
        ]
        self._each(raw, "variants", lambda item: self.danger_cards.append(danger_card_of(item)))
        languages = raw.get("languages")
        if isinstance(languages, dict):
            self._languages({k: v for k, v in languages.items() if k != PLACE})

    def _languages(self, languages: Raw) -> None:
        self.languages |= languages
        for code, spoken in languages.items():

            def take(item: Raw, code: str = code) -> None:
                self.danger_cards.append(danger_card_of(item, code))

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
        entry = entry_of(item, file)
        twin = self.entries.get(entry.id)
        if twin is not None and entry.id not in self._replaceable:
            raise Bad(f"id '{entry.id}' is already used at {twin.where}")
        self._replaceable.discard(entry.id)
        self.entries[entry.id] = entry

    def _contact(self, item: Raw) -> None:
        contact = contact_of(item)
        if (twin := self.contacts.get(contact.id)) is not None:
            raise Bad(f"contact '{contact.id}' is already used at {twin.where}")
        self.contacts[contact.id] = contact

    def _door(self, item: Raw) -> None:
        door = door_of(item)
        if (twin := self.doors.get(door.id)) is not None:
            raise Bad(f"door '{door.id}' is already used at {twin.where}")
        self.doors[door.id] = door

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
        yield from ((wish.where, wish.entry) for wish in self.wishes if wish.entry)
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
            doors=MappingProxyType(self.doors),
        )
