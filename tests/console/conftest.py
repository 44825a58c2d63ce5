"""Fixtures: a served console on a Monday at ten."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.console.desk import RunningDesk
from tests.world import office_at


@pytest.fixture
async def desk() -> AsyncIterator[RunningDesk]:
    """The console of an open office."""
    async with office_at("2026-11-23 10:00") as office:
        running = RunningDesk(office)
        await running.start()
        yield running
        await running.stop()
