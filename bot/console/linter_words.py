"""What the linter of the knowledge finds, in the words of the page; what no pattern knows is shown as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.console.labels import Labels

#: (code of the words, what the linter says); groups fill the words' slots in order.
_SAYINGS = (
    ("too_long", r"(\d+) characters, at most (\d+)"),
    ("sentences", r"(\d+) sentences, at most (\d+)"),
    ("not_polite", r"not polite \(.*?\): '(.*)'"),
    ("no_contact", r"no contact '(.*)' in contacts\.yaml"),
    ("placeholder", r"unknown placeholder (.*)"),
    ("typed_number", r"the number (.*) is typed out; .*"),
    ("mean_length", r"sentences of (\d+) characters, aim at (\d+)"),
    ("long_sentence", r"a sentence of (\d+) characters, .*"),
    ("hard_words", r"hard words: (.*)"),
    ("as_of", r"'as_of' must be .*"),
    ("few_questions", r"(\d+) questions, at least (\d+)"),
    ("long_title", r"the title is too long for a button"),
    ("due", r"due for review since (.*)"),
    ("no_text", r"no text for (.*), the fallback is shown"),
    ("overlap", r"periods overlap on (.*)"),
    ("old_amount", r"an amount of (.*) is still shown"),
    ("asked_twice", r"'(.*)' is also asked in (\S+).*"),
    ("finds_other", r"'(.*)' finds (\S+) instead"),
    ("no_entry", r"no entry '(.*)'"),
    ("first", r"right entry first: (.*)"),
    ("among_three", r"among three: (.*)"),
    ("broken", r"broken: (.*)"),
)
_SAYINGS_READ = [(code, re.compile(f"(?:.*?: )?{pattern}")) for code, pattern in _SAYINGS]
_PLACE = re.compile(r"^[\w-]+(?:\.(\w+))?: ")


def in_words(faults: Iterable[str], labels: Labels) -> list[str]:
    """Say each fault so that its writer can mend it."""
    return [_said(fault, labels) for fault in faults]


def _said(fault: str, labels: Labels) -> str:
    for code, pattern in _SAYINGS_READ:
        if found := pattern.fullmatch(fault):
            place = _PLACE.match(fault)
            where = f"{labels('entry', place[1])}: " if place and place[1] else ""
            return where + labels("linter", code).format(*found.groups())
    return fault
