"""Staffed hours: open, closed, next opening, working minutes (H1-H3, H5, H9)."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.office import public_holidays
from handlers.hours import Hours, Lunch, Override, spoken
from tests.world import moment

RULE = Hours(holidays=public_holidays(2026))
#: Weekdays without service, 2026-11-22 to 2027-12-31: safety.md section 4.
CLOSURES = [
    "2026-12-25",
    "2027-01-01",
    "2027-02-08",
    "2027-02-09",
    "2027-03-01",
    "2027-05-03",
    "2027-05-05",
    "2027-05-13",
    "2027-07-19",
    "2027-08-16",
    "2027-09-14",
    "2027-09-15",
    "2027-09-16",
    "2027-10-04",
    "2027-10-11",
    "2027-12-27",
]


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        ("2026-11-23 08:59:59", False),
        ("2026-11-23 09:00:00", True),
        ("2026-11-23 12:30:00", True),
        ("2026-11-23 17:59:59", True),
        ("2026-11-23 18:00:00", False),
        ("2026-11-22 10:00:00", False),
    ],
)
def test_the_office_opens_at_nine_and_is_closed_from_six(at: str, is_open: bool):
    assert RULE.is_open(moment(at)) is is_open


def test_the_closures_of_the_coming_year_are_those_of_the_published_list():
    begin, end = date(2026, 11, 22), date(2027, 12, 31)
    days = [begin + timedelta(days=n) for n in range((end - begin).days + 1)]

    closed = [str(day) for day in days if day.weekday() < 5 and not _hours_of(day).frames(day)]

    assert closed == CLOSURES


def _hours_of(day: date) -> Hours:
    return Hours(holidays=public_holidays(day.year))


@pytest.mark.parametrize(
    ("at", "next_opening", "words"),
    [
        ("2026-11-27 18:01", "2026-11-30 09:00", "11월 30일(월) 오전 9시"),
        ("2026-12-24 18:00", "2026-12-28 09:00", "12월 28일(월) 오전 9시"),
        ("2027-09-13 18:00", "2027-09-17 09:00", "9월 17일(금) 오전 9시"),
        ("2027-02-05 18:00", "2027-02-10 09:00", "2월 10일(수) 오전 9시"),
        ("2026-12-31 18:00", "2027-01-04 09:00", "1월 4일(월) 오전 9시"),
        ("2026-11-23 03:00", "2026-11-23 09:00", "오늘 오전 9시"),
        ("2026-11-23 20:00", "2026-11-24 09:00", "내일(화) 오전 9시"),
        ("2026-11-23 10:15", "2026-11-23 10:15", "오늘 오전 10시 15분"),
    ],
)
def test_the_next_opening_is_exact_over_weekends_and_holidays(at, next_opening, words):
    opening = RULE.next_opening(moment(at))

    assert opening == moment(next_opening)
    assert spoken(opening, moment(at)) == words


def test_a_temporary_holiday_set_by_the_office_closes_a_weekday():
    hours = Hours(overrides={date(2026, 11, 23): Override((), "임시공휴일")})

    assert not hours.is_open(moment("2026-11-23 10:00"))
    assert hours.why_closed(moment("2026-11-23 10:00")) == "임시공휴일"
    assert hours.next_opening(moment("2026-11-23 10:00")) == moment("2026-11-24 09:00")


def test_an_override_opens_a_holiday_and_a_saturday():
    morning = Override(((time(9), time(12)),), "특별 근무")
    hours = Hours(
        holidays={date(2026, 12, 25): "성탄절"},
        overrides={date(2026, 12, 25): morning, date(2026, 11, 28): morning},
    )

    assert hours.is_open(moment("2026-12-25 11:59:59"))
    assert hours.is_open(moment("2026-11-28 09:00"))
    assert not hours.is_open(moment("2026-11-28 12:00"))


def test_a_partial_day_closes_early_and_says_why():
    hours = Hours(overrides={date(2026, 11, 23): Override(((time(9), time(15)),), "직원 교육")})

    assert hours.closing(moment("2026-11-23 10:00")) == moment("2026-11-23 15:00")
    assert hours.why_closed(moment("2026-11-23 16:00")) == "업무가 끝난 시간"


@pytest.mark.parametrize(
    ("lunch", "is_open", "is_slow"),
    [(Lunch.STAFFED, True, False), (Lunch.SLOW, True, True), (Lunch.CLOSED, False, False)],
)
def test_lunch_is_staffed_slow_or_closed(lunch: Lunch, is_open: bool, is_slow: bool):
    hours = Hours(lunch=lunch)

    assert hours.is_open(moment("2026-11-23 12:30")) is is_open
    assert hours.is_slow(moment("2026-11-23 12:30")) is is_slow


def test_with_lunch_closed_the_next_opening_at_noon_is_one_o_clock():
    hours = Hours(lunch=Lunch.CLOSED)

    assert hours.next_opening(moment("2026-11-23 12:00")) == moment("2026-11-23 13:00")
    assert hours.why_closed(moment("2026-11-23 12:00")) == "점심시간"


@pytest.mark.parametrize(
    ("begin", "end", "minutes"),
    [
        ("2026-11-27 17:30", "2026-11-30 09:30", 60),
        ("2026-11-23 09:00", "2026-11-23 18:00", 540),
        ("2026-11-28 09:00", "2026-11-29 18:00", 0),
        ("2026-12-24 17:00", "2026-12-28 10:00", 120),
        ("2026-11-23 10:00", "2026-11-23 09:00", 0),
    ],
)
def test_working_minutes_leave_nights_weekends_and_holidays_out(begin, end, minutes):
    assert RULE.working_minutes(moment(begin), moment(end)) == minutes


def test_minutes_of_duty_go_on_after_the_weekend():
    assert RULE.after(moment("2026-11-27 17:40"), 30) == moment("2026-11-30 09:10")


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        RULE.is_open(moment("2026-11-23 10:00").replace(tzinfo=None))


def test_a_calendar_that_never_opens_is_a_fault_and_no_endless_loop():
    never = Hours(opens=time(9), closes=time(9))

    with pytest.raises(ValueError, match="no open hour"):
        never.next_opening(moment("2026-11-23 10:00"))


some_minute = st.integers(0, 400 * 24 * 60).map(
    lambda n: moment("2026-11-22 00:00") + timedelta(minutes=n)
)


@settings(max_examples=150, deadline=None)
@given(some_minute)
def test_at_the_next_opening_the_office_is_open_and_was_not_before(at):
    opening = RULE.next_opening(at)

    assert RULE.is_open(opening)
    assert opening >= at
    assert opening == at or not RULE.is_open(opening - timedelta(seconds=1))


@settings(max_examples=100, deadline=None)
@given(some_minute, st.integers(1, 3_000))
def test_after_so_many_minutes_of_duty_just_so_many_have_passed(at, minutes):
    assert RULE.working_minutes(at, RULE.after(at, minutes)) == minutes
