"""Who looks at a case right now and who types, in memory only: a courtesy, never a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

#: The page says every 20 seconds that it is still open; two may be lost.
HERE_FOR = timedelta(seconds=50)
TYPING_FOR = timedelta(seconds=8)
MOST_CASES = 2_000
#: Topic of the hub; what is told is the case's number.
WHO = "who"


@dataclass(frozen=True, slots=True)
class Seen:
    """Until when somebody counts as here, and as typing."""

    here: datetime
    typing: datetime


class Presence:
    """Remembers who was seen on which case."""

    def __init__(self) -> None:
        self._seen: dict[str, dict[int, Seen]] = {}

    def see(self, number: str, staff_id: int, at: datetime, *, typing: bool) -> bool:
        """Note that somebody is here; return whether that is news to the others."""
        if len(self._seen) >= MOST_CASES:
            self._forget_old(at)
        people = self._seen.setdefault(number, {})
        before = people.get(staff_id)
        people[staff_id] = Seen(at + HERE_FOR, at + TYPING_FOR if typing else at)
        return before is None or before.here <= at or (before.typing > at) != typing

    def leave(self, number: str, staff_id: int) -> bool:
        """Note that somebody has gone; return whether they were here."""
        people = self._seen.get(number, {})
        gone = people.pop(staff_id, None) is not None
        if not people:
            self._seen.pop(number, None)
        return gone

    def others(self, number: str, staff_id: int, at: datetime) -> list[tuple[int, bool]]:
        """List who else is here, with whether they type; who types first."""
        people = self._seen.get(number, {})
        here = [(i, s.typing > at) for i, s in people.items() if i != staff_id and s.here > at]
        return sorted(here, key=lambda one: (not one[1], one[0]))

    def _forget_old(self, at: datetime) -> None:
        kept = {n: {i: s for i, s in p.items() if s.here > at} for n, p in self._seen.items()}
        self._seen = {number: people for number, people in kept.items() if people}
