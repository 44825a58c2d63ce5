"""The filled-in fields of a case: who and where are masked until opened on purpose (P13)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from bot.console.hiding import FREE_WORDS, hide_home
from bot.console.household_view import PEOPLE
from bot.console.labels import Labels, mask_phone
from bot.console.talk import Line
from handlers.desk.working import MISSES
from storage.records.ticket import Ticket

#: Fields that say who and where: shown on purpose only, with a reason (P13, capability 17).
WHO_AND_WHERE = frozenset({"name", "phone", "phones_in_story", "place"})
#: Numbers of homes that residents wrote in the talk.
TALK = "talk"
MASKED = WHO_AND_WHERE | FREE_WORDS | {TALK, PEOPLE}
_OURS = frozenset({MISSES})
IsOpen = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Fact:
    """One filled-in field."""

    name: str
    label: str
    value: str
    masked: bool
    personal: bool
    phone: str = ""


def facts_of(ticket: Ticket, labels: Labels, is_open: IsOpen) -> list[Fact]:
    """Return the fields in the order of the words file."""
    known = [code for code, _label in labels.options("field")]
    order = {name: i for i, name in enumerate(known)}
    fields = sorted(ticket.fields.items(), key=lambda item: order.get(item[0], 99))
    return [
        _fact(name, value, labels, is_open(name))
        for name, value in fields
        if value and name not in _OURS
    ]


def _fact(name: str, value: str, labels: Labels, open_now: bool) -> Fact:
    label = labels("field", name)
    if name in WHO_AND_WHERE and (name, value) != ("place", "unknown"):
        if open_now:
            phone = value if name == "phone" else ""
            return Fact(name, label, value, False, True, phone)
        hidden = mask_phone(value) if name == "phone" else "●●●●●●"
        return Fact(name, label, hidden, True, True)
    if name in FREE_WORDS and (hidden := hide_home(value)) != value:
        return Fact(name, label, value if open_now else hidden, not open_now, True)
    if name in ("about", "danger_now", "relation", "place", "language"):
        value = labels(name, value)
    elif name == "who":
        value = labels.each("who", value)
    return Fact(name, label, value, False, False)


def hide_in_talk(
    lines: Iterable[Line], labels: Labels, is_open: IsOpen
) -> tuple[list[Line], list[Fact]]:
    """Return the talk as it may be seen, and the fact by which the rest is opened, if there is any."""
    lines = list(lines)
    shown = [_hidden(line) if line.side == "resident" else line for line in lines]
    if shown == lines:
        return lines, []
    open_now = is_open(TALK)
    value = labels("talk", "open" if open_now else "hidden")
    fact = Fact(TALK, labels("field", TALK), value, not open_now, True)
    return (lines if open_now else shown), [fact]


def _hidden(line: Line) -> Line:
    return replace(line, text=hide_home(line.text), before=hide_home(line.before))
