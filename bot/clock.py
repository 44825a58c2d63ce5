"""The one place that reads the clock and asks for chance; everything else is told."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
NewToken = Callable[[], str]


def now() -> datetime:
    """Return the moment, aware, UTC, in whole milliseconds: what is decided on must be what is kept (`to_ms`)."""
    moment = datetime.now(UTC)  # noqa: TID251 - this is the place
    return moment.replace(microsecond=moment.microsecond // 1_000 * 1_000)


def new_token() -> str:
    """Return 32 random bytes as URL-safe text."""
    return secrets.token_urlsafe(32)
