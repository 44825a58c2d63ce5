"""Every code that the service writes has a Korean word on the desk."""

from __future__ import annotations

from enum import StrEnum

import pytest

from bot.console.labels import read_labels
from handlers.desk import CallResult
from handlers.desk.tasks import EVERY
from handlers.hours import Lunch
from handlers.messages import Kind
from handlers.report.rules import SIGNS
from storage.records.referral import Ground, ReferralStatus
from storage.records.staff import Role
from storage.records.task import TaskKind
from storage.records.ticket import Outcome, Priority, Stage, Status, TicketKind

GROUPS: tuple[tuple[str, list[object]], ...] = (
    ("kind", list(TicketKind)),
    ("priority", [int(p) for p in Priority]),
    ("status", list(Status)),
    ("stage", list(Stage)),
    ("outcome", list(Outcome)),
    ("role", list(Role)),
    ("call", list(CallResult)),
    ("lunch", list(Lunch)),
    ("task", list(TaskKind)),
    ("every", list(EVERY)),
    ("ground", list(Ground)),
    ("referral", list(ReferralStatus)),
    ("event", [f"referral_{s}" for s in ReferralStatus if s is not ReferralStatus.ASKED]),
    ("reason", list(SIGNS)),
    ("sent", [k for k in Kind if k not in (Kind.TEXT, Kind.EDIT)]),
)


@pytest.mark.parametrize(("group", "codes"), GROUPS, ids=[g for g, _codes in GROUPS])
def test_every_code_has_a_word(group: str, codes: list[StrEnum]) -> None:
    labels = dict(read_labels().options(group))

    assert [str(c) for c in codes if str(c) not in labels] == []


def test_a_code_that_no_list_knows_is_shown_rather_than_hidden() -> None:
    assert read_labels()("reason", "brand_new_reason") == "brand new reason"
