"""A ticket: one report, callback, visit, talk or alarm that must end with an outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum


class TicketKind(StrEnum):
    """Why the ticket exists."""

    REPORT = "report"
    CALLBACK = "callback"
    VISIT = "visit"
    CONSULT = "consult"
    MESSAGE = "message"
    DANGER = "danger"
    ERASURE = "erasure"
    FAULT = "fault"


class Priority(IntEnum):
    """How bad it is; the queue shows the highest first."""

    NORMAL = 1
    TODAY = 2
    URGENT = 3
    CRITICAL = 4


class Status(StrEnum):
    """Where it stands at the desk; words of Kakao's own tool: 할당 전 · 대기 · 상담 중 · 종료."""

    NEW = "new"
    WAITING = "waiting"
    ACTIVE = "active"
    CLOSED = "closed"


class Stage(StrEnum):
    """What its sender is told: 접수 → 확인 중 → 방문·상담 → 지원 연계 → 종결 (R8)."""

    RECEIVED = "received"
    CHECKING = "checking"
    ACTING = "acting"
    LINKED = "linked"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How it ended; compulsory at closing. An office has further ones of its own, kept as their code."""

    LINKED = "linked"
    ANSWERED = "answered"
    VISITED_FINE = "visited_fine"
    VISITED_HELPED = "visited_helped"
    TRANSFERRED = "transferred"
    UNREACHABLE = "unreachable"
    WITHDRAWN = "withdrawn"
    DUPLICATE = "duplicate"
    NOT_AS_REPORTED = "not_as_reported"
    #: Needs words (R8).
    NO_ACTION = "no_action"
    ERASED = "erased"


#: Outcomes that a person picks; erasing closes by itself.
PICKED = tuple(o for o in Outcome if o is not Outcome.ERASED)
#: Outcomes that must be explained in words.
NEEDS_WORDS = frozenset({Outcome.NO_ACTION, Outcome.NOT_AS_REPORTED, Outcome.TRANSFERRED})


@dataclass(frozen=True, slots=True)
class Ticket:
    """One row of the queue, opened; `fields` holds personal data and is sealed at rest."""

    id: int
    office: str
    number: str
    kind: TicketKind
    status: Status
    stage: Stage
    priority: Priority
    channel: str
    contact_id: int | None
    opened_at: datetime
    reasons: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    unfinished: bool = False
    due_at: datetime | None = None
    promised_from: datetime | None = None
    promised_until: datetime | None = None
    claimed_by: int | None = None
    claimed_at: datetime | None = None
    closed_at: datetime | None = None
    #: An `Outcome`, or the code of one of the office's own.
    outcome: str | None = None
    attachments: tuple[str, ...] = ()
    #: Last time the resident wrote and nobody has answered yet.
    waiting_since: datetime | None = None
    #: The household that staff put it into.
    household_id: int | None = None
    #: The ticket that goes on for it, when staff merged it.
    merged_into: int | None = None
