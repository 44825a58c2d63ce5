"""Keys are rotated row by row; at every point each row opens with the keys in the file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from storage import contacts, rotation
from storage.errors import KeysError
from storage.sealing import Keys, Sealer, create_keys, load_keys, replace_keys
from storage.sqlite.store import SqliteStore

AT = datetime(2026, 11, 23, tzinfo=UTC)


async def test_rows_are_sealed_again_step_by_step_and_open_at_every_step(tmp_path: Path):
    old = create_keys(tmp_path / "keys.json")
    sealer = Sealer(old, tmp_path / "keys.json")
    store = SqliteStore(tmp_path / "a.db", sealer, "o")
    for n in range(700):
        await store.run(contacts.contact_id, "web", f"person-{n}", AT)
    both = Keys((Fernet.generate_key(), *old.fields), old.lookup, old.cookies)
    replace_keys(tmp_path / "keys.json", both)
    newest = Sealer(Keys(both.fields[:1], old.lookup, old.cookies))
    changed, after, steps = 0, -1, 0

    while True:
        last, count = await store.run(
            rotation.rotate_step, "contact", "key_sealed", after, newest, Sealer(both)
        )
        changed, steps = changed + count, steps + 1
        assert (await store.read(contacts.contact_key, 1))[1] == "person-0"
        assert (await store.read(contacts.contact_key, 700))[1] == "person-699"
        if last == after:
            break
        after = last

    assert changed == 700
    assert steps > 2
    store.close()


def test_a_running_service_learns_of_a_new_key_when_it_meets_one(tmp_path: Path):
    old = create_keys(tmp_path / "keys.json")
    service = Sealer(old, tmp_path / "keys.json")
    both = Keys((Fernet.generate_key(), *old.fields), old.lookup, old.cookies)
    replace_keys(tmp_path / "keys.json", both)

    opened = service.open(Sealer(both).seal("새 열쇠로"))

    assert opened == "새 열쇠로"
    assert Sealer(Keys(both.fields[:1], b"", b"")).can_open(service.seal("다음 글"))


def test_a_key_file_that_others_can_read_is_refused(tmp_path: Path):
    create_keys(tmp_path / "keys.json")
    (tmp_path / "keys.json").chmod(0o640)

    with pytest.raises(KeysError, match="chmod 600"):
        load_keys(tmp_path / "keys.json")


async def test_every_sealed_column_is_rotated(tmp_path: Path):
    store = SqliteStore(tmp_path / "a.db", Sealer(Keys.new()), "o")

    columns = await store.read(rotation.sealed_columns)

    assert ("inbox", "payload_sealed") in columns
    assert ("attachment", "content_sealed") in columns
    assert all(column.endswith("_sealed") for _table, column in columns)
    assert len(columns) >= 11
    store.close()
