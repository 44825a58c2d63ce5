"""What is still to be done about a case, and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TaskKind(StrEnum):
    """What is to be done."""

    CALL = "call"
    VISIT = "visit"
    #: See whether somebody is well: repeated, until somebody says that it is enough.
    WELFARE_CHECK = "welfare_check"
    PAPERS = "papers"
    #: Ask whether another organisation took a referral.
    ASK_AGENCY = "ask_agency"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Plan:
    """A task as somebody plans it."""

    kind: TaskKind
    words: str
    due_at: datetime
    #: None: whoever has the case.
    assigned_to: int | None = None
    #: Days until it comes again once it is done, 0 for once.
    every_days: int = 0


@dataclass(frozen=True, slots=True)
class Task:
    """A task that was planned; open while `ended_at` is None."""

    id: int
    number: str
    plan: Plan
    made_by: int | None
    ended_at: datetime | None
    outcome: str
    result: str
