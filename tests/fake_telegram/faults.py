"""Faults that a test asks for: which call fails, how often, and whether it took effect before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What goes wrong with a call."""

    RATE = "429 with retry_after"
    RATE_BARE = "429 without parameters"
    ERROR_BEFORE = "500, nothing happened"
    ERROR_AFTER = "500, but it was accepted"
    DROPPED_BEFORE = "connection dropped, nothing happened"
    DROPPED_AFTER = "connection dropped, but it was accepted"
    HTML = "502 with an HTML body, nothing happened"
    HTML_OK = "200 with an HTML body, but it was accepted"
    FORBIDDEN = "403"
    MIGRATED = "400 with migrate_to_chat_id"
    NO_ENTITIES = "400 can't parse entities"
    SLOW = "accepted after a while"


#: Those that leave the message delivered.
ACCEPTED = (Fault.ERROR_AFTER, Fault.DROPPED_AFTER, Fault.HTML_OK, Fault.SLOW)


@dataclass(slots=True)
class Planned:
    """A fault waiting for its call."""

    fault: Fault
    method: str
    times: int
    retry_after_s: int
    chat_id: int | None
    to_chat_id: int
    slow_s: float


class Faults:
    """The plan; calls it knows nothing of go well."""

    def __init__(self) -> None:
        self._planned: list[Planned] = []
        #: Asked for every call when nothing is planned: (method) -> fault or None. For torture tests.
        self.chance: Callable[[str], Fault | None] | None = None
        #: Every fault that was played, in order.
        self.played: list[tuple[str, Fault]] = []

    def plan(
        self,
        fault: Fault,
        method: str = "sendMessage",
        *,
        times: int = 1,
        retry_after_s: int = 1,
        chat_id: int | None = None,
        to_chat_id: int = 0,
        slow_s: float = 0.5,
    ) -> None:
        """Let the next `times` calls of `method` (of that chat) fail."""
        self._planned.append(
            Planned(fault, method, times, retry_after_s, chat_id, to_chat_id, slow_s)
        )

    def next(self, method: str, chat_id: str) -> Planned | None:
        """Return the fault to play on this call."""
        for planned in self._planned:
            if planned.method not in (method, "*") or planned.times < 1:
                continue
            if planned.chat_id is not None and str(planned.chat_id) != chat_id:
                continue
            planned.times -= 1
            self.played.append((method, planned.fault))
            return planned
        fault = self.chance(method) if self.chance else None
        if fault is None:
            return None
        self.played.append((method, fault))
        return Planned(fault, method, 0, 1, None, 0, 0.05)
