"""The share of questions that found an answer, before and after something was published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.console.numbers import Share
from handlers.hours import seoul
from storage.queries import numbers
from storage.transaction import Tx

DAYS = 14


@dataclass(frozen=True, slots=True)
class Shares:
    """Whole days only: the day of the publishing belongs to neither."""

    before: Share
    after: Share
    days_after: int


def shares_around(tx: Tx, published_at: datetime, today: date) -> Shares:
    """Return the shares of the days before and of those since, two weeks at most, today included."""
    day = seoul(published_at).date()
    begin, end = day + timedelta(days=1), min(day + timedelta(days=DAYS), today) + timedelta(days=1)
    since = max((end - begin).days, 0)
    after = _share(tx, begin, end) if since else Share(0, 0)
    return Shares(_share(tx, day - timedelta(days=DAYS), day), after, since)


def _share(tx: Tx, begin: date, end: date) -> Share:
    found = numbers.answers(tx, begin, end)
    return Share(found.answered, found.answered + found.missed)
