"""What work on a case asks to be kept, besides what any conversation asks (`effects.py`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handlers.messages import Reply
from storage.records.household import Details
from storage.records.referral import Ground, ReferralDetails, ReferralStatus
from storage.records.task import Plan
from storage.records.ticket import Priority


@dataclass(frozen=True, slots=True)
class SendAgain:
    """Let a bubble that could not be sent go again: the same row, so never twice."""

    number: str
    outbox_id: int


@dataclass(frozen=True, slots=True)
class ScheduleReply:
    """Keep a reply of staff until its time."""

    number: str
    staff_id: int
    reply: Reply
    send_at: datetime


@dataclass(frozen=True, slots=True)
class EndScheduled:
    """Take a reply out of the list of those that wait: "sent", "cancelled" or "dropped"."""

    number: str
    scheduled_id: int
    outcome: str


@dataclass(frozen=True, slots=True)
class MergeTicket:
    """End a case as a duplicate of another, which takes over how bad it is and why; can be undone."""

    number: str
    into: str
    staff_id: int
    priority: Priority
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnmergeTicket:
    """Restore a merged case as it was."""

    number: str


@dataclass(frozen=True, slots=True)
class JoinHousehold:
    """Put a case into the household of another; it is made when there is none."""

    number: str
    other: str
    staff_id: int


@dataclass(frozen=True, slots=True)
class LeaveHousehold:
    """Take a case out of its household."""

    number: str


@dataclass(frozen=True, slots=True)
class SayApart:
    """Keep that two cases that look alike are two households."""

    number: str
    other: str
    staff_id: int


@dataclass(frozen=True, slots=True)
class AddPerson:
    """Write a person of a case's household down; `details` are sealed."""

    number: str
    details: Details
    staff_id: int


@dataclass(frozen=True, slots=True)
class RemovePerson:
    """Destroy what was written down of a person."""

    number: str
    person_id: int


@dataclass(frozen=True, slots=True)
class PlanTask:
    """Keep something to be done about a case; `staff_id` None for the clock and for rules."""

    number: str
    plan: Plan
    staff_id: int | None


@dataclass(frozen=True, slots=True)
class EndTask:
    """End a task: "done" or "dropped"."""

    number: str
    task_id: int
    outcome: str
    words: str
    staff_id: int


@dataclass(frozen=True, slots=True)
class TaskRung:
    """Keep that staff were told that a task is due."""

    number: str
    task_id: int


@dataclass(frozen=True, slots=True)
class AddReferral:
    """Keep that a case was told to another organisation, on which ground."""

    number: str
    details: ReferralDetails
    ground: Ground
    staff_id: int


@dataclass(frozen=True, slots=True)
class AnswerReferral:
    """Keep what the other organisation said, if nobody kept something else meanwhile."""

    number: str
    referral_id: int
    before: ReferralStatus
    status: ReferralStatus
    words: str


@dataclass(frozen=True, slots=True)
class AskSatisfaction:
    """Keep that the sender of a case is asked whether it helped."""

    number: str


@dataclass(frozen=True, slots=True)
class AnswerSatisfaction:
    """Keep the answer, "yes" or "no"; only the first one counts."""

    number: str
    answer: str


CaseEffect = (
    SendAgain
    | ScheduleReply
    | EndScheduled
    | MergeTicket
    | UnmergeTicket
    | JoinHousehold
    | LeaveHousehold
    | SayApart
    | AddPerson
    | RemovePerson
    | PlanTask
    | EndTask
    | TaskRung
    | AddReferral
    | AnswerReferral
    | AskSatisfaction
    | AnswerSatisfaction
)
