"""Build what a decision sees: hours from the holidays package and the office's overrides, words, tickets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache, partial

import holidays

from bot import office_settings
from bot.office_settings import OfficeSettings
from handlers.context import Context, Numbering, Office
from handlers.hours import Hours, Lunch, Override, seoul
from handlers.words import Words
from intents.entry import Knowledge
from intents.understanding import Understanding
from storage import at_hand, buildings, contacts, days, merges, tickets
from storage.held import held_of
from storage.records.held import Held
from storage.records.ticket import Ticket
from storage.times import to_ms
from storage.transaction import Tx

#: Channels whose messages are kept abroad, so that consent must say so (P9).
ABROAD = frozenset({"telegram"})


@dataclass(frozen=True, slots=True)
class Known:
    """What is read from files and does not change while the service runs (or is swapped whole)."""

    office: Office
    knowledge: Knowledge
    understanding: Understanding
    words: Words


#: The knowledge with the office's own numbers, made once: (as read, as set, both together).
_AS_SET: list[tuple[Known, OfficeSettings, Known]] = []


def as_set(known: Known, own: OfficeSettings) -> Known:
    """Return what is known with the numbers that the office has corrected and its on-call phone."""
    if not own.contacts and not own.on_call:
        return known
    for before, set_, made in _AS_SET:
        if before is known and set_ is own:
            return made
    made = _with(known, own)
    # two reader threads and the writer may make it at once: all make the same
    _AS_SET[:] = [(known, own, made)]
    return made


def _with(known: Known, own: OfficeSettings) -> Known:
    numbers = dict(known.knowledge.contacts)
    for code, mine in own.contacts.items():
        # an emergency number is corrected in the knowledge, where a second person reviews it
        if code in numbers and numbers[code].kind != "emergency":
            numbers[code] = replace(
                numbers[code], number=mine.number, hours=mine.hours, source=mine.source,
                verified_on=mine.verified_on, confidence="verified",
            )  # fmt: skip
    office = replace(known.office, on_call_phone=own.on_call or known.office.on_call_phone)
    knowledge = replace(known.knowledge, contacts=numbers)
    words = known.words.standing_for(standing_words(office, knowledge))
    return replace(known, office=office, knowledge=knowledge, words=words)


@lru_cache(maxsize=4)
def public_holidays(year: int) -> Mapping[date, str]:
    """Return Korea's public and substitute holidays of a year and its neighbours (H1)."""
    korea = holidays.country_holidays("KR", years=(year - 1, year, year + 1), language="ko")
    return dict(korea)


def hours_at(tx: Tx, at: datetime) -> Hours:
    """Return the office's hours as of a moment, overrides of the last and coming days included."""
    return _hours(tx, at, office_settings.read(tx).lunch)


def _hours(tx: Tx, at: datetime, lunch: Lunch) -> Hours:
    today = seoul(at).date()
    overrides = {
        day: Override(tuple((_time(a), _time(b)) for a, b in frames), reason)
        for day, frames, reason in days.overrides(tx, today - timedelta(days=31))
    }
    return Hours(lunch=lunch, holidays=public_holidays(today.year), overrides=overrides)


def _time(text: str) -> time:
    # 24:00 is how people say the end of the day
    return time(23, 59, 59) if text == "24:00" else time.fromisoformat(text)


def context_of(
    tx: Tx, at: datetime, known: Known, contact: int | None = None, channel: str = ""
) -> Context:
    """Build the context of one decision inside its transaction."""
    year = seoul(at).year
    own = office_settings.read(tx)
    known = as_set(known, own)
    return Context(
        at,
        known.office,
        _hours(tx, at, own.lunch),
        known.knowledge,
        known.understanding,
        known.words,
        Numbering(year, partial(tickets.next_serial, tx, year)),
        tickets=_as_told(tx, contact) if contact is not None else (),
        held=Held if contact is None else partial(held_of, tx, contact),
        abroad=channel in ABROAD,
        news=bool if contact is None else partial(contacts.has_news, tx, contact),
        building=partial(buildings.name_of, tx),
        rules=own.rules,
        staffed=at_hand.anybody_at_hand(tx, at),
        link_token=tx.sealer.digest("link", str(contact), str(to_ms(at))).hex(),
    )


def _as_told(tx: Tx, contact: int) -> tuple[Ticket, ...]:
    """Return a contact's tickets; a merged one stands where the one stands that goes on for it."""
    own = tickets.of_contact(tx, contact)
    living = [merges.survivor(tx, ticket) for ticket in own]
    return tuple(
        replace(t, status=s.status, stage=s.stage) for t, s in zip(own, living, strict=True)
    )


def standing_words(office: Office, knowledge: Knowledge) -> dict[str, str]:
    """Return the slots that every text may use: {tel.x} and {office.x}."""
    tel = {f"tel.{c.id}": c.number for c in knowledge.contacts.values()}
    return {
        **tel,
        "office.name": office.name,
        "office.phone": office.phone,
        "office.address": office.address,
    }
