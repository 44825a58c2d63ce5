"""What is kept of one contact, in numbers and dates: the answer to "what do you know of me?"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Held:
    """Counts only; nothing in it names anybody."""

    #: Messages that came in and still have their words, and the day of the oldest.
    messages: int = 0
    since: datetime | None = None
    #: Photos, voice messages, files.
    files: int = 0
    #: Consents in force: (purpose, given at).
    consents: tuple[tuple[str, datetime], ...] = ()
    #: Days after which talk without a case, and closed cases, are destroyed.
    talk_days: int = 0
    case_days: int = 0
