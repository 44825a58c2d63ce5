"""Fixtures: a verb run in this process, a data folder that a service has left, a replica."""

from __future__ import annotations

import io
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot import cli
from bot.core import Core
from bot.verbs import understand
from storage.sealing import create_keys
from tests import world
from tests.bot.replica import THURSDAY, Replica


@pytest.fixture
def bot(monkeypatch, tmp_path, capsys):
    """Run a verb in this process; return (exit status, out, err)."""
    monkeypatch.setattr(understand, "reader_of", lambda _: SimpleNamespace(read=world.known))

    def run(*argv: str, given: str = "", **environ: str) -> tuple[int, str, str]:
        for name, value in {"DATA_DIR": str(tmp_path / "data"), **environ}.items():
            monkeypatch.setenv(name, value)
        stdin = io.TextIOWrapper(io.BytesIO(given.encode("utf-8", "surrogatepass")))
        monkeypatch.setattr(sys, "stdin", stdin)
        status = cli.main(argv)
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


@pytest.fixture
async def filled(tmp_path):
    """A data folder with one report in it, of a service that has stopped."""
    from bot.core import World
    from bot.staff_group import StaffGroup

    (tmp_path / "data").mkdir()
    made = create_keys(tmp_path / "data" / "keys.json")
    clock = world.StillClock(world.moment("2026-11-23 10:00"))
    office = world.RunningOffice.__new__(world.RunningOffice)
    office.folder, office.clock, office.known = tmp_path, clock, world.known()
    office.group_key, office.everything_said, office.residents = "", [], 0
    office.core = Core(
        tmp_path / "data" / "welfare.db", made, world.known(),
        World(clock, lambda: "t"), StaffGroup("telegram", "", ""),
    )  # fmt: skip
    await office.core.start(clock=False)
    me = office.resident()
    await me.presses_value("s:visit")
    for said in ("카나리아 사정", "네", "010-7777-8888", "카나리아길 7", "카나리아 없을 때"):
        await me.says(said)
    await office.core.stop()


@pytest.fixture
async def replica(tmp_path: Path) -> AsyncIterator[Replica]:
    """A service that has looked at its clock on a Thursday at eight."""
    one = Replica(tmp_path / "clock.db", f"{THURSDAY} 08:00")
    await one.ticks()
    yield one
    one.dies()
