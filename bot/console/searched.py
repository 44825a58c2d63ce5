"""What each session searched for last, in memory only, so that no address holds a name or a phone."""

from __future__ import annotations

from datetime import datetime, timedelta

#: A search is forgotten after so long; going back to its page then asks for it again.
KEPT_FOR = timedelta(minutes=30)
MOST = 1_000


class Searches:
    """Remembers one text for each session."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, datetime]] = {}

    def remember(self, session: str, text: str, at: datetime) -> None:
        """Keep the text of a session's search."""
        if len(self._kept) >= MOST:
            self._kept = {s: kept for s, kept in self._kept.items() if kept[1] > at}
        self._kept[session] = (text, at + KEPT_FOR)

    def last(self, session: str, at: datetime) -> str:
        """Return the last text of a session, '' when it is gone."""
        text, until = self._kept.get(session, ("", at))
        return text if until > at else ""

    def forget(self, session: str) -> None:
        """Forget at sign-out."""
        self._kept.pop(session, None)
