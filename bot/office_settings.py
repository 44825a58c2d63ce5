"""
What the office sets in the console, as it is kept: targets, outcomes, contacts, whom to call, lunch.

Each is one text in the table of settings; what was never set is missing there, and a part that this
release does not know any more is passed over, so that no old setting can stop a turn.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from handlers.hours import Lunch
from handlers.office_rules import OfficeRules
from handlers.promises import ROWS, SET, Targets
from storage import settings
from storage.records.ticket import NEEDS_WORDS, PICKED, Priority
from storage.transaction import Tx

TARGETS, OUTCOMES, CONTACTS, ON_CALL, HEAD = "targets", "outcomes", "contacts", "on_call", "head"
LUNCH = "lunch"
#: Code of an outcome that the office added.
OWN_OUTCOME = re.compile(r"own_([1-9]\d{0,2})")
NAMES = (TARGETS, OUTCOMES, CONTACTS, ON_CALL, HEAD, LUNCH)


@dataclass(frozen=True, slots=True)
class OwnOutcome:
    """How the office calls an outcome, and whether it asks for words."""

    label: str
    words: bool
    #: Picked no more; cases that ended so keep it.
    retired: bool = False


@dataclass(frozen=True, slots=True)
class OwnContact:
    """A number that the office has corrected, with where it is from and when it was checked."""

    number: str
    hours: str
    source: str
    verified_on: date


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """All of them, read."""

    rules: OfficeRules = field(default_factory=OfficeRules)
    outcomes: Mapping[str, OwnOutcome] = field(default_factory=dict)
    contacts: Mapping[str, OwnContact] = field(default_factory=dict)
    on_call: str = ""
    lunch: Lunch = Lunch.SLOW


def read(tx: Tx) -> OfficeSettings:
    """Return what the office has set."""
    kept = settings.several(tx, NAMES)
    return _parsed(*(kept.get(name, "") for name in NAMES))


@lru_cache(maxsize=8)
def _parsed(
    targets: str, outcomes: str, contacts: str, on_call: str, head: str, lunch: str
) -> OfficeSettings:
    named = read_outcomes(outcomes)
    asked = {code for code, own in named.items() if own.words}
    added = [code for code in named if code not in PICKED]
    picked = tuple(c for c in (*PICKED, *added) if c not in named or not named[c].retired)
    rules = OfficeRules(read_targets(targets), NEEDS_WORDS | asked, picked, head)
    noon = Lunch(lunch) if lunch in set(Lunch) else Lunch.SLOW
    return OfficeSettings(rules, named, read_contacts(contacts), on_call, noon)


def read_targets(text: str) -> Targets:
    """Read {"report.3": 20}."""
    own = {}
    for cell, minutes in json.loads(text or "{}").items():
        row, _, priority = cell.rpartition(".")
        if row in ROWS and priority in {str(int(p)) for p in SET}:
            own[row, Priority(int(priority))] = int(minutes)
    return Targets(own)


def write_targets(own: Mapping[tuple[str, Priority], int]) -> str:
    """Write what differs from the defaults."""
    return json.dumps({f"{row}.{int(p)}": minutes for (row, p), minutes in own.items()})


def read_outcomes(text: str) -> dict[str, OwnOutcome]:
    """Read {"linked": {"label": ..., "words": true, "retired": false}, "own_1": ...}."""
    raw = json.loads(text or "{}")
    return {
        c: OwnOutcome(v["label"], bool(v["words"]), bool(v.get("retired")))
        for c, v in raw.items()
        if c in PICKED or OWN_OUTCOME.fullmatch(c)
    }


def write_outcomes(own: Mapping[str, OwnOutcome]) -> str:
    """Write them."""
    raw = {
        code: {"label": o.label, "words": o.words, "retired": o.retired} for code, o in own.items()
    }
    return json.dumps(raw, ensure_ascii=False)


def read_contacts(text: str) -> dict[str, OwnContact]:
    """Read {"foodbank": {"number": ..., "hours": ..., "source": ..., "verified_on": ...}}."""
    raw = json.loads(text or "{}")
    return {
        c: OwnContact(v["number"], v["hours"], v["source"], date.fromisoformat(v["verified_on"]))
        for c, v in raw.items()
    }


def write_contacts(own: Mapping[str, OwnContact]) -> str:
    """Write them."""
    raw = {
        code: {
            "number": o.number, "hours": o.hours, "source": o.source,
            "verified_on": o.verified_on.isoformat(),
        }
        for code, o in own.items()
    }  # fmt: skip
    return json.dumps(raw, ensure_ascii=False)
