"""The day, or the lunch hour, that a question about the open hours names: "내일 몇 시에 가면 돼요", "점심시간에도 열어요?"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from handlers.compact import compact
from handlers.context import Context
from handlers.hours import SEOUL, Lunch, seoul, spoken, spoken_day, spoken_time

_WEEKDAYS = "월화수목금토일"
#: Longer words first: "내일모레" is no "내일".
_FROM_TODAY = (("내일모레", 2), ("모레", 2), ("글피", 3), ("내일", 1), ("낼", 1))
_WEEKDAY = re.compile(r"([월화수목금토일])(?:요일|욜)")
_NEXT_WEEK = re.compile(r"다음주|담주")


def of_the_time(asked: str, context: Context) -> Iterator[str]:
    """Say when the named day is open, and whether lunch is."""
    said = compact(asked)
    day = _named(said, seoul(context.at).date())
    if day is not None:
        yield _of_day(day, context)
    if "점심" in said:
        closed = context.hours.lunch is Lunch.CLOSED
        yield context.words("hours.lunch_closed" if closed else "hours.lunch_open")


def _named(said: str, today: date) -> date | None:
    ahead = next((days for word, days in _FROM_TODAY if word in said), None)
    if ahead is not None:
        return today + timedelta(days=ahead)
    found = _WEEKDAY.search(said)
    if found is None:
        return None
    days = (_WEEKDAYS.index(found[1]) - today.weekday()) % 7
    if _NEXT_WEEK.search(said) and days + today.weekday() < 7:
        days += 7
    return today + timedelta(days=days)


def _of_day(day: date, context: Context) -> str:
    say, frames = context.words, context.hours.frames(day)
    noon = datetime.combine(day, time(12), SEOUL)
    tomorrow = day - seoul(context.at).date() == timedelta(days=1)
    # "내일(화) 오후 12시" without its hour
    name = spoken(noon, context.at).removesuffix(spoken_time(noon)) if tomorrow else spoken_day(day)
    if not frames:
        return say("hours.day_closed", day=name.strip(), why=context.hours.why_closed(noon))
    return say(
        "hours.day_open",
        day=name.strip(),
        opens=spoken_time(frames[0][0]),
        closes=spoken_time(frames[-1][1]),
    )
