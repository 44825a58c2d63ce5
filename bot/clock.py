"""The one place that reads the clock and asks for chance; everything else is told."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
NewToken = Callable[[], str]


def now() -> datetime:
    """Return the moment, aware, UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the place


def new_token() -> str:
    """Return 32 random bytes as URL-safe text."""
    return secrets.token_urlsafe(32)
