"""Staffed hours as data: open or closed, the exact next opening, working minutes (H1-H3, H9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

SEOUL = ZoneInfo("Asia/Seoul")
#: No office is closed for longer than this; it only keeps a wrong table from looping for ever.
MOST_CLOSED_DAYS = 60
_WEEKDAYS = "월화수목금토일"


class Lunch(StrEnum):
    """What noon to one means: somebody is there, answers are slow, or the desk is closed (H3)."""

    STAFFED = "staffed"
    SLOW = "slow"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Override:
    """One day that differs from the rule; `frames` empty means closed all day."""

    frames: tuple[tuple[time, time], ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Hours:
    """
    The office's working time: weekdays 09:00-18:00 Asia/Seoul except holidays.

    Overrides win over holidays and weekends alike. All instants are aware; a naive one raises
    ValueError.
    """

    opens: time = time(9)
    closes: time = time(18)
    lunch: Lunch = Lunch.SLOW
    lunch_from: time = time(12)
    lunch_until: time = time(13)
    holidays: Mapping[date, str] = field(default_factory=dict)
    overrides: Mapping[date, Override] = field(default_factory=dict)

    def frames(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """Return the open stretches of a day, in Asia/Seoul, end excluded."""
        if (override := self.overrides.get(day)) is not None:
            stretches = override.frames
        elif day.weekday() >= 5 or day in self.holidays:
            stretches = ()
        elif self.lunch is Lunch.CLOSED:
            stretches = ((self.opens, self.lunch_from), (self.lunch_until, self.closes))
        else:
            stretches = ((self.opens, self.closes),)
        return tuple(
            (datetime.combine(day, a, SEOUL), datetime.combine(day, b, SEOUL))
            for a, b in stretches
            if a < b
        )

    def is_open(self, at: datetime) -> bool:
        """Say whether staff are on duty at this moment."""
        local = seoul(at)
        return any(a <= local < b for a, b in self.frames(local.date()))

    def is_slow(self, at: datetime) -> bool:
        """Say whether it is lunch and answers take longer."""
        local = seoul(at)
        noon = self.lunch_from <= local.time() < self.lunch_until
        return self.lunch is Lunch.SLOW and noon and self.is_open(at)

    def next_opening(self, at: datetime) -> datetime:
        """Return the first moment at or after `at` when staff are on duty, in Asia/Seoul."""
        local = seoul(at)
        for begin, end in self._frames_from(local.date()):
            if local < end:
                return max(begin, local)
        raise ValueError(f"the calendar has no open hour within {MOST_CLOSED_DAYS} days of {local}")

    def closing(self, at: datetime) -> datetime | None:
        """Return when the office closes for the day of `at`, or None if it does not open then."""
        frames = self.frames(seoul(at).date())
        return frames[-1][1] if frames else None

    def working_minutes(self, begin: datetime, end: datetime) -> int:
        """Count the whole minutes of duty between two moments; 0 if `end` is not later."""
        total = timedelta()
        local_begin, local_end = seoul(begin), seoul(end)
        day = local_begin.date()
        while day <= local_end.date():
            for a, b in self.frames(day):
                total += max(timedelta(), min(b, local_end) - max(a, local_begin))
            day += timedelta(days=1)
        return int(total.total_seconds() // 60)

    def after(self, at: datetime, minutes: int) -> datetime:
        """Return the moment when `minutes` of duty have passed since `at`."""
        left = timedelta(minutes=minutes)
        local = seoul(at)
        for begin, end in self._frames_from(local.date()):
            start = max(begin, local)
            if start >= end:
                continue
            if end - start >= left:
                return start + left
            left -= end - start
        raise ValueError("the calendar has too few open hours")

    def why_closed(self, at: datetime) -> str:
        """Name the reason: an override's, a holiday's, 주말, 점심시간, 업무 시간 전/후; '' if open."""
        local = seoul(at)
        if self.is_open(at):
            return ""
        frames = self.frames(local.date())
        if not frames:
            if (override := self.overrides.get(local.date())) is not None:
                return override.reason
            return self.holidays.get(local.date(), "주말")
        if local < frames[0][0]:
            return "업무 시작 전"
        return "업무가 끝난 시간" if local >= frames[-1][1] else "점심시간"

    def _frames_from(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        for ahead in range(MOST_CLOSED_DAYS):
            yield from self.frames(day + timedelta(days=ahead))


def seoul(at: datetime) -> datetime:
    """Return the same moment in Asia/Seoul; raise ValueError if `at` is naive."""
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return at.astimezone(SEOUL)


def spoken_day(day: date) -> str:
    """Say a day: "11월 23일(월)"."""
    return f"{day.month}월 {day.day}일({_WEEKDAYS[day.weekday()]})"


def spoken_time(at: datetime) -> str:
    """Say a time of day as people do: "오전 9시", "오후 1시 30분"."""
    local = seoul(at)
    half = "오전" if local.hour < 12 else "오후"
    hour = (local.hour - 1) % 12 + 1
    return f"{half} {hour}시" + (f" {local.minute}분" if local.minute else "")


def spoken(at: datetime, now: datetime) -> str:
    """Say a moment as seen from `now`: "오늘 오후 2시", "내일(화) 오전 9시", "12월 28일(월) 오전 9시"."""
    local, today = seoul(at), seoul(now).date()
    days = (local.date() - today).days
    if days == 0:
        return f"오늘 {spoken_time(at)}"
    if days == 1:
        return f"내일({_WEEKDAYS[local.weekday()]}) {spoken_time(at)}"
    return f"{spoken_day(local.date())} {spoken_time(at)}"
