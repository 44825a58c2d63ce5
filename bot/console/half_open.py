"""Who gave a right password and still owes the second factor; in memory, for some minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

OPEN_FOR = timedelta(minutes=5)
MOST = 500


@dataclass(frozen=True, slots=True)
class Half:
    """Somebody between the two questions: where they go on to, and how they came."""

    staff_id: int
    onward: str
    how: str
    until: datetime


class HalfOpen:
    """Remembers by a token that only the form holds."""

    def __init__(self) -> None:
        self._kept: dict[str, Half] = {}

    def put(self, token: str, staff_id: int, onward: str, how: str, at: datetime) -> None:
        """Remember who passed the first question."""
        if len(self._kept) >= MOST:
            self._kept = {t: h for t, h in self._kept.items() if h.until > at}
        self._kept[token] = Half(staff_id, onward, how, at + OPEN_FOR)

    def get(self, token: str, at: datetime) -> Half | None:
        """Return who it is, or None when the time is over."""
        half = self._kept.get(token)
        return half if half is not None and half.until > at else None

    def drop(self, token: str) -> None:
        """Forget it once it was used."""
        self._kept.pop(token, None)
