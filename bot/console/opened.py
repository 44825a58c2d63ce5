"""What a session has opened on purpose, for a while; gone after a restart, then it is asked again."""

from __future__ import annotations

from datetime import datetime, timedelta

#: An opened field is masked again after so long.
OPEN_FOR = timedelta(minutes=10)
MOST = 5_000


class Opened:
    """Remembers (session, ticket, field or photo) in memory only."""

    def __init__(self) -> None:
        self._until: dict[tuple[str, str, str], datetime] = {}

    def open(self, session: str, number: str, what: str, at: datetime) -> None:
        """Remember that somebody opened something, which the audit holds already."""
        if len(self._until) >= MOST:
            self._until = {key: until for key, until in self._until.items() if until > at}
        self._until[(session, number, what)] = at + OPEN_FOR

    def is_open(self, session: str, number: str, what: str, at: datetime) -> bool:
        """Say whether it is still open."""
        until = self._until.get((session, number, what))
        return until is not None and until > at

    def forget(self, session: str) -> None:
        """Mask everything again at sign-out."""
        self._until = {key: until for key, until in self._until.items() if key[0] != session}
