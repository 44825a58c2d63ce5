"""What the database says of cases, read beside the service that owns it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


class Cases:
    """What the database says, read beside the service."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def _all(self, sql: str, *params: object) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(f"file:{self._path}?mode=ro", uri=True)) as connection:
            return connection.execute(sql, params).fetchall()

    def talks(self) -> set[str]:
        """Numbers of the talks."""
        return {str(n) for (n,) in self._all("SELECT number FROM ticket WHERE kind = 'consult'")}

    def waiting(self, count: int) -> list[str]:
        """Numbers that nobody has."""
        sql = "SELECT number FROM ticket WHERE status = 'new' ORDER BY id LIMIT ?"
        return [str(n) for (n,) in self._all(sql, count)]

    def claims(self, number: str) -> int:
        """How many lines of a timeline say that somebody has it now."""
        sql = (
            "SELECT count(*) FROM event e JOIN ticket t ON t.id = e.ticket_id"
            " WHERE t.number = ? AND e.kind IN ('claimed', 'taken_over')"
        )
        return int(str(self._all(sql, number)[0][0]))
