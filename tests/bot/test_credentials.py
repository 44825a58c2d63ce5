"""The keys may come from systemd, which shows them in a way that looks readable by a group."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app import keys_of
from bot.settings import read_settings
from storage.errors import KeysError, StoreBroken
from storage.sealing import create_keys, load_keys


@pytest.fixture
def credentials(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as systemd makes it, with the keys in it."""
    folder = tmp_path / "credentials"
    folder.mkdir(mode=0o700)
    create_keys(folder / "keys.json")
    (folder / "keys.json").chmod(0o440)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(folder))
    return folder


def test_the_credential_is_the_key_file(credentials: Path, tmp_path: Path) -> None:
    settings = read_settings(
        {"CREDENTIALS_DIRECTORY": str(credentials), "DATA_DIR": str(tmp_path / "data")}
    )

    assert settings.key_file == credentials / "keys.json"
    assert keys_of(settings) == load_keys(credentials / "keys.json")
    assert not (tmp_path / "data").exists()


def test_a_key_file_that_is_named_wins(credentials: Path, tmp_path: Path) -> None:
    named = tmp_path / "mine.json"
    environ = {"CREDENTIALS_DIRECTORY": str(credentials), "KEY_FILE": str(named)}

    assert read_settings(environ).key_file == named


def test_without_a_credential_of_that_name_the_keys_stand_beside_the_database(
    tmp_path: Path,
) -> None:
    (tmp_path / "credentials").mkdir()
    environ = {"CREDENTIALS_DIRECTORY": str(tmp_path / "credentials"), "DATA_DIR": "data"}

    assert read_settings(environ).key_file == Path("data/keys.json")


@pytest.mark.parametrize("mode", [0o444, 0o460])
def test_a_credential_that_others_can_read_or_a_group_can_write_is_refused(
    credentials: Path, mode: int
) -> None:
    (credentials / "keys.json").chmod(mode)

    with pytest.raises(KeysError, match="read by others"):
        load_keys(credentials / "keys.json")


def test_a_key_file_elsewhere_may_not_be_readable_by_a_group(
    credentials: Path, tmp_path: Path
) -> None:
    create_keys(tmp_path / "keys.json")
    (tmp_path / "keys.json").chmod(0o440)

    with pytest.raises(KeysError, match="read by others"):
        load_keys(tmp_path / "keys.json")


@pytest.mark.parametrize("backup", ["welfare-20261123T180000Z.sealed", "before-0007.sealed"])
@pytest.mark.parametrize("emptied", [False, True])
def test_a_database_that_is_gone_is_not_begun_anew_where_backups_stand(
    tmp_path: Path, backup: str, emptied: bool
) -> None:
    settings = read_settings({"DATA_DIR": str(tmp_path / "data")})
    keys_of(settings)
    settings.backup_dir.mkdir(parents=True)
    (settings.backup_dir / backup).write_bytes(b"sealed")
    if emptied:
        settings.database.touch()

    with pytest.raises(StoreBroken, match="python -m bot restore"):
        keys_of(settings)
