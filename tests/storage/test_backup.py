"""A backup is sealed, proves itself by a restore, and is refused when anything is wrong with it."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import backup, contacts
from storage.errors import KeysError, StoreBroken
from storage.sealing import Keys, Sealer
from storage.sqlite.store import SqliteStore

AT = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


@pytest.fixture
async def database(tmp_path: Path):
    sealer = Sealer(Keys.new())
    store = SqliteStore(tmp_path / "a.db", sealer, "office-canary")
    await store.run(contacts.contact_id, "web", "person", AT)
    yield tmp_path / "a.db", sealer
    store.close()


async def test_a_copy_made_while_the_service_runs_restores_to_the_same_counts(
    database, tmp_path: Path
):
    path, sealer = database

    made, proof = backup.back_up(path, tmp_path / "b", sealer, AT, keep=3)
    backup.restore(made, tmp_path / "again.db", sealer)

    assert backup.prove(tmp_path / "again.db") == proof
    assert proof.counts["contact"] == 1


async def test_nothing_of_the_database_can_be_read_in_the_copy(database, tmp_path: Path):
    path, sealer = database

    made, _proof = backup.back_up(path, tmp_path / "b", sealer, AT, keep=3)

    assert b"office-canary" not in made.read_bytes()
    assert [p.name for p in (tmp_path / "b").iterdir()] == [made.name]


async def test_only_the_newest_copies_are_kept(database, tmp_path: Path):
    path, sealer = database

    for hour in range(4):
        newest, _ = backup.back_up(path, tmp_path / "b", sealer, AT + timedelta(hours=hour), keep=2)

    kept = sorted((tmp_path / "b").iterdir())
    assert len(kept) == 2
    assert kept[-1] == newest


async def test_other_keys_do_not_open_it(database, tmp_path: Path):
    path, sealer = database
    made, _ = backup.back_up(path, tmp_path / "b", sealer, AT, keep=1)

    with pytest.raises(KeysError, match="another key file"):
        backup.drill(made, tmp_path, Sealer(Keys.new()))


async def test_a_copy_under_keys_that_are_not_the_databases_is_not_called_proven(
    database, tmp_path: Path
):
    path, _sealer = database

    with pytest.raises(KeysError, match="does not fit the database"):
        backup.back_up(path, tmp_path / "b", Sealer(Keys.new()), AT, keep=1)

    assert list((tmp_path / "b").iterdir()) == []


@pytest.mark.parametrize("cut", [10, 200])
async def test_a_copy_cut_short_is_refused(database, tmp_path: Path, cut: int):
    path, sealer = database
    made, _ = backup.back_up(path, tmp_path / "b", sealer, AT, keep=1)
    made.write_bytes(made.read_bytes()[:-cut])

    with pytest.raises((StoreBroken, KeysError)):
        backup.drill(made, tmp_path, sealer)


async def test_what_a_killed_backup_left_is_cleared_away_but_not_one_at_work(
    database, tmp_path: Path
):
    path, sealer = database
    (tmp_path / "b").mkdir()
    old, young = (
        tmp_path / "b" / f".welfare-{stamp}.sealed.plain"
        for stamp in ("20261122T180000Z", "20261123T175900Z")
    )
    for left in (old, young):
        left.write_text("half of a copy")

    backup.back_up(path, tmp_path / "b", sealer, AT, keep=1)

    assert not old.exists()
    assert young.exists()


async def test_the_copy_from_before_a_migration_goes_when_nightly_ones_outlive_it(
    database, tmp_path: Path
):
    path, sealer = database
    before = backup.back_up_before(path, tmp_path / "b", sealer, "m0002")
    os.utime(before, (0, 0))

    kept = []
    for day in range(3):
        backup.back_up(path, tmp_path / "b", sealer, AT + timedelta(days=day), keep=2)
        kept.append(before.exists())

    assert kept == [True, True, False]


def test_a_backup_says_when_it_was_made(tmp_path: Path):
    assert backup.made_at(tmp_path / "welfare-20261123T180000Z.sealed") == AT
    assert backup.newest(tmp_path) is None
