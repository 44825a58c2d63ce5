"""The register of personal data says what the database really holds, how long, and on what ground (P1)."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from storage.retention import RULES
from storage.sqlite.schema import migrate

PAGE = Path(__file__).parents[1] / "docs/reference/personal-data.md"
ROW = re.compile(r"^\| `(\w+\.\w+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
ROWS = {row[0]: row[1:] for row in ROW.findall(PAGE.read_text("utf-8"))}
GROUNDS = {"duty", "life", "consent", "security"}


@pytest.fixture
def columns() -> set[str]:
    """All columns of the newest schema that hold something of a person, or are looked up by it."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    found = {
        f"{table}.{column[1]}"
        for (table,) in tables
        for column in connection.execute(f'PRAGMA table_info("{table}")')
        if column[1].endswith(("_sealed", "digest"))
    }
    connection.close()
    return found


def test_every_sealed_column_is_in_the_register(columns: set[str]) -> None:
    assert columns - ROWS.keys() == set()


def test_the_register_names_no_column_that_is_not_there(columns: set[str]) -> None:
    assert ROWS.keys() - columns == set()


@pytest.mark.parametrize("column", ROWS)
def test_every_field_has_a_ground(column: str) -> None:
    words = set(re.findall(r"[a-z]+", ROWS[column][1])) - {"phone"}

    assert words
    assert words <= GROUNDS


@pytest.mark.parametrize("column", ROWS)
def test_every_period_is_the_one_that_the_nightly_destruction_keeps(column: str) -> None:
    period = ROWS[column][2]
    rules = {rule.name: rule.days for rule in RULES}
    said = {name: int(days) for name, days in re.findall(r"(\w+)[:,] (\d+) days", period)}

    assert said or period.strip() == "until an operator decides"
    assert said == {name: rules[name] for name in said}
