"""Instants are stored as UTC milliseconds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import overload

_EPOCH = datetime.fromtimestamp(0, UTC)
_MS = timedelta(milliseconds=1)


def to_ms(at: datetime) -> int:
    """
    Return whole UTC milliseconds that have passed; raises ValueError for a naive moment.

    Never rounded up: what was read at 09:59:59.9996 was read before ten.
    """
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return (at - _EPOCH) // _MS


@overload
def from_ms(ms: int) -> datetime: ...
@overload
def from_ms(ms: None) -> None: ...
def from_ms(ms: int | None) -> datetime | None:
    """Return an aware UTC moment, or None for None."""
    return None if ms is None else _EPOCH + ms * _MS


def maybe_ms(at: datetime | None) -> int | None:
    """Return UTC milliseconds, or None for None."""
    return None if at is None else to_ms(at)
