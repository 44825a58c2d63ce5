"""What a message said at a question of a report does to it, and where it may be said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: Where a number is asked for, or may still be taken back.
NUMBER = ("reach", "consent", "abroad", "phone")
END = ("review", "edit", "more")


@dataclass(frozen=True, slots=True)
class Turn:
    """What such a message does to the report."""

    #: Answers that it gives, by question, and those that it takes back.
    told: Mapping[str, object] = field(default_factory=dict)
    forgets: tuple[str, ...] = ()
    #: Words said before the next question.
    key: str = ""
    slots: Mapping[str, str] = field(default_factory=dict)
    #: The report is left, as with "취소".
    leaves: bool = False
