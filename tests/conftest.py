"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from types import SimpleNamespace

import pytest
import structlog
from playwright.async_api import Browser

from bot.office import Known
from tests import world
from tests.bot.webchat.browser import chromium

# every process that a test starts finds what the models learned where the first one kept it
os.environ["LEARNED_DIR"] = str(world.LEARNED)

# nothing is printed, and capture_logs still sees every line
structlog.configure(logger_factory=structlog.ReturnLoggerFactory())


@pytest.fixture(autouse=True)
def quiet_verbs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A verb that a test runs in this process must not log to the stream that pytest takes away afterwards."""
    monkeypatch.setattr("bot.cli.logs", SimpleNamespace(set_up=lambda *_: None))


@pytest.fixture(scope="session")
def known() -> Known:
    """The knowledge, read once."""
    return world.known()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A real Chromium."""
    async with chromium() as one:
        yield one
