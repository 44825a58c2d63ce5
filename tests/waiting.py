"""Waiting for what a loop under test does in its own time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


async def until(holds: Callable[[], object], within_s: float = 30.0) -> None:
    """Wait until something holds; only a failing test waits so long."""
    async with asyncio.timeout(within_s):
        while not holds():  # noqa: ASYNC110 - the loop under test has no event for tests
            await asyncio.sleep(0.005)
