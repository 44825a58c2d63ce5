"""Windows for a call, inside open hours only (H7)."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.hours import Hours, seoul, spoken_day

#: A window is half a day: staff can keep that promise, an exact minute they cannot.
NOON = 12
#: Open half-days offered at once (U3: at most five choices).
OFFERED = 4
#: A window that ends sooner than this is not offered.
LEAST_LEFT = timedelta(minutes=30)
MOST_DAYS = 60

Window = tuple[datetime, datetime]


def windows(hours: Hours, at: datetime, count: int = OFFERED) -> list[Window]:
    """Return the next half-days of duty, in Asia/Seoul."""
    found: list[Window] = []
    day = seoul(at).date()
    for ahead in range(MOST_DAYS):
        for window in _halves(hours.frames(day + timedelta(days=ahead))):
            if window[1] - max(window[0], seoul(at)) >= LEAST_LEFT:
                found.append((max(window[0], seoul(at)), window[1]))
            if len(found) == count:
                return found
    return found


def _halves(frames: tuple[Window, ...]) -> list[Window]:
    halves: list[Window] = []
    for begin, end in frames:
        noon = begin.replace(hour=NOON, minute=0)
        if begin < noon < end:
            halves += [(begin, noon), (noon, end)]
        else:
            halves.append((begin, end))
    return halves


def code(window: Window) -> str:
    """Name a window in a button: "20261123am"."""
    return f"{window[0]:%Y%m%d}{'am' if window[0].hour < NOON else 'pm'}"


def from_code(hours: Hours, at: datetime, value: str) -> Window | None:
    """Return the window a button meant, or None when it has passed or the office is closed then."""
    return next((w for w in windows(hours, at, 40) if code(w) == value), None)


def spoken_window(window: Window) -> str:
    """Say a window: "11월 23일(월) 오후"."""
    return f"{spoken_day(window[0].date())} {'오전' if window[0].hour < NOON else '오후'}"
