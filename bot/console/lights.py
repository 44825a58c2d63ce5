"""How long the oldest of each tab has waited, as a traffic light; counted in minutes of duty (H9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from handlers.context import Context
from storage.queries.queue import Waiting

#: Tab -> minutes of duty until yellow and until red. A working day has 540.
LIMITS: Mapping[str, tuple[int, int]] = {
    "new": (30, 120),
    "active": (10, 30),
    "waiting": (540, 3 * 540),
}
#: Older than that is red whatever the calendar says, and the calendar need not be walked.
RED_ANYWAY_DAYS = 30


@dataclass(frozen=True, slots=True)
class Light:
    """`state` is green, yellow or red; the words say it without the colour."""

    state: str
    age: str


def lights(waiting: Mapping[str, Waiting], context: Context) -> dict[str, Light]:
    """Return the light of each tab on which somebody waits."""
    return {
        tab: _light(tab, waiting[tab], context)
        for tab in LIMITS
        if tab in waiting and waiting[tab].since is not None
    }


def _light(tab: str, waiting: Waiting, context: Context) -> Light:
    assert waiting.since is not None
    age = context.at - waiting.since
    yellow, red = LIMITS[tab]
    if age.days >= RED_ANYWAY_DAYS:
        return Light("red", _short(age))
    minutes = context.hours.working_minutes(waiting.since, context.at)
    state = "red" if minutes >= red else "yellow" if minutes >= yellow else "green"
    return Light(state, _short(age))


def _short(age: timedelta) -> str:
    """Say how long in one word: a tab is narrow."""
    minutes = int(age.total_seconds() // 60)
    if minutes < 60:
        return f"{minutes}분"
    return f"{minutes // 60}시간" if age.days < 1 else f"{age.days}일"
