"""
Write down every SQL statement that this release runs, so that later schemas are tried against them.

`python -m pytest -p tests.storage.released.recorder tests/storage tests/journeys tests/handlers
tests/console tests/bot`, once before a release, at its newest schema.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from storage.sqlite.schema import migrations
from storage.transaction import Params, Tx

FOLDER = Path(__file__).parent
#: Schemas read the shape of tables; no release depends on what these say.
_PASSED_BY = ("PRAGMA", "SAVEPOINT", "ROLLBACK", "RELEASE")
_seen: set[str] = set()


class _Recording:
    """Stands in for a connection and notes what it is told."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def execute(self, sql: str, params: Params = ()) -> Any:
        _seen.add(" ".join(sql.split()))
        return self._connection.execute(sql, params)

    def executemany(self, sql: str, rows: Iterable[Params]) -> Any:
        _seen.add(" ".join(sql.split()))
        return self._connection.executemany(sql, rows)


def pytest_configure() -> None:
    opened = Tx.__init__

    def recording(self: Tx, connection: Any, *more: Any) -> None:
        opened(self, _Recording(connection), *more)

    Tx.__init__ = recording  # type: ignore[method-assign]


def pytest_unconfigure() -> None:
    kept = sorted(s for s in _seen if not s.upper().startswith(_PASSED_BY))
    newest = migrations._migrations[-1].name
    (FOLDER / f"{newest}.statements").write_text("\n".join(kept) + "\n", "utf-8")
