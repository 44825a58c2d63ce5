"""
How soon somebody must have a case, and how soon its owner must answer: minutes of duty (H9).

By kind and priority, with defaults; the office sets its own in the console. What is critical is due
at once and rings by the wall clock, so nobody sets that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from handlers.hours import Hours
from storage.records.ticket import Priority, Ticket, TicketKind

#: Row of who has written to the owner of a case and waits for an answer; a talk has its own row.
REPLY = "reply"
#: Rows of the table, in the order in which staff see them.
ROWS = (*(str(kind) for kind in TicketKind), REPLY)
#: Priorities whose minutes an office sets, the worst first.
SET = (Priority.URGENT, Priority.TODAY, Priority.NORMAL)
#: No promise is longer than two weeks of working days.
LONGEST_MIN = 10 * 540

_USUAL = {Priority.URGENT: 30, Priority.TODAY: 120, Priority.NORMAL: 480}
_DEFAULTS: Mapping[str, Mapping[Priority, int]] = {
    **{str(kind): _USUAL for kind in TicketKind},
    # somebody sits there and waits
    str(TicketKind.CONSULT): dict.fromkeys(SET, 10),
    REPLY: {Priority.URGENT: 30, Priority.TODAY: 120, Priority.NORMAL: 240},
}
#: A critical case has an owner within the minute; its sender does not wait longer than this.
_CRITICAL_REPLY_MIN = 10
#: A promise is near when less than this share of its minutes is left.
NEAR = 4


@dataclass(frozen=True, slots=True)
class Targets:
    """The office's minutes; `own` holds what differs from the defaults, by (row, priority)."""

    own: Mapping[tuple[str, Priority], int] = field(default_factory=dict)

    def minutes(self, row: str, priority: Priority) -> int:
        """Return the minutes of duty of one cell."""
        if priority is Priority.CRITICAL:
            return _CRITICAL_REPLY_MIN if row == REPLY else 0
        return self.own.get((row, priority)) or _DEFAULTS[row][priority]

    def due(self, hours: Hours, kind: TicketKind, priority: Priority, since: datetime) -> datetime:
        """Return until when somebody must have it."""
        minutes = self.minutes(kind, priority)
        return hours.after(since, minutes) if minutes else since

    def of(self, ticket: Ticket) -> int:
        """Return the minutes until somebody must have this ticket."""
        return self.minutes(ticket.kind, ticket.priority)

    def reply_to(self, ticket: Ticket) -> int:
        """Return the minutes until its sender must have an answer of its owner."""
        live = ticket.kind is TicketKind.CONSULT and ticket.priority is not Priority.CRITICAL
        return self.minutes(TicketKind.CONSULT if live else REPLY, ticket.priority)

    def longest_notice(self) -> int:
        """Return how many minutes before its time a promise may be near at most."""
        cells = (self.minutes(row, priority) for row in ROWS for priority in SET)
        return max(cells) // NEAR


DEFAULTS = Targets()
