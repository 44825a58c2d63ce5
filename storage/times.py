"""Instants are stored as UTC milliseconds."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import overload


def to_ms(at: datetime) -> int:
    """Return UTC milliseconds; raises ValueError for a naive moment."""
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return round(at.timestamp() * 1000)


@overload
def from_ms(ms: int) -> datetime: ...
@overload
def from_ms(ms: None) -> None: ...
def from_ms(ms: int | None) -> datetime | None:
    """Return an aware UTC moment, or None for None."""
    return None if ms is None else datetime.fromtimestamp(ms / 1000, UTC)


def maybe_ms(at: datetime | None) -> int | None:
    """Return UTC milliseconds, or None for None."""
    return None if at is None else to_ms(at)
