"""Keys are rotated row by row; at every point each row opens with the keys in the file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from storage import attachments, contacts, rotation
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
        rows = await store.read(rotation.rows_after, "contact", "key_sealed", after)
        if not rows:
            break
        again = rotation.sealed_again(rows, newest, Sealer(both))
        await store.run(rotation.put_again, "contact", "key_sealed", again)
        changed, steps, after = changed + len(again), steps + 1, rows[-1][0]
        assert (await store.read(contacts.contact_key, 1))[1] == "person-0"
        assert (await store.read(contacts.contact_key, 700))[1] == "person-699"

    assert changed == 700
    assert steps > 2
    store.close()


async def test_a_row_that_the_service_writes_meanwhile_is_not_overwritten(tmp_path: Path):
    old = create_keys(tmp_path / "keys.json")
    store = SqliteStore(tmp_path / "a.db", Sealer(old, tmp_path / "keys.json"), "o")
    person = await store.run(contacts.contact_id, "telegram", "-1", AT)
    both = Keys((Fernet.generate_key(), *old.fields), old.lookup, old.cookies)
    newest = Sealer(Keys(both.fields[:1], b"", b""))
    rows = await store.read(rotation.rows_after, "contact", "key_sealed", 0)
    again = rotation.sealed_again(rows, newest, Sealer(both))

    await store.run(contacts.move_contact, person, "-100")
    await store.run(rotation.put_again, "contact", "key_sealed", again)

    assert (await store.read(contacts.contact_key, person))[1] == "-100"
    store.close()


async def test_photos_are_taken_few_at_a_time(tmp_path: Path):
    store = SqliteStore(tmp_path / "a.db", Sealer(Keys.new()), "o")
    for number in range(5):
        photo = bytes(rotation.MOST_BYTES // 4)
        await store.run(attachments.keep, f"p{number}", "image/jpeg", photo, AT)

    seen, after = [], 0
    while rows := await store.read(rotation.rows_after, "attachment", "content_sealed", after):
        seen.append(len(rows))
        after = rows[-1][0]

    assert sum(seen) == 5
    assert max(seen) <= 3
    store.close()


def test_a_row_that_no_key_opens_stops_the_rotation():
    with pytest.raises(KeysError):
        rotation.sealed_again([(1, Sealer(Keys.new()).seal("x"))], *[Sealer(Keys.new())] * 2)


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
