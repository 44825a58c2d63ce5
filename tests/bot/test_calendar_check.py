"""The holidays package is checked against the years whose days residents are promised (H2)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from importlib.metadata import version

import pytest

from bot.calendar_check import CHECKED, PINNED, UPGRADE, calendar_faults
from bot.office import public_holidays
from tests.world import moment


def all_days(year: int) -> Collection[date]:
    """A package that knows twenty days of each year."""
    return [date(year, 1, day) for day in range(1, 21)]


def faults(at: str, of: str, days=all_days) -> list[str]:
    return list(calendar_faults(moment(at), of, days))


def test_what_is_installed_is_new_enough_for_this_year_and_the_next():
    assert faults("2026-11-23 10:00", version("holidays"), public_holidays) == []


def test_the_pinned_version_is_the_one_that_was_checked():
    assert version("holidays") == PINNED


@pytest.mark.parametrize("old", ["0.86", "0.98", "0.101"])
def test_a_package_without_the_new_holidays_of_2026_is_named(old: str):
    (this, coming) = faults("2026-11-23 10:00", old)

    assert "lacks days of 2026, 0.102 has them" in this
    assert "2027" in coming
    assert "pip install" in this


def test_the_coming_year_is_asked_for_from_july_on():
    assert faults("2027-06-30 10:00", PINNED) == []
    assert "older than the official list of 2028" in faults("2027-07-01 10:00", PINNED)[0]


def test_a_newer_package_is_trusted_with_newer_years():
    assert faults("2027-11-01 10:00", "0.121") == []


def test_a_year_that_the_package_does_not_know_is_named():
    said = faults("2026-11-23 10:00", PINNED, lambda year: all_days(year) if year < 2027 else [])

    assert said == [f"the holidays package (0.109) does not know 2027: {UPGRADE}"]


def test_no_year_is_checked_that_is_long_gone():
    assert min(CHECKED) >= 2025
