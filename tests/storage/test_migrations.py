"""Every released schema comes forward with all its rows, and the release before can still run."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage import backup, contacts, inbox, tickets
from storage.errors import StoreBroken
from storage.rotation import sealed_columns
from storage.sealing import Sealer
from storage.sqlite.schema import migrations
from storage.sqlite.store import SqliteStore
from storage.transaction import Tx
from tests.storage import released

FOLDER = Path(released.__file__).parent
SCHEMAS = sorted(FOLDER.glob("*.sql"))
STATEMENTS = sorted(FOLDER.glob("*.statements"))
Rows = dict[str, list[tuple[object, ...]]]


def laid(schema: Path, folder: Path) -> Path:
    """Make the database that a release left behind."""
    path = folder / "a.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(schema.read_text("utf-8"))
    return path


def rows_of(path: Path, like: Rows | None = None) -> Rows:
    """Read every table; with `like` only the columns that stood there."""
    with closing(sqlite3.connect(path)) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith(("sqlite_", "_sqlite"))
        ]
        found = {}
        for name in names if like is None else like:
            columns = [c[1] for c in connection.execute(f'PRAGMA table_info("{name}")')]
            if like is not None:
                columns = columns[: len(like[name][0])] if like[name] else columns
            listed = ", ".join(columns)
            found[name] = connection.execute(f"SELECT {listed} FROM {name}").fetchall()
        return found


def opened(path: Path) -> SqliteStore:
    return SqliteStore(path, Sealer(released.KEYS), "songsan1")


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda p: p.stem)
async def test_every_row_of_a_released_schema_survives(schema: Path, tmp_path: Path) -> None:
    path = laid(schema, tmp_path)
    before = rows_of(path)

    opened(path).close()

    assert all(before.values()), "a table of the fixture is empty"
    assert rows_of(path, before) == before
    assert backup.prove(path).rows >= sum(len(rows) for rows in before.values())


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda p: p.stem)
async def test_what_was_sealed_opens_and_work_goes_on(schema: Path, tmp_path: Path) -> None:
    store = opened(laid(schema, tmp_path))

    def open_all(tx: Tx) -> int:
        sealed = [
            row[0]
            for table, column in sealed_columns(tx)
            for row in tx.execute(f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL")
        ]
        return len([tx.sealer.open_bytes(content) for content in sealed])

    assert await store.read(open_all) >= 12
    ticket = await store.read(tickets.by_number, "W-2026-0001")
    assert ticket.fields["story"] == "옆집이 조용해요"
    assert await store.read(inbox.contacts_waiting) == [ticket.contact_id]
    store.close()


@pytest.mark.parametrize("schema", SCHEMAS[:-1], ids=lambda p: p.stem)
async def test_before_a_migration_a_sealed_copy_of_the_old_database_is_made(
    schema: Path, tmp_path: Path
) -> None:
    path = laid(schema, tmp_path)
    before = backup.prove(path)

    opened(path).close()

    (copy,) = (tmp_path / "backups").iterdir()
    assert copy.name.startswith("before-m")
    assert backup.drill(copy, tmp_path, Sealer(released.KEYS)) == before


async def test_a_new_database_and_one_that_is_up_to_date_are_not_copied(tmp_path: Path) -> None:
    opened(tmp_path / "a.db").close()
    opened(tmp_path / "a.db").close()

    assert not (tmp_path / "backups").exists()


async def test_without_the_copy_the_migration_does_not_begin(tmp_path: Path) -> None:
    path = laid(SCHEMAS[0], tmp_path)
    (tmp_path / "backups").write_text("a file where the folder should be")

    with pytest.raises((StoreBroken, OSError)):
        opened(path)

    with closing(sqlite3.connect(path)) as connection:
        applied = connection.execute("SELECT count(*) FROM _sqlite_migrations").fetchone()
    assert applied == (1,)


@pytest.mark.parametrize("statements", STATEMENTS, ids=lambda p: p.stem)
async def test_every_statement_of_an_earlier_release_still_fits(
    statements: Path, tmp_path: Path
) -> None:
    """Old code runs beside the new schema for one release: a way back without a restore."""
    opened(tmp_path / "a.db").close()
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        wrong = [
            f"{fault}: {sql}"
            for sql in statements.read_text("utf-8").splitlines()  # noqa: ASYNC240
            if (fault := fault_of(connection, sql))
        ]

    assert wrong == []


def fault_of(connection: sqlite3.Connection, sql: str) -> str:
    """Say what is wrong with a statement in this schema, or ''."""
    named = dict.fromkeys(re.findall(r":(\w+)", sql))
    numbers = [int(n) for n in re.findall(r"\?(\d+)", sql)]
    unnamed = [None] * (max(numbers) if numbers else sql.count("?"))
    try:
        connection.execute(f"EXPLAIN {sql}", named or unnamed)
    except sqlite3.Error as fault:
        return str(fault)
    return ""


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda p: p.stem)
async def test_rows_as_an_earlier_release_writes_them_fit_the_newest_schema(
    schema: Path, tmp_path: Path
) -> None:
    """A new column without a default, a new CHECK or key would stop the release before."""
    opened(tmp_path / "new.db").close()
    with closing(sqlite3.connect(laid(schema, tmp_path))) as old:
        found = {
            name: (columns_of(old, name), old.execute(f"SELECT * FROM {name}").fetchall())
            for name in rows_of(tmp_path / "a.db")
        }
    with closing(sqlite3.connect(tmp_path / "new.db")) as new:
        for name, (columns, rows) in found.items():
            marks = ", ".join("?" for _ in columns)
            new.executemany(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})", rows)
        new.commit()

        assert new.execute("PRAGMA foreign_key_check").fetchall() == []


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    return [c[1] for c in connection.execute(f'PRAGMA table_info("{table}")')]


async def test_code_of_an_earlier_release_does_not_mind_migrations_it_does_not_know(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(tmp_path / "a.db").close()
    monkeypatch.setattr(migrations, "_migrations", migrations._migrations[:-1])

    store = opened(tmp_path / "a.db")

    assert await store.read(contacts.find_contact, "web", "nobody") is None
    store.close()
