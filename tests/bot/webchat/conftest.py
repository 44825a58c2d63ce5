"""Fixtures: a running web chat, pages without a browser, pages in a real Chromium."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import aiohttp
import pytest

from tests.bot.webchat.small import Page, Server


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Server]:
    """A running web chat."""
    one = Server(tmp_path / "chat.sqlite")
    await one.start()
    yield one
    await one.stop()


@pytest.fixture
async def new_page(server: Server) -> AsyncIterator[Callable[[], Awaitable[Page]]]:
    """Make pages of different visitors."""
    sessions: list[aiohttp.ClientSession] = []

    async def make() -> Page:
        session = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
        sessions.append(session)
        return Page(server, session)

    yield make
    for session in sessions:
        await session.close()


@pytest.fixture
async def page(new_page: Callable[[], Awaitable[Page]]) -> Page:
    """One page."""
    return await new_page()
