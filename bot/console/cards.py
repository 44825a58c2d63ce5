"""One card of the queue: no personal data, but every reason why it stands where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.console.labels import Labels, ago, day_and_time, due_words, lasting
from handlers.context import Context
from storage.queries import queue
from storage.records.staff import Staff
from storage.records.ticket import Status, Ticket, TicketKind
from storage.transaction import Tx

#: Reasons shown on a card; the case page shows all.
REASONS_SHOWN = 4
#: A reason that only repeats the kind says nothing.
_REPEATS = frozenset({"callback", "visit", "consult", "message", "erasure", "about_self"})
#: Who somebody is makes it more urgent only here.
_FRAIL = ("child", "elder", "disabled")


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
    wrote: bool


def read_cards(
    tx: Tx, tickets: Sequence[Ticket], staff: Staff, names: Mapping[int, str], context: Context,
    labels: Labels,
) -> list[Card]:  # fmt: skip
    """Make the cards of some tickets, with what the database knows besides; `names` of all accounts."""
    told = queue.told_before(tx, [t.id for t in tickets]) if tickets else {}
    return [_card(t, staff, context.at, names, labels, told.get(t.id, 1)) for t in tickets]


def _card(
    ticket: Ticket, staff: Staff, now: datetime, names: Mapping[int, str], labels: Labels, told: int
) -> Card:
    reasons = list(reasons_of(ticket, labels, told))
    closed = ticket.status is Status.CLOSED
    return Card(
        ticket.number, kind_name(ticket, labels), int(ticket.priority),
        labels("priority", int(ticket.priority)), tuple(reasons[:REASONS_SHOWN]),
        max(0, len(reasons) - REASONS_SHOWN), _waited(ticket, now, labels),
        names.get(ticket.claimed_by or 0, ""), ticket.claimed_by == staff.id, ticket.unfinished,
        not closed and ticket.due_at is not None and ticket.due_at < now and not ticket.claimed_by,
        due_words(ticket.due_at, now) if ticket.due_at and not closed else "",
        ticket.fields.get("window", "") if not closed else "",
        ticket.waiting_since is not None and ticket.claimed_by is not None,
    )  # fmt: skip


def reasons_of(ticket: Ticket, labels: Labels, told: int) -> Iterable[str]:
    """Say why it is urgent: told again and again, what was seen, who is there."""
    if told > 1:
        yield f"{told}회 신고"
    for reason in ticket.reasons:
        if reason not in _REPEATS:
            yield labels("reason", reason)
    who = [code.strip() for code in ticket.fields.get("who", "").split(",")]
    for code in _FRAIL:
        if code in who and not (code == "child" and {"child_alone", "infant"} & {*ticket.reasons}):
            yield labels("frail", code)


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
