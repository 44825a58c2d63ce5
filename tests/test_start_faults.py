"""What stops a start: each is one clear sentence and exit status 2, never a traceback."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import bot.app
from bot import cli
from bot.office import Known
from bot.single import Lock


def serve(folder: Path, known: Known, monkeypatch: pytest.MonkeyPatch) -> int:
    """Start the service on a folder as its operator does; return the exit status."""
    monkeypatch.setenv("DATA_DIR", str(folder))
    monkeypatch.setattr(bot.app, "read_known", lambda *_: known)
    # its lines would go to a stream that pytest takes away
    monkeypatch.setattr("bot.logs.set_up", lambda *_: None)
    return cli.main(["serve"])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with a database and its keys."""
    from storage.sealing import Sealer, create_keys
    from storage.sqlite.store import SqliteStore

    SqliteStore(tmp_path / "welfare.db", Sealer(create_keys(tmp_path / "keys.json")), "o").close()
    return tmp_path


def test_a_second_service_on_the_same_database_is_refused(
    data: Path, known: Known, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Lock(data):
        assert serve(data, known, monkeypatch) == 2

    assert "another service runs on" in capsys.readouterr().err


@pytest.mark.parametrize("damage", ["no database at all", "a page overwritten"])
def test_a_damaged_database_is_one_clear_sentence(
    damage: str, data: Path, known: Known, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    database = data / "welfare.db"
    content = bytearray(database.read_bytes())
    if damage == "no database at all":
        content[:4096] = b"this is a letter, not a database" * 128
    else:
        content[100:4096] = os.urandom(3996)
    database.write_bytes(content)

    assert serve(data, known, monkeypatch) == 2

    said = capsys.readouterr().err
    assert "is damaged" in said
    assert "restore a backup" in said
    assert "Traceback" not in said


def test_a_folder_that_cannot_be_used_is_one_clear_sentence(
    tmp_path: Path,
    known: Known,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")

    assert serve(tmp_path / "data", known, monkeypatch) == 2

    said = capsys.readouterr().err
    assert "data" in said
    assert "port" not in said


async def test_two_services_cannot_both_take_the_lock(tmp_path: Path) -> None:
    with Lock(tmp_path), pytest.raises(Exception, match="another service runs"), Lock(tmp_path):
        pass
