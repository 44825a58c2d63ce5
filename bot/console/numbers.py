"""The office's numbers of a day or a month, counted from the cases; times in minutes of duty (H9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median

from bot.console.cards import kind_name
from bot.console.labels import Labels
from handlers.hours import SEOUL, Hours, seoul
from storage.queries import numbers
from storage.queries.numbers import MissedText
from storage.records.ticket import Outcome, Ticket, TicketKind
from storage.transaction import Tx

#: 복지위기 알림 (national app), 2024-06 to 2025: 4,347 of 13,393 reports ended without any action.
NATIONAL_NO_ACTION = 32.5
TOPICS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Period:
    """A day or a month in Seoul; `end` is the first day after it."""

    begin: date
    end: date

    @property
    def is_day(self) -> bool:
        """Whether it is one day."""
        return self.end - self.begin == timedelta(days=1)

    @property
    def code(self) -> str:
        """Write it as it stands in an address: 2026-11-23 or 2026-11."""
        return self.begin.isoformat() if self.is_day else f"{self.begin:%Y-%m}"

    @property
    def spoken(self) -> str:
        """Write it as people say it: 2026년 11월, and the day if it is one."""
        month = f"{self.begin.year}년 {self.begin.month}월"
        return f"{month} {self.begin.day}일" if self.is_day else month

    @property
    def query(self) -> str:
        """Return the part of the address that asks for it."""
        return f"{'day' if self.is_day else 'month'}={self.code}"

    @property
    def before(self) -> Period:
        """The period in front of it."""
        last = self.begin - timedelta(days=1)
        return Period(last, self.begin) if self.is_day else month_of(last)

    @property
    def after(self) -> Period:
        """The period behind it."""
        return Period(self.end, self.end + timedelta(days=1)) if self.is_day else month_of(self.end)

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """Its first moment, and that of the next."""
        return (
            datetime.combine(self.begin, time(), SEOUL),
            datetime.combine(self.end, time(), SEOUL),
        )


@dataclass(frozen=True, slots=True)
class Times:
    """How long something took; None without a single case."""

    count: int
    median_min: int | None
    p90_min: int | None


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        """The share in percent, one decimal; None of nothing."""
        return round(100 * self.part / self.whole, 1) if self.whole else None


@dataclass(frozen=True, slots=True)
class Count:
    """A table of counts; `whole` says that its rows add up to the total of the period."""

    code: str
    rows: tuple[tuple[str, int], ...]
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """All numbers of a period."""

    period: Period
    opened: int
    closed: int
    counts: tuple[Count, ...]
    response: Times
    closing: Times
    no_action: Share
    answered: Share
    missed: tuple[MissedText, ...]


def month_of(day: date) -> Period:
    """Return the month of a day."""
    first = day.replace(day=1)
    return Period(first, (first + timedelta(days=32)).replace(day=1))


def read_sheet(tx: Tx, period: Period, hours: Hours, labels: Labels) -> Sheet:
    """Count a period; `hours` must know the days that differ from the rule since its begin."""
    begin, end = period.moments
    opened, closed = numbers.opened(tx, begin, end), numbers.closed(tx, begin, end)
    contacts = numbers.first_contacts(tx, [t.id for t in opened])
    answers = numbers.answers(tx, period.begin, period.end)
    reports = [t for t in closed if t.kind is TicketKind.REPORT]
    return Sheet(
        period, len(opened), len(closed), tuple(_counts(opened, closed, labels)),
        _times(hours.working_minutes(t.opened_at, contacts[t.id]) for t in opened if t.id in contacts),
        _times(hours.working_minutes(t.opened_at, t.closed_at) for t in closed if t.closed_at),
        Share(sum(t.outcome is Outcome.NO_ACTION for t in reports), len(reports)),
        Share(answers.answered, answers.answered + answers.missed),
        tuple(numbers.missed_most(tx, begin, end)),
    )  # fmt: skip


def _counts(opened: Sequence[Ticket], closed: Sequence[Ticket], labels: Labels) -> Iterable[Count]:
    yield Count("kind", _most(Counter(kind_name(t, labels) for t in opened)))
    topics = Counter(topic for t in opened for topic in _topics(t, labels))
    yield Count("topic", _most(topics)[:TOPICS_SHOWN], whole=False)
    yield Count("channel", _most(Counter(labels("channel", t.channel) for t in opened)))
    by_hour = Counter(seoul(t.opened_at).hour for t in opened)
    yield Count("hour", tuple((f"{hour}시", by_hour[hour]) for hour in range(24)))
    yield Count("outcome", _most(Counter(labels("outcome", t.outcome) for t in closed)))


def _most(counter: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counter.items(), key=lambda row: (-row[1], row[0])))


def _topics(ticket: Ticket, labels: Labels) -> set[str]:
    """What it is about: the chosen topic of a call or talk, what was seen of a report."""
    if ticket.kind is TicketKind.REPORT:
        return {labels("reason", reason) for reason in ticket.reasons}
    return {topic} if (topic := ticket.fields.get("topic", "")) else set()


def _times(minutes: Iterable[int]) -> Times:
    found = sorted(minutes)
    if not found:
        return Times(0, None, None)
    # the nearest rank: the smallest that at least nine of ten do not exceed
    rank = -(-len(found) * 9 // 10) - 1
    return Times(len(found), round(median(found)), found[rank])


def spent(minutes: int) -> str:
    """Say minutes of duty; never in days, for a working day is not one of 24 hours."""
    return f"{minutes}분" if minutes < 120 else f"{minutes // 60}시간 {minutes % 60}분"
