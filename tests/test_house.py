"""House rules: arrows one way, small files, numbers in one place, no clock or chance in the core."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CODE = [
    p for folder in ("bot", "handlers", "intents", "storage") for p in (ROOT / folder).rglob("*.py")
]
#: Longer than 300 lines, and why.
LONG: dict[str, str] = {}


def test_imports_go_one_way():
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"],
        cwd=ROOT, capture_output=True, text=True, timeout=120,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_file_is_longer_than_300_lines(path: Path):
    name = str(path.relative_to(ROOT))
    length = len(path.read_text("utf-8").splitlines())

    assert length <= 300 or name in LONG


def test_every_module_says_what_it_is():
    silent = [
        str(p.relative_to(ROOT))
        for p in CODE
        if not ast.get_docstring(ast.parse(p.read_text("utf-8")))
    ]

    assert [p for p in silent if not p.endswith("__init__.py")] == []


def test_no_emergency_number_stands_in_code():
    """They live in contacts.yaml with their source and date (A5)."""
    number = re.compile(r"""["'☎ ](?:109|112|119|129|1366|1388|1577-\d{4})["' ]""")
    found = [
        (path.name, line.strip())
        for path in CODE
        if path.name not in MENTIONED
        for line in path.read_text("utf-8").splitlines()
        if number.search(line) and not line.lstrip().startswith("#")
    ]

    assert found == []


#: Files that recognise numbers in texts, or name one as an example in a docstring.
MENTIONED = {"private.py", "danger_words.py", "danger.py", "pages.py"}


def test_the_pure_floors_read_neither_clock_nor_chance_nor_environment():
    banned = re.compile(
        r"datetime\.now|time\.time|random\.|os\.environ|import asyncio|import socket"
    )
    pure = [
        p for p in CODE if p.is_relative_to(ROOT / "handlers") or p.is_relative_to(ROOT / "intents")
    ]

    assert [str(p) for p in pure if banned.search(p.read_text("utf-8"))] == []


def test_nothing_outside_storage_writes_sql():
    sql = re.compile(r'"(?:INSERT INTO|UPDATE \w+ SET|DELETE FROM|SELECT .* FROM) ')
    outside = [p for p in CODE if not p.is_relative_to(ROOT / "storage")]

    assert [str(p.relative_to(ROOT)) for p in outside if sql.search(p.read_text("utf-8"))] == []


def test_nobody_catches_everything_but_the_loops():
    """style.md: the loops go on whatever one message, row, job or connection brings."""
    broad = {
        str(p.relative_to(ROOT))
        for p in CODE
        if re.search(r"except (?:Base)?Exception", p.read_text("utf-8"))
    }

    assert broad == LOOPS


LOOPS = {
    "bot/turn.py",  # a message: counted, then set aside
    "bot/intake.py",  # the turns of a contact
    "bot/outbox.py",  # a row
    "bot/clockwork.py",  # a job
    "bot/sweep.py",  # a ticket of a job
    "bot/channels/telegram/receive.py",  # an update
    "bot/channels/webchat/socket.py",  # a frame
    "bot/console/errors.py",  # a request
    "bot/learned.py",  # a kept file: one damaged byte makes zip and numpy raise almost anything
    "handlers/dispatch.py",  # A2: a screen that breaks calls a person
    "storage/sqlite/store.py",  # a function of a group: handed to its caller
}
