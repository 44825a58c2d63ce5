"""What all tests share."""

from __future__ import annotations

import pytest
import structlog

from bot.office import Known
from tests import world

# nothing is printed, and capture_logs still sees every line
structlog.configure(logger_factory=structlog.ReturnLoggerFactory())


@pytest.fixture(scope="session")
def known() -> Known:
    """The knowledge, read once."""
    return world.known()
