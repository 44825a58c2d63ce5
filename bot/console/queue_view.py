"""What the queue shows: no personal data, the most urgent first, how long each has waited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.console.labels import Labels, ago, day_and_time, due_words, lasting
from handlers.context import Context
from handlers.hours import seoul, spoken, spoken_time
from storage import alerts, tickets
from storage import staff as staff_table
from storage.queries import desk as queries
from storage.records.staff import Staff
from storage.records.ticket import Priority, Status, Ticket, TicketKind
from storage.transaction import Tx

#: Tab -> statuses; words of Kakao's own tool.
TABS = {
    "new": (Status.NEW,),
    "waiting": (Status.WAITING,),
    "active": (Status.ACTIVE,),
    "closed": (Status.CLOSED,),
}
SHOWN = 100
#: Reasons shown on a card; the case page shows all.
REASONS_SHOWN = 4
#: From then on staff confirm who goes on with what they have (H6).
HAND_OVER_BEFORE_CLOSING = timedelta(minutes=30)
#: A reason that only repeats the kind says nothing.
_REPEATS = frozenset({"callback", "visit", "consult", "message", "erasure", "about_self"})


@dataclass(frozen=True, slots=True)
class Card:
    """One line of the queue."""

    number: str
    kind: str
    priority: int
    priority_name: str
    reasons: tuple[str, ...]
    more_reasons: int
    waited: str
    owner: str
    mine: bool
    unfinished: bool
    late: bool
    due: str
    promised: str
    ringing: bool
    wrote: bool


@dataclass(frozen=True, slots=True)
class QueueView:
    """The queue as one person sees it."""

    tab: str
    counts: dict[str, int]
    cards: tuple[Card, ...]
    alerts: tuple[Card, ...]
    hand_over: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """The line on top of each page: open or closed, and who is there."""

    open_now: bool
    line: str
    nobody: bool


def desk_line(context: Context, everyone: list[Staff]) -> Desk:
    """Say whether the office is open, until when, and whether anybody is on duty."""
    nobody = not any(s.on_duty and not s.disabled for s in everyone)
    if context.open_now:
        until = context.hours.closing(context.at)
        line = f"운영 중 · {spoken_time(until)}까지" if until else "운영 중"
        if context.hours.is_slow(context.at):
            line += " · 점심시간"
        return Desk(True, line, nobody)
    why = context.hours.why_closed(context.at)
    opening = spoken(context.hours.next_opening(context.at), context.at)
    return Desk(False, f"운영 시간 아님({why}) · 다음 {opening}", nobody)


def read_queue(tx: Tx, tab: str, staff: Staff, context: Context, labels: Labels) -> QueueView:
    """Read one tab of the queue, all alerts, and at the day's end what is to be handed over."""
    names = {s.id: s.name for s in staff_table.everyone(tx)}
    rung = loud(tx)
    ringing = {t.number for t in rung}
    found = tickets.queue(tx, TABS[tab], SHOWN)
    rung.sort(key=lambda t: (-t.priority, t.opened_at))

    def card(ticket: Ticket) -> Card:
        return _card(ticket, staff, context.at, names, labels, ticket.number in ringing)

    midnight = seoul(context.at).replace(hour=0, minute=0, second=0, microsecond=0)
    counts = {**dict.fromkeys(TABS, 0), **tickets.counts(tx)}
    counts["closed"] = queries.closed_since(tx, midnight)
    return QueueView(
        tab, counts, tuple(map(card, found)), tuple(map(card, rung)),
        tuple(card(t) for t in _to_hand_over(tx, staff, context, midnight)),
    )  # fmt: skip


def loud(tx: Tx) -> list[Ticket]:
    """
    List what is worth a banner and a sound: the urgent, who waits live, and what rang before.

    Every new ticket has an alert; a banner for each would soon be read by nobody.
    """
    open_ = [(a, tickets.by_number(tx, a.number)) for a in alerts.unacknowledged(tx)]
    return [
        t
        for a, t in open_
        if t.priority >= Priority.URGENT or t.kind is TicketKind.CONSULT or a.round > 0
    ]


def _to_hand_over(tx: Tx, staff: Staff, context: Context, midnight: datetime) -> list[Ticket]:
    closing = context.hours.closing(context.at)
    if closing is None or context.at < closing - HAND_OVER_BEFORE_CLOSING:
        return []
    mine = [
        t
        for t in tickets.queue(tx, (Status.ACTIVE, Status.WAITING), SHOWN)
        if t.claimed_by == staff.id
    ]
    return [t for t in mine if not queries.happened_since(tx, t.id, "handed_over", midnight)]


def _card(
    ticket: Ticket, staff: Staff, now: datetime, names: dict[int, str], labels: Labels,
    ringing: bool,
) -> Card:  # fmt: skip
    reasons = [labels("reason", r) for r in ticket.reasons if r not in _REPEATS]
    closed = ticket.status is Status.CLOSED
    return Card(
        ticket.number, kind_name(ticket, labels), int(ticket.priority),
        labels("priority", int(ticket.priority)), tuple(reasons[:REASONS_SHOWN]),
        max(0, len(reasons) - REASONS_SHOWN), _waited(ticket, now, labels),
        names.get(ticket.claimed_by or 0, ""), ticket.claimed_by == staff.id, ticket.unfinished,
        not closed and ticket.due_at is not None and ticket.due_at < now and not ticket.claimed_by,
        due_words(ticket.due_at, now) if ticket.due_at and not closed else "",
        ticket.fields.get("window", "") if not closed else "", ringing,
        ticket.waiting_since is not None and ticket.claimed_by is not None,
    )  # fmt: skip


def kind_name(ticket: Ticket, labels: Labels) -> str:
    """Name the kind; a report about oneself is a call for help."""
    if ticket.kind is TicketKind.REPORT and ticket.fields.get("about") == "self":
        return "도움 요청"
    return labels("kind", ticket.kind)


def _waited(ticket: Ticket, now: datetime, labels: Labels) -> str:
    if ticket.status is Status.CLOSED:
        ended = day_and_time(ticket.closed_at) if ticket.closed_at else ""
        return f"{labels('outcome', ticket.outcome)} · {ended}"
    if ticket.waiting_since is not None and ticket.claimed_by is not None:
        return f"새 글 · {ago(now - ticket.waiting_since)}"
    if ticket.claimed_by is None:
        span = now - ticket.opened_at
        return f"{lasting(span)}째 기다림" if span >= timedelta(minutes=1) else "방금 들어옴"
    return f"{ago(now - (ticket.claimed_at or ticket.opened_at))} 맡음"


def most_urgent(tx: Tx) -> list[str]:
    """List the numbers of the most urgent tickets that nobody has."""
    return [t.number for t in tickets.queue(tx, (Status.NEW,), 10)]


def priority_options(labels: Labels) -> list[tuple[int, str]]:
    """List priorities, the worst first."""
    return [(int(p), labels("priority", int(p))) for p in sorted(Priority, reverse=True)]
