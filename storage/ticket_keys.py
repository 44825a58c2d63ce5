"""Find tickets that may be of one household: by keyed digests of phone, home and name, never by reading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from storage.place_keys import pins_around, place_keys
from storage.times import to_ms
from storage.transaction import Tx

#: What speaks how loud for one household; a name alone or a building alone hardly does.
WEIGHT = {"unit": 5, "phone": 4, "contact": 3, "pin": 2, "name": 1, "building": 1}
_TITLES = re.compile(r"(?:할머니|할아버지|어르신|아저씨|아주머니|아줌마|선생님|씨|님)$")
_NOT_A_NAME = frozenset({"", "모름", "몰라요", "없음", "익명"})
#: A phone has so many digits; fewer are an extension, or part of one.
FEWEST_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Alike:
    """Another ticket, and in what it is like this one."""

    ticket_id: int
    kinds: tuple[str, ...]

    @property
    def weight(self) -> int:
        """How much speaks for one household."""
        return sum(WEIGHT[kind] for kind in self.kinds)


def keep(tx: Tx, ticket_id: int, fields: Mapping[str, str]) -> None:
    """Keep what a ticket is found by, in the place of what it was found by before."""
    tx.execute("DELETE FROM ticket_key WHERE ticket_id = ?", (ticket_id,))
    tx.many(
        "INSERT OR IGNORE INTO ticket_key (ticket_id, office, kind, digest) VALUES (?, ?, ?, ?)",
        [
            (ticket_id, tx.office, kind, tx.sealer.digest(kind, text))
            for kind, text in keys_of(fields)
        ],
    )


def keys_of(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (kind, text) by which the fields of a ticket are found."""
    for phone in f"{fields.get('phone', '')},{fields.get('phones_in_story', '')}".split(","):
        digits = "".join(c for c in phone if c.isdigit())
        if len(digits) >= FEWEST_DIGITS:
            yield "phone", digits
    yield from place_keys(fields.get("place", "")).items()
    name = plain_name(fields.get("name", ""))
    if name not in _NOT_A_NAME:
        yield "name", name


def plain_name(name: str) -> str:
    """Return a name without blanks and titles: "김 철수 님" is 김철수."""
    plain = "".join(name.split())
    while (shorter := _TITLES.sub("", plain)) != plain:
        plain = shorter
    return plain


def alike(
    tx: Tx, ticket_id: int, contact: int | None, fields: Mapping[str, str], limit: int = 5
) -> list[Alike]:
    """List tickets that may be of the same household, the likeliest first; those said apart are left out."""
    found: dict[int, list[str]] = {}
    for kind, other in _same_keys(tx, ticket_id, fields):
        found.setdefault(other, []).append(kind)
    for other in _same_contact(tx, ticket_id, contact):
        found.setdefault(other, []).append("contact")
    apart = _said_apart(tx, ticket_id)
    candidates = [
        Alike(other, tuple(k for k in dict.fromkeys(kinds) if not (k == "building" and "unit" in kinds)))
        for other, kinds in found.items()
        if other not in apart
    ]  # fmt: skip
    return sorted(candidates, key=lambda a: (-a.weight, -a.ticket_id))[:limit]


def _same_keys(tx: Tx, ticket_id: int, fields: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    sought = [key for key in keys_of(fields) if key[0] != "pin"]
    sought += [("pin", cell) for cell in pins_around(fields.get("place", ""))]
    for kind, text in sought:
        rows = tx.all(
            "SELECT ticket_id FROM ticket_key WHERE office = ? AND kind = ? AND digest = ?"
            " AND ticket_id <> ? ORDER BY ticket_id DESC LIMIT 20",
            (tx.office, kind, tx.sealer.digest(kind, text), ticket_id),
        )
        yield from ((kind, row[0]) for row in rows)


def _same_contact(tx: Tx, ticket_id: int, contact: int | None) -> list[int]:
    rows = tx.all(
        "SELECT id FROM ticket WHERE contact_id = ? AND id <> ? ORDER BY id DESC LIMIT 20",
        (contact, ticket_id),
    )
    return [row[0] for row in rows]


def _said_apart(tx: Tx, ticket_id: int) -> set[int]:
    rows = tx.all(
        "SELECT first_id, second_id FROM ticket_apart WHERE first_id = ?1 OR second_id = ?1",
        (ticket_id,),
    )
    return {number for row in rows for number in row} - {ticket_id}


def say_apart(tx: Tx, one: int, other: int, staff_id: int, at: datetime) -> None:
    """Keep that somebody said: these are two households."""
    tx.execute(
        "INSERT OR IGNORE INTO ticket_apart (first_id, second_id, office, said_by, said_at)"
        " VALUES (?, ?, ?, ?, ?)",
        (min(one, other), max(one, other), tx.office, staff_id, to_ms(at)),
    )
