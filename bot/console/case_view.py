"""What the case page shows: facts masked until opened, conversation, what this person may do."""

from __future__ import annotations

from dataclasses import dataclass

from bot.console.asking import asks_after, helped_words
from bot.console.cards import kind_name
from bot.console.case_facts import Fact, IsOpen, facts_of, hide_in_talk
from bot.console.composer_view import ChosenFile, Waiting, files_of, waiting_of
from bot.console.household_view import PEOPLE, HouseholdView, read_household
from bot.console.labels import Labels, ago, day_and_time, due_words
from bot.console.queue_view import loud
from bot.console.talk import Line, Photo, photo_id, read_talk
from bot.console.task_view import ReferralLine, TaskLine, referrals_of, tasks_of
from handlers.context import Context
from handlers.desk.closing import closing_words
from handlers.desk.working import STAGES, missed_calls
from storage import merges, tickets
from storage import staff as staff_table
from storage.queries import desk as queries
from storage.records.staff import Staff
from storage.records.ticket import Status, Ticket, TicketKind
from storage.transaction import Tx

#: Outcomes that a person cannot pick: erasing closes by itself.


@dataclass(frozen=True, slots=True)
class End:
    """An outcome to pick, and what the sender will read."""

    code: str
    label: str
    needs_words: bool
    preview: str
    #: The sender is then asked whether it helped.
    asks: bool


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as one person sees it."""

    ticket: Ticket
    kind: str
    title: str
    priority: str
    status: str
    stage: str
    channel: str
    owner: str
    mine: bool
    opened: str
    age: str
    due: str
    late: bool
    promised: str
    reasons: tuple[str, ...]
    facts: tuple[Fact, ...]
    photos: tuple[Photo, ...]
    lines: tuple[Line, ...]
    waiting: tuple[Waiting, ...]
    files: tuple[ChosenFile, ...]
    home: HouseholdView
    tasks: tuple[TaskLine, ...]
    ended_tasks: tuple[TaskLine, ...]
    referrals: tuple[ReferralLine, ...]
    ends: tuple[End, ...]
    stages: tuple[tuple[str, str], ...]
    ringing: bool
    turn: str
    blocked: bool
    misses: int
    others: tuple[tuple[str, str, str], ...]
    outcome: str
    outcome_words: str
    violence: bool
    danger: bool
    #: Whether it helped, as the sender answered.
    helped: str

    @property
    def closed(self) -> bool:
        """Whether it has ended."""
        return self.ticket.status is Status.CLOSED


def read_case(
    tx: Tx, number: str, staff: Staff, context: Context, labels: Labels, is_open: IsOpen, key: bytes
) -> CaseView:
    """Read a case; `is_open(field)` says what may be seen of who and where. Raises NotFound."""
    ticket = tickets.by_number(tx, number)
    names = {s.id: s.name for s in staff_table.everyone(tx)}
    contact = ticket.contact_id
    same = tickets.of_contact(tx, contact) if contact is not None else ()
    due_at, now = ticket.due_at, context.at
    closed = ticket.status is Status.CLOSED
    under = tuple(merges.under(tx, ticket.id))
    talk = read_talk(tx, ticket, names, labels, key, under)
    lines, hidden = hide_in_talk(talk, labels, is_open)
    home = read_household(tx, ticket, under, labels, people_open=is_open(PEOPLE))
    shown = {number, *home.numbers}
    open_tasks, ended_tasks = tasks_of(tx, ticket, names, labels, now)
    return CaseView(
        ticket=ticket,
        kind=kind_name(ticket, labels),
        title=f"{kind_name(ticket, labels)} {number}",
        priority=labels("priority", int(ticket.priority)),
        status=labels("status", ticket.status),
        stage=labels("stage", ticket.stage),
        channel=labels("channel", ticket.channel),
        owner=names.get(ticket.claimed_by or 0, ""),
        mine=ticket.claimed_by == staff.id,
        opened=day_and_time(ticket.opened_at),
        age=ago(now - ticket.opened_at),
        due=due_words(due_at, now) if due_at and not closed else "",
        late=bool(due_at and due_at < now and not closed and not ticket.claimed_by),
        promised=_promised(ticket),
        reasons=tuple(labels("reason", r) for r in ticket.reasons),
        facts=(*facts_of(ticket, labels, is_open), *hidden),
        photos=tuple(
            Photo(photo_id(key, k), k) for one in (ticket, *under) for k in one.attachments
        ),
        lines=tuple(lines),
        waiting=waiting_of(tx, ticket, names),
        files=files_of(tx, ticket, staff, key),
        home=home,
        tasks=open_tasks,
        ended_tasks=ended_tasks,
        referrals=referrals_of(tx, ticket, labels),
        ends=tuple(_end(tx, ticket, o, labels, context) for o in context.rules.outcomes),
        stages=tuple((str(s), labels("stage", s)) for s in STAGES),
        ringing=bool(loud(tx, number)),
        turn=queries.turn_of(tx, contact) if contact is not None else "",
        blocked=contact is not None and queries.is_blocked(tx, contact),
        misses=missed_calls(ticket),
        others=tuple(
            (t.number, kind_name(t, labels), labels("status", t.status))
            for t in same
            if t.number not in shown
        ),
        outcome=labels("outcome", ticket.outcome) if ticket.outcome else "",
        outcome_words=tickets.outcome_words(tx, number) if closed else "",
        violence="danger_violence_abuse" in ticket.reasons or "bruise" in ticket.reasons,
        danger=ticket.kind is TicketKind.DANGER or "danger_now" in ticket.reasons,
        helped=helped_words(tx, ticket, labels),
    )


def _promised(ticket: Ticket) -> str:
    if ticket.promised_from is None or ticket.promised_until is None:
        return ""
    return f"{day_and_time(ticket.promised_from)}-{day_and_time(ticket.promised_until)[-5:]}"


def _end(tx: Tx, ticket: Ticket, outcome: str, labels: Labels, context: Context) -> End:
    preview = " ".join(r.text for r in closing_words(ticket, outcome, context))
    asks = asks_after(tx, ticket, outcome, context.at)
    return End(
        str(outcome),
        labels("outcome", outcome),
        outcome in context.rules.needs_words,
        preview,
        asks,
    )
