"""The service keeps its last good knowledge: a broken file is named and changes nothing for residents."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import faq_data
from bot.knowledge import KnowledgeFiles
from intents.faults import FaultyData
from tests.one_entry import ENTRIES
from tests.world import OFFICE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small folder of knowledge."""
    there = tmp_path / "faq"
    (there / "ko").mkdir(parents=True)
    shipped = Path(faq_data.__file__).parent
    shutil.copyfile(shipped / "contacts.yaml", there / "contacts.yaml")
    (there / "ko" / "a.yaml").write_text(ENTRIES, "utf-8")
    return there


def write(path: Path, text: str) -> None:
    """Change a file so that its time of change is another for certain."""
    before = path.stat()
    path.write_text(text, "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 1_000_000_000))


def entries_of(folder: Path) -> Path:
    return folder / "ko" / "a.yaml"


def test_files_that_did_not_change_are_not_read_again(folder: Path, tmp_path: Path) -> None:
    files = KnowledgeFiles(OFFICE, folder, tmp_path / "learned")
    files.read()

    assert files.changed() is None


def test_a_changed_file_is_read_while_the_service_runs(folder: Path, tmp_path: Path) -> None:
    files = KnowledgeFiles(OFFICE, folder, tmp_path / "learned")
    known = files.read()
    entry = next(iter(known.knowledge.entries.values()))
    text = entries_of(folder).read_text("utf-8")

    write(entries_of(folder), text.replace(entry.title, "바뀐 제목", 1))
    anew = files.changed()

    assert anew is not None
    assert anew.knowledge.entries[entry.id].title == "바뀐 제목"


def test_a_broken_file_is_named_and_what_is_known_stays(folder: Path, tmp_path: Path) -> None:
    files = KnowledgeFiles(OFFICE, folder, tmp_path / "learned")
    files.read()
    text = entries_of(folder).read_text("utf-8")

    write(entries_of(folder), "entries: [broken\n")
    assert files.changed() is None
    assert "ko/a.yaml:" in files.fault

    write(entries_of(folder), text)
    os.utime(entries_of(folder))
    assert files.changed() is not None
    assert files.fault == ""


def test_a_start_with_a_broken_file_uses_the_last_good_ones(folder: Path, tmp_path: Path) -> None:
    known = KnowledgeFiles(OFFICE, folder, tmp_path / "learned").read()
    write(entries_of(folder), "entries: [broken\n")

    files = KnowledgeFiles(OFFICE, folder, tmp_path / "learned")

    assert files.read().knowledge.entries.keys() == known.knowledge.entries.keys()
    assert "ko/a.yaml:" in files.fault


def test_the_very_first_start_with_a_broken_file_is_refused(folder: Path, tmp_path: Path) -> None:
    write(entries_of(folder), "entries: [broken\n")

    with pytest.raises(FaultyData, match=r"ko/a\.yaml:"):
        KnowledgeFiles(OFFICE, folder, tmp_path / "learned").read()


def test_nothing_but_answers_stands_on_standard_output(folder: Path, tmp_path: Path) -> None:
    """Another program reads it: a log line, of a folder that cannot be written, goes to standard error."""
    (tmp_path / "file").touch()
    learned = str(tmp_path / "file" / "learned")
    environ = {**os.environ, "FAQ_DIR": str(folder), "LEARNED_DIR": learned}

    done = subprocess.run(
        [sys.executable, "-m", "bot", "understand"], input='{"text": "하나가 뭐예요"}\n', env=environ,
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert [json.loads(line)["decision"] for line in done.stdout.splitlines()] == ["answer"]
    assert "knowledge_not_kept" in done.stderr
