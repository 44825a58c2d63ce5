"""What the queue shows: no personal data, the most urgent first, how long each has waited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.console.cards import Card, read_cards
from bot.console.labels import Labels
from bot.console.lights import Light, lights
from bot.console.queue_filter import PAGE, TABS, QueueFilter
from bot.console.task_view import TaskLine, due_now
from handlers.context import Context
from handlers.hours import seoul, spoken, spoken_time
from storage import offers, tickets, views
from storage import staff as staff_table
from storage.queries import desk as queries
from storage.queries import queue
from storage.records.staff import AT_THE_DESK, Staff
from storage.records.ticket import Priority, Status, Ticket, TicketKind
from storage.transaction import Tx

#: From then on staff confirm who goes on with what they have (H6).
HAND_OVER_BEFORE_CLOSING = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class QueueView:
    """The queue as one person sees it."""

    filter: QueueFilter
    counts: dict[str, int]
    lights: dict[str, Light]
    #: How many fit the filter, on how many pages.
    found: int
    pages: int
    cards: tuple[Card, ...]
    alerts: tuple[Card, ...]
    hand_over: tuple[Card, ...]
    #: What others want to pass on to this person.
    offers: tuple[Card, ...]
    views: tuple[views.SavedView, ...]
    tasks: tuple[TaskLine, ...]

    @property
    def tab(self) -> str:
        """The tab that is open."""
        return self.filter.tab


@dataclass(frozen=True, slots=True)
class Desk:
    """The line on top of each page: open or closed, and who is there."""

    open_now: bool
    line: str
    nobody: bool


def desk_line(context: Context, everyone: list[Staff]) -> Desk:
    """Say whether the office is open, until when, and whether anybody is on duty."""
    nobody = not any(s.on_duty and not s.disabled and s.role in AT_THE_DESK for s in everyone)
    if context.open_now:
        until = context.hours.closing(context.at)
        line = f"운영 중 · {spoken_time(until)}까지" if until else "운영 중"
        if context.hours.is_slow(context.at):
            line += " · 점심시간"
        return Desk(True, line, nobody)
    why = context.hours.why_closed(context.at)
    opening = spoken(context.hours.next_opening(context.at), context.at)
    return Desk(False, f"운영 시간 아님({why}) · 다음 {opening}", nobody)


def read_queue(
    tx: Tx, asked: QueueFilter, staff: Staff, context: Context, labels: Labels
) -> QueueView:
    """Read one page of the queue, all alerts, and at the day's end what is to be handed over."""
    at, wanted = context.at, asked.wanted(staff)
    names = {s.id: s.name for s in staff_table.everyone(tx)}
    rung = sorted(loud(tx), key=lambda t: (-t.priority, t.opened_at))
    midnight = seoul(at).replace(hour=0, minute=0, second=0, microsecond=0)

    def cards(some: list[Ticket]) -> tuple[Card, ...]:
        return tuple(read_cards(tx, some, staff, names, context, labels))

    waiting, found = queue.waiting(tx), queue.count(tx, wanted, at)
    return QueueView(
        asked, _counts(tx, waiting, midnight), lights(waiting, context), found, -(-found // PAGE),
        cards(queue.listing(tx, wanted, at, PAGE, (asked.page - 1) * PAGE)), cards(rung),
        cards(_to_hand_over(tx, staff, context, midnight)),
        cards([tickets.by_number(tx, o.number) for o in offers.to_me(tx, staff.id)]),
        tuple(views.of_staff(tx, staff.id)),
        due_now(tx, staff, names, labels, at),
    )  # fmt: skip


def _counts(tx: Tx, waiting: dict[str, queue.Waiting], midnight: datetime) -> dict[str, int]:
    counts = {**dict.fromkeys(TABS, 0), **{status: w.count for status, w in waiting.items()}}
    counts["open"] = sum(w.count for w in waiting.values())
    counts["closed"] = queries.closed_since(tx, midnight)
    return counts


def loud(tx: Tx, number: str | None = None) -> list[Ticket]:
    """
    List (with a number: that one only) what is worth a banner and a sound: the urgent, who waits live, and what rang in vain.

    Every new ticket rings once, at once; a banner for each would soon be read by nobody.
    """
    return queue.ringing(tx, Priority.URGENT, TicketKind.CONSULT, 1, number)


def _to_hand_over(tx: Tx, staff: Staff, context: Context, midnight: datetime) -> list[Ticket]:
    closing = context.hours.closing(context.at)
    if closing is None or context.at < closing - HAND_OVER_BEFORE_CLOSING:
        return []
    mine = queue.Wanted((Status.ACTIVE, Status.WAITING), owner=staff.id)
    return [
        t
        for t in queue.listing(tx, mine, context.at)
        if not queries.happened_since(tx, t.id, "handed_over", midnight)
    ]


def priority_options(labels: Labels) -> list[tuple[int, str]]:
    """List priorities, the worst first."""
    return [(int(p), labels("priority", int(p))) for p in sorted(Priority, reverse=True)]
