"""What all tests share."""

from __future__ import annotations

import pytest
import structlog

from bot.office import Known
from tests import world

structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))


@pytest.fixture(scope="session")
def known() -> Known:
    """The knowledge, read once."""
    return world.known()
