"""Fixtures: a running web chat, pages without a browser, pages in a real Chromium."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest
from playwright.async_api import Browser, BrowserContext
from playwright.async_api import Page as ChromiumPage

from tests.bot.webchat.small import Server
from tests.bot.webchat.wire_page import Page


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


#: What Chromium reports of a stopped server and of a refused upload.
ORDINARY = ("WebSocket", "ERR_", "status of 415")


@dataclass
class Tab:
    """A window of a phone: the page and what went wrong in it."""

    page: ChromiumPage
    context: BrowserContext
    faults: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)


@pytest.fixture
async def tab(browser: Browser, server: Server) -> AsyncIterator[Tab]:
    """The chat in a phone's window, after the welcome; no script error may happen in it."""
    context = await browser.new_context(viewport={"width": 390, "height": 844}, locale="ko-KR")
    page = await context.new_page()
    one = Tab(page, context)
    page.on("pageerror", lambda fault: one.faults.append(str(fault)))
    page.on("console", lambda said: said.type == "error" and one.faults.append(said.text))
    page.on("request", lambda asked: one.hosts.add(urlsplit(asked.url).netloc))
    page.on("websocket", lambda asked: one.hosts.add(urlsplit(asked.url).netloc))
    await page.goto(server.url)
    await page.wait_for_selector("button.choice")
    yield one
    assert [f for f in one.faults if not any(o in f for o in ORDINARY)] == []
    await context.close()
