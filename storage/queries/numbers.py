"""What the office's numbers are counted from: cases of a stretch of time, answers, missed questions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from storage import tickets
from storage.records.ticket import Ticket
from storage.times import from_ms, to_ms
from storage.transaction import Tx

SEOUL = ZoneInfo("Asia/Seoul")
#: Messages are destroyed after 30 days, so what they come to is counted before.
COUNTED_BACK_DAYS = 29
#: A question that was answered names the entry that answered it.
_ANSWERED = (
    "SELECT count(*) FROM inbox WHERE office = ? AND kind IN ('text', 'button') AND outcome = 'answered'"
    " AND decided_by <> '' AND received_at >= ? AND received_at < ?"
)


@dataclass(frozen=True, slots=True)
class Answers:
    """How many questions found an answer, and how many did not."""

    answered: int
    missed: int


@dataclass(frozen=True, slots=True)
class MissedText:
    """A question without an answer, scrubbed, and how often it came."""

    text: str
    count: int


def opened(tx: Tx, begin: datetime, end: datetime) -> list[Ticket]:
    """Return the cases opened in a stretch of time; reports that were only rescued count too."""
    rest = "WHERE t.office = ? AND t.opened_at >= ? AND t.opened_at < ? ORDER BY t.opened_at"
    return tickets.select(tx, rest, (tx.office, to_ms(begin), to_ms(end)))


def closed(tx: Tx, begin: datetime, end: datetime) -> list[Ticket]:
    """Return the cases closed in a stretch of time."""
    rest = "WHERE t.office = ? AND t.closed_at >= ? AND t.closed_at < ? ORDER BY t.closed_at"
    return tickets.select(tx, rest, (tx.office, to_ms(begin), to_ms(end)))


def first_contacts(tx: Tx, ids: Sequence[int]) -> dict[int, datetime]:
    """Return when the office first wrote, called or joined, for each case where it has."""
    rows = tx.all(
        "SELECT ticket_id, min(at) FROM event WHERE ticket_id IN (SELECT value FROM json_each(?))"
        " AND (kind IN ('replied', 'joined') OR kind LIKE 'call~_%' ESCAPE '~') GROUP BY ticket_id",
        (json.dumps(list(ids)),),
    )
    return {row[0]: from_ms(row[1]) for row in rows}


def answers(tx: Tx, begin: date, end: date) -> Answers:
    """Return the answers of some days, `end` excluded: as counted before, the newest days now."""
    counted = tx.all(
        "SELECT name, sum(count) FROM daily_count WHERE office = ? AND day >= ? AND day < ? GROUP BY name",
        (tx.office, begin.isoformat(), end.isoformat()),
    )
    sums = {row[0]: int(row[1]) for row in counted}
    open_from = max(begin, _uncounted_from(tx) or begin)
    live = _count(tx, open_from, end) if open_from < end else Answers(0, 0)
    return Answers(sums.get("answered", 0) + live.answered, sums.get("missed", 0) + live.missed)


def _uncounted_from(tx: Tx) -> date | None:
    last = tx.value("SELECT max(day) FROM daily_count WHERE office = ?", (tx.office,))
    return None if last is None else date.fromisoformat(last) + timedelta(days=1)


def _count(tx: Tx, begin: date, end: date) -> Answers:
    span = (tx.office, to_ms(_midnight(begin)), to_ms(_midnight(end)))
    missed = "SELECT count(*) FROM missed WHERE office = ? AND reason = 'unanswered' AND at >= ? AND at < ?"
    return Answers(int(tx.value(_ANSWERED, span)), int(tx.value(missed, span)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SEOUL)


def count_days(tx: Tx, at: datetime) -> int:
    """Count the days that are over and were not counted; return how many. Before anything is destroyed."""
    today = at.astimezone(SEOUL).date()
    begin = _uncounted_from(tx) or today - timedelta(days=COUNTED_BACK_DAYS)
    days = [begin + timedelta(days=n) for n in range((today - begin).days)]
    for day in days:
        found = _count(tx, day, day + timedelta(days=1))
        tx.many(
            "INSERT INTO daily_count (office, day, name, count) VALUES (?, ?, ?, ?)",
            [(tx.office, day.isoformat(), "answered", found.answered),
             (tx.office, day.isoformat(), "missed", found.missed)],
        )  # fmt: skip
    return len(days)


def missed_most(tx: Tx, begin: datetime, end: datetime, limit: int = 10) -> list[MissedText]:
    """Return the questions that found no answer most often; scrubbed texts."""
    rows = tx.all(
        "SELECT text_sealed, count(*) AS n FROM missed WHERE office = ? AND at >= ? AND at < ?"
        " GROUP BY digest ORDER BY n DESC, max(at) DESC LIMIT ?",
        (tx.office, to_ms(begin), to_ms(end), limit),
    )
    return [MissedText(tx.sealer.open(r["text_sealed"]), r["n"]) for r in rows]
