"""Moments and the milliseconds in which they are kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.times import from_ms, to_ms


def test_a_moment_just_before_ten_is_kept_before_ten():
    just_before = datetime(2026, 11, 24, 9, 59, 59, 999_700, UTC)
    kept = from_ms(to_ms(just_before))
    assert kept == datetime(2026, 11, 24, 9, 59, 59, 999_000, UTC)


@given(st.integers(0, 4_102_444_800_000))
def test_what_is_kept_is_read_as_the_same(ms: int):
    assert to_ms(from_ms(ms)) == ms


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))
def test_keeping_takes_less_than_a_millisecond_and_adds_nothing(at: datetime):
    assert timedelta(0) <= at - from_ms(to_ms(at)) < timedelta(milliseconds=1)


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        to_ms(datetime(2026, 11, 24))
