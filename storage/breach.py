"""Who may be affected when personal data leaked: the list that the law's notice needs (P18)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime

from storage.times import to_ms
from storage.transaction import Tx


@dataclass(slots=True)
class Affected:
    """A person of whom something was kept; `contact` None for a case without a chat."""

    contact: int | None
    channel: str
    #: The platform's key, by which the person can be written to.
    key: str = ""
    blocked: bool = False
    cases: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    #: What was kept: "talk", "photo", and the names of a case's fields.
    kinds: set[str] = field(default_factory=set)


def affected(tx: Tx, begin: datetime, end: datetime) -> list[Affected]:
    """
    List everybody of whom something was written down, or whose case was open, from `begin` to `end`.

    Who took the whole database took older records too: begin with the first day then.
    """
    span = {"office": tx.office, "begin": to_ms(begin), "end": to_ms(end)}
    people: dict[int | str, Affected] = {}
    for row in tx.execute(_TALKED, span):
        people[row["id"]] = Affected(
            row["id"], row["channel"], tx.sealer.open(row["key_sealed"]),
            row["blocked_at"] is not None, kinds=_kinds(row),
        )  # fmt: skip
    for row in tx.execute(_CASES, span):
        _add_case(
            tx, people, row["contact_id"], row["number"], row["channel"], row["fields_sealed"]
        )
    return list(people.values())


_TALKED = """
SELECT c.id, c.channel, c.key_sealed, c.blocked_at,
  EXISTS (SELECT 1 FROM inbox i WHERE i.contact_id = c.id AND i.received_at BETWEEN :begin AND :end
    AND i.kind <> 'erased') AS talk,
  EXISTS (SELECT 1 FROM attachment a WHERE a.contact_id = c.id
    AND a.created_at BETWEEN :begin AND :end) AS photo,
  EXISTS (SELECT 1 FROM ticket t WHERE t.contact_id = c.id AND t.opened_at <= :end
    AND coalesce(t.closed_at, :end) >= :begin) AS with_case
FROM contact c WHERE c.office = :office AND (talk OR photo OR with_case) ORDER BY c.id
"""
_CASES = """
SELECT number, contact_id, channel, fields_sealed FROM ticket
WHERE office = :office AND opened_at <= :end AND coalesce(closed_at, :end) >= :begin ORDER BY id
"""


def _kinds(row: object) -> set[str]:
    return {name for name in ("talk", "photo") if row[name]}  # type: ignore[index]


def _add_case(
    tx: Tx, people: dict[int | str, Affected], contact: int | None, number: str, channel: str,
    sealed: bytes,
) -> None:  # fmt: skip
    person = people.setdefault(contact or number, Affected(contact, channel))
    fields: dict[str, str] = json.loads(tx.sealer.open(sealed))
    person.cases.append(number)
    person.kinds |= fields.keys()
    if fields.get("phone") and fields["phone"] not in person.phones:
        person.phones.append(fields["phone"])
