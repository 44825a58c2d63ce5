"""What is kept of the knowledge that staff edit: drafts, and the versions that were told to residents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any


class DraftStatus(StrEnum):
    """How far a draft is."""

    DRAFT = "draft"
    WAITING = "waiting"
    APPROVED = "approved"
    PUBLISHED = "published"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Draft:
    """A change of one entry; `content` is the text of its file, finished or not, '' once it has ended."""

    id: int
    entry: str
    content: str
    status: DraftStatus
    #: Counts every change, so that nobody approves another text than she saw.
    version: int
    #: Everybody who wrote at it; none of them may review it.
    hands: tuple[int, ...]
    changed_at: datetime
    expires_on: date | None
    sent_by: int | None
    reviewed_by: int | None
    reviewed_at: datetime | None
    said: str
    publish_at: datetime | None
    #: What the trial found; None while it was not tried.
    result: Mapping[str, Any] | None = field(default=None)


@dataclass(frozen=True, slots=True)
class Version:
    """What was published of an entry; `content` '' took it back to what came with the service."""

    id: int
    entry: str
    content: str
    written_by: int | None
    reviewed_by: int | None
    published_at: datetime
    expires_on: date | None
    note: str
