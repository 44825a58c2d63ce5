"""What a unit of work gets: parameterised SQL, the sealer, the office; it never commits."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from storage.sealing import Sealer

Params = Sequence[object] | Mapping[str, object]
Row = sqlite3.Row


class Tx:
    """A transaction of one unit of work; good only until the function returns."""

    __slots__ = ("_connection", "office", "sealer")

    def __init__(self, connection: sqlite3.Connection, sealer: Sealer, office: str) -> None:
        self._connection = connection
        self.sealer = sealer
        self.office = office

    def execute(self, sql: str, params: Params = ()) -> sqlite3.Cursor:
        """Run one statement."""
        return self._connection.execute(sql, params)

    def many(self, sql: str, rows: Iterable[Params]) -> None:
        """Run one statement for many rows."""
        self._connection.executemany(sql, rows)

    def one(self, sql: str, params: Params = ()) -> Row | None:
        """Return the first row or None."""
        row: Row | None = self._connection.execute(sql, params).fetchone()
        return row

    def all(self, sql: str, params: Params = ()) -> list[Row]:
        """Return all rows."""
        return self._connection.execute(sql, params).fetchall()

    def value(self, sql: str, params: Params = ()) -> Any:
        """Return the first column of the first row, or None."""
        row = self._connection.execute(sql, params).fetchone()
        return row[0] if row else None

    def changed(self, sql: str, params: Params = ()) -> int:
        """Run one statement and return how many rows it changed."""
        return self._connection.execute(sql, params).rowcount

    def insert(self, sql: str, params: Params = ()) -> int:
        """Run one INSERT and return the row id."""
        return int(self._connection.execute(sql, params).lastrowid or 0)
