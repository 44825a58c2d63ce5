"""What everything stands on: a function's effects are committed before its caller hears of it, or not at all."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from storage import contacts, inbox, settings
from storage.errors import KeysError, StoreBroken, StoreBusy, StoreError
from storage.sealing import Keys, Sealer
from storage.sqlite.store import SqliteStore
from storage.transaction import Tx
from tests.world import moment

AT = moment("2026-11-23 10:00")


def put(tx: Tx, name: str, value: str = "x") -> str:
    settings.put(tx, name, value, AT)
    return value


def names(path: Path) -> list[str]:
    """Look at the file with another connection: what is seen there is committed."""
    with sqlite3.connect(path) as other:
        found = [row[0] for row in other.execute("SELECT name FROM setting ORDER BY name")]
    other.close()
    return found


async def test_what_returned_is_committed(store: SqliteStore):
    await store.run(put, "a")

    assert names(store.path) == ["a"]


async def test_of_many_in_one_group_the_one_that_raises_is_undone_and_the_others_stay(store):
    def breaks(tx: Tx) -> None:
        put(tx, "broken")
        raise KeyError("ours")

    results = await asyncio.gather(
        *(store.run(put, f"a{n}") for n in range(5)),
        store.run(breaks),
        *(store.run(put, f"b{n}") for n in range(5)),
        return_exceptions=True,
    )

    assert sum(isinstance(r, KeyError) for r in results) == 1
    assert names(store.path) == sorted([f"{x}{n}" for x in "ab" for n in range(5)])


async def test_a_broken_rule_of_the_database_is_the_functions_own_fault(store: SqliteStore):
    def twice(tx: Tx) -> None:
        for _ in range(2):
            tx.execute("INSERT INTO setting VALUES ('o', 'n', 'v', 1)")

    results = await asyncio.gather(store.run(twice), store.run(put, "fine"), return_exceptions=True)

    assert isinstance(results[0], sqlite3.IntegrityError)
    assert names(store.path) == ["fine"]


async def test_a_reader_sees_what_was_committed_and_cannot_write(store: SqliteStore):
    await store.run(put, "a", "value")

    assert await store.read(settings.get, "a") == "value"
    with pytest.raises(StoreError):
        await store.read(put, "b")


async def test_a_full_disk_is_trouble_that_passes_and_nothing_is_kept(store: SqliteStore):
    pages = await store.read(lambda tx: tx.value("PRAGMA page_count"))
    await store.run(lambda tx: tx.execute(f"PRAGMA max_page_count = {pages + 2}"))

    results = await asyncio.gather(
        *(store.run(put, f"big{n}", "x" * 20_000) for n in range(4)), return_exceptions=True
    )

    assert any(isinstance(r, StoreBusy) for r in results)
    kept = [f"big{n}" for n, r in enumerate(results) if isinstance(r, str)]
    assert names(store.path) == kept


async def test_after_the_disk_has_room_again_writing_goes_on(store: SqliteStore):
    pages = await store.read(lambda tx: tx.value("PRAGMA page_count"))
    await store.run(lambda tx: tx.execute(f"PRAGMA max_page_count = {pages + 1}"))
    with pytest.raises(StoreBusy):
        await store.run(put, "big", "x" * 50_000)

    await store.run(lambda tx: tx.execute("PRAGMA max_page_count = 1000000"))
    await store.run(put, "big", "x" * 50_000)

    assert names(store.path) == ["big"]


async def test_another_process_that_holds_the_lock_too_long_is_trouble_that_passes(store):
    await store.run(lambda tx: tx.execute("PRAGMA busy_timeout = 50"))
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreBusy):
        await store.run(put, "a")

    other.execute("ROLLBACK")
    other.close()
    assert await store.run(put, "a") == "x"


async def test_a_caller_that_goes_away_does_not_undo_its_work(store: SqliteStore):
    task = asyncio.create_task(store.run(put, "a"))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

    await store.run(put, "b")

    assert names(store.path) == ["a", "b"]


async def test_closing_finishes_what_waits_and_may_be_done_twice(tmp_path: Path, sealer: Sealer):
    store = SqliteStore(tmp_path / "a.db", sealer, "o")
    waiting = [asyncio.create_task(store.run(put, f"a{n}")) for n in range(100)]
    await asyncio.sleep(0)

    store.close()
    store.close()

    await asyncio.gather(*waiting)
    assert len(names(tmp_path / "a.db")) == 100


async def test_a_closed_store_says_so(tmp_path: Path, sealer: Sealer):
    store = SqliteStore(tmp_path / "a.db", sealer, "o")
    store.close()

    with pytest.raises(StoreBusy):
        await store.run(put, "a")
    with pytest.raises(StoreBusy):
        await store.read(settings.get, "a")


def test_a_file_that_is_no_database_is_named_as_broken(tmp_path: Path, sealer: Sealer):
    (tmp_path / "a.db").write_bytes(b"this is no database at all, not even nearly\n" * 100)

    with pytest.raises(StoreBroken, match=r"a\.db"):
        SqliteStore(tmp_path / "a.db", sealer, "o")


def test_a_folder_that_is_not_there_is_named_as_broken(tmp_path: Path, sealer: Sealer):
    with pytest.raises((StoreBroken, OSError), match="nowhere"):
        SqliteStore(tmp_path / "nowhere" / "a.db", sealer, "o")


async def test_a_key_file_of_another_database_is_refused_before_anything_is_written(
    tmp_path: Path, sealer: Sealer
):
    first = SqliteStore(tmp_path / "a.db", sealer, "office")
    await first.run(contacts.contact_id, "web", "person", AT)
    first.close()

    with pytest.raises(KeysError, match="does not fit the database"):
        SqliteStore(tmp_path / "a.db", Sealer(Keys.new()), "office")


async def test_a_key_file_that_opens_only_a_part_is_refused(tmp_path: Path):
    """As when a rotation was cut off and only the newer of its two keys was kept."""
    old = Keys.new()
    both = Keys((*Keys.new().fields, *old.fields), old.lookup, old.cookies)
    newer = Keys(both.fields[:1], old.lookup, old.cookies)
    before = SqliteStore(tmp_path / "a.db", Sealer(old), "office")
    for person in ("a", "b"):
        await before.run(contacts.contact_id, "web", person, AT)
    before.close()
    meanwhile = SqliteStore(tmp_path / "a.db", Sealer(both), "office")
    await meanwhile.run(inbox.keep, "web", "u1", 1, "text", "{}", AT, AT)
    meanwhile.close()

    with pytest.raises(KeysError, match="keys rotate --resume"):
        SqliteStore(tmp_path / "a.db", Sealer(newer), "office")


async def test_one_damaged_value_is_no_wrong_key(tmp_path: Path, sealer: Sealer):
    store = SqliteStore(tmp_path / "a.db", sealer, "office")
    await store.run(contacts.contact_id, "web", "a", AT)
    await store.run(inbox.keep, "web", "u1", 1, "text", "{}", AT, AT)
    await store.run(lambda tx: tx.execute("UPDATE inbox SET payload_sealed = zeroblob(40)"))
    store.close()

    SqliteStore(tmp_path / "a.db", sealer, "office").close()


def test_an_empty_database_fits_every_key_file(tmp_path: Path, sealer: Sealer):
    SqliteStore(tmp_path / "a.db", sealer, "office").close()

    SqliteStore(tmp_path / "a.db", Sealer(Keys.new()), "office").close()


async def test_opening_again_migrates_nothing_twice(tmp_path: Path, sealer: Sealer):
    for n in range(2):
        store = SqliteStore(tmp_path / "a.db", sealer, "o")
        await store.run(put, f"a{n}")
        store.close()

    assert names(tmp_path / "a.db") == ["a0", "a1"]


async def test_the_database_is_for_its_owner_only(store: SqliteStore):
    assert store.path.stat().st_mode & 0o077 == 0


async def test_two_offices_in_one_database_do_not_see_each_other(tmp_path: Path, sealer: Sealer):
    here = SqliteStore(tmp_path / "a.db", sealer, "here")
    there = SqliteStore(tmp_path / "a.db", sealer, "there")
    await here.run(contacts.contact_id, "web", "me", AT)

    assert await there.read(contacts.find_contact, "web", "me") is None

    here.close()
    there.close()


def test_many_groups_of_many_callers_lose_nothing(tmp_path: Path, sealer: Sealer):
    async def run() -> None:
        store = SqliteStore(tmp_path / "a.db", sealer, "o")
        await asyncio.gather(*(store.run(put, f"n{n:04}") for n in range(1_000)))
        store.close()

    asyncio.run(run())

    assert len(names(tmp_path / "a.db")) == 1_000
