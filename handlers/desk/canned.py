"""Answers kept ready: fill their variables in, with the particles that fit."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from handlers.particles import fit

LONGEST_TITLE, LONGEST_BODY = 60, 1_000
_VARIABLE = re.compile(r"\{([^{}\n]{1,20})\}")
#: "은(는)", "을/를" and the like, as people write what they do not know yet -> one form; `fit` picks.
_UNSURE = re.compile(
    r"(?:은\(는\)|는\(은\)|은/는|이\(가\)|가\(이\)|이/가|을\(를\)|를\(을\)|을/를"
    r"|과\(와\)|와\(과\)|과/와|으로\(로\)|\(으\)로|으로/로)"
)
_FORM = {
    "은": "은",
    "는": "은",
    "이": "이",
    "가": "이",
    "을": "을",
    "를": "을",
    "과": "과",
    "와": "과",
}


def unknown_variables(body: str, known: Collection[str]) -> list[str]:
    """List the names in braces that stand for nothing."""
    return [name for name in dict.fromkeys(_VARIABLE.findall(body)) if name not in known]


def fill(body: str, values: Mapping[str, str]) -> str:
    """Put the values in the place of their names; an unknown name stays, so that it is seen."""
    filled, last = "", 0
    for found in _VARIABLE.finditer(body):
        filled += _after(filled, body[last : found.start()], begun=last > 0)
        filled += values.get(found.group(1), found.group())
        last = found.end()
    return filled + _after(filled, body[last:], begun=last > 0)


def _after(before: str, literal: str, *, begun: bool) -> str:
    """Return the words that follow a value, their first particle fitted to it."""
    if not begun:
        return literal
    return fit(before, _UNSURE.sub(lambda m: _one_form(m.group()), literal))


def _one_form(unsure: str) -> str:
    return "으로" if "로" in unsure else _FORM[unsure[0]]
