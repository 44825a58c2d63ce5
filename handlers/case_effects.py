"""What work on a case asks to be kept, besides what any conversation asks (`effects.py`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handlers.messages import Reply


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


CaseEffect = SendAgain | ScheduleReply | EndScheduled
