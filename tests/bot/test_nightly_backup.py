"""Every night one proven copy; a missed night is made up for, a failed one is tried again and told."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from bot import cli
from bot.nightly_backup import BackupFailed, NightlyBackup, in_own_process
from bot.settings import read_settings
from storage import backup
from storage.sealing import Sealer, create_keys, load_keys
from storage.sqlite.store import SqliteStore
from tests.world import StillClock, moment

EVENING = "2026-11-23 20:00"


class Copies:
    """Makes copies as it is told; counts them."""

    def __init__(self) -> None:
        self.made = 0
        self.faults: list[Exception] = []

    async def __call__(self) -> None:
        if self.faults:
            raise self.faults.pop()
        self.made += 1


@pytest.fixture
async def store(tmp_path: Path):
    opened = SqliteStore(
        tmp_path / "welfare.db", Sealer(create_keys(tmp_path / "keys.json")), "songsan1"
    )
    yield opened
    opened.close()


@pytest.fixture
def clock() -> StillClock:
    return StillClock(moment(EVENING))


async def test_a_night_gets_one_copy_however_often_it_is_looked(store, clock) -> None:
    copies = Copies()
    nightly = NightlyBackup(store, clock, copies)

    for at in (EVENING, "2026-11-24 03:49", "2026-11-24 03:50", "2026-11-24 03:51", "2026-11-24 20:00"):  # fmt: skip
        clock.says(at)
        await nightly.look()

    assert copies.made == 1


async def test_nights_that_were_missed_are_made_up_for_with_one_copy(store, clock) -> None:
    copies = Copies()
    await NightlyBackup(store, clock, copies).look()

    clock.says("2026-11-27 10:00")
    again = NightlyBackup(store, clock, copies)

    assert await again.look()
    assert not await again.look()
    assert copies.made == 1


async def test_a_copy_that_failed_is_an_alarm_and_is_tried_again(store, clock) -> None:
    copies = Copies()
    copies.faults = [BackupFailed("the disk is full")]
    nightly = NightlyBackup(store, clock, copies)
    await nightly.look()
    clock.says("2026-11-24 04:00")

    assert not await nightly.look()
    assert nightly.fault == "no backup was made last night: see the log"
    assert await nightly.look()
    assert nightly.fault == ""


async def test_a_copy_cut_off_by_a_stop_is_made_after_the_next_start(store, clock) -> None:
    began = asyncio.Event()

    async def endless() -> None:
        began.set()
        await asyncio.Event().wait()

    first = NightlyBackup(store, clock, endless)
    await store.run(lambda tx: None)
    await NightlyBackup(store, clock, Copies()).look()
    clock.says("2026-11-24 04:00")
    first.start()
    await began.wait()
    await first.stop()

    assert await NightlyBackup(store, clock, Copies()).look()


async def test_the_copy_of_a_running_service_is_sealed_and_proven(store, tmp_path: Path) -> None:
    """The true process: it reads the keys and the settings as the operator's verb does."""
    settings = read_settings({"DATA_DIR": str(tmp_path), "BACKUP_KEEP": "2"})

    await in_own_process(settings, os.environ)

    made = backup.newest(tmp_path / "backups")
    assert made is not None
    assert [p.name for p in (tmp_path / "backups").iterdir()] == [made.name]
    assert made.stat().st_mode & 0o077 == 0
    assert backup.drill(made, tmp_path, Sealer(load_keys(tmp_path / "keys.json"))).rows > 0


async def test_a_copy_that_cannot_be_made_says_why(store, tmp_path: Path) -> None:
    (tmp_path / "keys.json").chmod(0o644)

    with pytest.raises(BackupFailed, match="chmod 600"):
        await in_own_process(read_settings({"DATA_DIR": str(tmp_path)}), os.environ)


async def test_the_settings_name_the_folder_and_how_many_are_kept(
    store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("BACKUP_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("BACKUP_KEEP", "1")

    assert cli.main(["backup"]) == 0
    assert len(list((tmp_path / "elsewhere").iterdir())) == 1
    assert cli.main(["restore", "--drill"]) == 0
