"""What an audit line says besides who, what and when: its codes in words; the line itself stays as it was."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from bot.console.labels import Labels
from storage.retention import RULES

#: Hours of a day as they were written: ('09:00', '18:00').
_FRAME = re.compile(r"\('([\d:]+)', '([\d:]+)'\)")
_PAIR = re.compile(r"([a-z_]+)=(\[[^\]]*\]|\S*)")
#: Key -> group of labels its value is a code of.
_CODED = {
    "outcome": "outcome", "role": "role", "field": "field", "kind": "task", "ground": "ground",
    "on": "at_desk", "sheet": "sheet", "opened": "yes_no", "format": "format",
}  # fmt: skip
#: Actions whose subject is an account.
_ABOUT_STAFF = re.compile(
    r"sign_|second_|account_|link_made|sessions_|password_|capacity_|duty|recovery_|staff_added"
)
_KEPT = {rule.name: rule.meaning for rule in RULES}


def subject_words(action: str, subject: str, names: Mapping[int, str]) -> str:
    """Name the account that a line is about; anything else stands as it is."""
    if subject.isdecimal() and _ABOUT_STAFF.match(action):
        return names.get(int(subject), subject)
    return subject


def detail_words(action: str, detail: str, labels: Labels, names: Mapping[int, str]) -> str:
    """Say a line's details in words; what nobody has a word for is shown rather than hidden."""
    if action in ("targets_set", "outcomes_set") and detail.startswith("{"):
        return _settings(detail, labels)
    if action == "retention":
        return " · ".join(f"{_KEPT.get(k, k)} {v}건" for k, v in _PAIR.findall(detail))
    return " · ".join(_pieces(action, detail, labels, names))


def _pieces(
    action: str, detail: str, labels: Labels, names: Mapping[int, str]
) -> Iterator[str]:  # fmt: skip
    done = 0
    for pair in _PAIR.finditer(detail):
        yield from _bare(detail[done : pair.start()], labels)
        done = pair.end()
        key, value = pair.groups()
        yield f"{labels('detail', key)} {_value(action, key, value, labels, names)}"
    yield from _bare(detail[done:], labels)


def _bare(text: str, labels: Labels) -> Iterator[str]:
    """A code without a key, or words (a number, hours); empty hours are no hours."""
    text = _FRAME.sub(r"\1~\2", text)
    for word in re.sub(r"[\[\],]", " ", text).split() if text.isascii() else [text]:
        if word.strip():
            yield labels("detail_word", word) if word.replace("_", "").isalpha() else word.strip()


def _value(action: str, key: str, value: str, labels: Labels, names: Mapping[int, str]) -> str:
    if key == "reason":
        return labels("export" if action == "export" else "reveal", value)
    if key == "members":
        return ", ".join(names.get(int(n), n) for n in re.findall(r"\d+", value)) or "-"
    if key == "to" and re.fullmatch(r"staff:\d+", value):
        number = re.sub(r"\D", "", value)
        return names.get(int(number), number)
    return labels(_CODED[key], value) if key in _CODED and value else value


def _settings(detail: str, labels: Labels) -> str:
    try:
        kept = json.loads(detail)
    except ValueError:
        # a long one was cut when it was written
        return detail
    return " · ".join(_setting(code, value, labels) for code, value in kept.items()) or labels(
        "detail_word", "usual"
    )


def _setting(code: str, value: object, labels: Labels) -> str:
    if isinstance(value, dict):
        return str(value.get("label", labels("outcome", code)))
    row, _, level = code.rpartition(".")
    name = labels("target" if row == "reply" else "kind", row)
    return f"{name} {labels('priority', level)} {value}분"
