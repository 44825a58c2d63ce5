"""Read the forms of the office's settings; what is wrong is said in Korean."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.office_settings import OwnContact, OwnOutcome
from handlers.promises import DEFAULTS, LONGEST_MIN, ROWS, SET
from storage.records.ticket import NEEDS_WORDS, PICKED, Priority

Form = Mapping[str, str]
LONGEST_LABEL, LONGEST_CONTACT, LONGEST_SOURCE = 20, 60, 120
#: So many outcomes may an office add; more than a screen nobody reads.
MOST_ADDED = 20


class FormFault(Exception):
    """What is wrong with the form, in Korean."""


def targets(form: Form) -> dict[tuple[str, Priority], int]:
    """Read the table of minutes; what equals the default is left out, so that it follows the default."""
    found = {(row, p): _minutes(form.get(f"{row}.{int(p)}", "")) for row in ROWS for p in SET}
    return {
        (row, p): minutes for (row, p), minutes in found.items() if minutes != DEFAULTS.minutes(row, p)
    }  # fmt: skip


def _minutes(text: str) -> int:
    if not text.strip().isdecimal() or not 1 <= int(text) <= LONGEST_MIN:
        raise FormFault(f"시간 목표는 1분에서 {LONGEST_MIN}분(10일 근무) 사이의 수로 적어 주세요.")
    return int(text)


def outcomes(
    form: Form, usual: Mapping[str, str], kept: Mapping[str, OwnOutcome]
) -> dict[str, OwnOutcome]:
    """
    Read names, whether words are asked for, what is retired, and one that is added.

    Some always need words and are never retired, whatever is sent (R8); one that was added stays
    known for ever, for cases have ended so.
    """
    added = [code for code in kept if code not in PICKED]
    if form.get("label.new", "").strip():
        added.append(f"own_{max([0, *(int(c[4:]) for c in added)]) + 1}")
    if len(added) > MOST_ADDED:
        raise FormFault(f"더한 결과는 {MOST_ADDED}개까지입니다.")
    found, labels = {}, []
    for code in (*PICKED, *added):
        field = code if code in kept or code in PICKED else "new"
        label = " ".join(form.get(f"label.{field}", "").split())
        if not 1 <= len(label) <= LONGEST_LABEL:
            raise FormFault(f"결과 이름은 1자에서 {LONGEST_LABEL}자까지 적어 주세요.")
        fixed = code in NEEDS_WORDS
        one = OwnOutcome(
            label,
            fixed or form.get(f"words.{field}") == "1",
            not fixed and form.get(f"retired.{field}") == "1",
        )
        labels.append(label)
        if one != OwnOutcome(usual.get(code, ""), fixed):
            found[str(code)] = one
    if len(set(labels)) != len(labels):
        raise FormFault("두 결과의 이름이 같습니다. 서로 다르게 적어 주세요.")
    return found


def contact(form: Form, today: date) -> OwnContact:
    """Read a corrected number; without a source and the day it was checked nobody can trust it (A5)."""
    number = short(form, "number", "번호")
    if sum(c.isdigit() for c in number) < 3:
        raise FormFault("전화번호를 적어 주세요.")
    source = form.get("source", "").strip()
    if not 1 <= len(source) <= LONGEST_SOURCE:
        raise FormFault("어디에서 확인했는지 적어 주세요(예: 시청 누리집, 직접 전화해 봄).")
    try:
        checked = date.fromisoformat(form.get("verified_on", ""))
    except ValueError as fault:
        raise FormFault("확인한 날을 골라 주세요.") from fault
    if checked > today:
        raise FormFault("확인한 날이 오늘보다 뒤입니다.")
    return OwnContact(number, short(form, "hours", "이용 시간"), source, checked)


def short(form: Form, name: str, called: str) -> str:
    """Read one line of words."""
    text = " ".join(form.get(name, "").split())
    if not 1 <= len(text) <= LONGEST_CONTACT:
        raise FormFault(f"{called}을(를) {LONGEST_CONTACT}자 안으로 적어 주세요.")
    return text


def maybe_short(form: Form, name: str) -> str:
    """Read one line of words that may be left empty."""
    return " ".join(form.get(name, "").split())[:LONGEST_CONTACT]


def orders(form: Form, ids: list[int]) -> dict[int, tuple[bool, int]]:
    """Read who is on duty and in which order people are called."""
    found = {}
    for one in ids:
        order = form.get(f"order.{one}", "").strip()
        if not order.isdecimal() or not 1 <= int(order) <= 99:
            raise FormFault("부르는 차례는 1에서 99까지의 수입니다.")
        found[one] = (form.get(f"on.{one}") == "1", int(order))
    return found
