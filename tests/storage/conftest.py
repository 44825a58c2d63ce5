"""A store on a real file, and its sealer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.sealing import Sealer
from storage.sqlite.store import SqliteStore
from tests.world import keys


@pytest.fixture
def sealer() -> Sealer:
    return Sealer(keys())


@pytest.fixture
async def store(tmp_path: Path, sealer: Sealer) -> AsyncIterator[SqliteStore]:
    one = SqliteStore(tmp_path / "welfare.db", sealer, "songsan1")
    yield one
    one.close()
