"""The work of the clock's jobs: each looks up what is due and carries out what handlers decide."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot import codec
from bot.carry_out import RING_AGAIN, Turn
from bot.dismissal import hand_back_effects
from bot.kept_talk import keep_conversation
from bot.logs import log
from bot.office import Known, context_of
from bot.staff_group import StaffGroup
from bot.turn import Done
from handlers import timers
from handlers.effects import Effect
from handlers.hours import seoul
from handlers.rescue import AFTER, FLOWS, rescue
from storage import (
    alerts,
    audit,
    contacts,
    conversations,
    events,
    retention,
    settings,
    staff,
    sweeps,
    tasks,
)
from storage.errors import TROUBLE, NotFound
from storage.queries import numbers, search
from storage.records.alarm import Level
from storage.records.staff import Role
from storage.records.ticket import Priority, Ticket
from storage.transaction import Tx


@dataclass(slots=True)
class Work:
    """What one run of a job needs, and what others must hear of it afterwards."""

    tx: Tx
    at: datetime
    known: Known
    group: StaffGroup
    source: str = ""
    told: set[int] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    rung: set[str] = field(default_factory=set)

    def on_ticket(self, ticket: Ticket, decide: Callable[[Turn], tuple[Effect, ...]]) -> None:
        """Carry out what is decided for one ticket."""
        self.piece(ticket.number, lambda: self._on_ticket(ticket, decide))

    def piece(self, about: str, work: Callable[[], None]) -> None:
        """
        Do one piece of a job; one that breaks by a bug of ours is undone alone, and the rest goes on.

        Without this a single broken ticket would end reminders and escalations for all.
        """
        self.tx.execute("SAVEPOINT piece")
        try:
            work()
        except Exception as fault:
            if isinstance(fault, TROUBLE) and not isinstance(fault, NotFound):
                raise
            self.tx.execute("ROLLBACK TO piece")
            log.error("clock_piece_failed", about=about, fault=type(fault).__name__)
        self.tx.execute("RELEASE piece")

    def _on_ticket(self, ticket: Ticket, decide: Callable[[Turn], tuple[Effect, ...]]) -> None:
        context = context_of(self.tx, self.at, self.known, ticket.contact_id, ticket.channel)
        turn = Turn(
            self.tx, self.at, "clock", context, ticket.contact_id, ticket.channel,
            source=f"{self.source}:{ticket.number}",
        )  # fmt: skip
        turn.carry_out(decide(turn))
        self.hear(turn)

    def hear(self, turn: Turn) -> None:
        """Gather what a turn did."""
        self.told |= turn.told
        self.changed |= turn.changed
        self.rung |= turn.rung

    def done(self, job: str) -> Done | None:
        """Say what was done, or None when nothing was."""
        if not (self.told or self.changed or self.rung):
            return None
        return Done(
            "clock", "ran", job, frozenset(self.told), frozenset(self.changed), frozenset(self.rung)
        )


def sweep(work: Work) -> None:
    """Every minute: rescue reports, hand back orphans, tell waiting residents, move calls."""
    rescue_idle(work)
    tx, at = work.tx, work.at
    search.index_some(tx)
    for ticket in sweeps.orphans(tx):
        work.on_ticket(ticket, lambda turn, t=ticket: hand_back_effects(turn, t))  # type: ignore[misc]
    for ticket in sweeps.consults_waiting(tx, at - timers.TALK_TAKEN_WITHIN):
        work.on_ticket(ticket, lambda turn, t=ticket: timers.nobody_came(t, turn.context))  # type: ignore[misc]
    for ticket in sweeps.promised_calls(tx, at):
        work.on_ticket(ticket, lambda turn, t=ticket: timers.move_call(t, turn.context))  # type: ignore[misc]


def rescue_idle(work: Work) -> None:
    """Turn reports that were left for 15 minutes into tickets marked unfinished."""
    for contact in conversations.idle_flows(work.tx, FLOWS, work.at - AFTER):
        work.piece(f"contact {contact}", lambda c=contact: _rescue_one(work, c))  # type: ignore[misc]


def _rescue_one(work: Work, contact: int) -> None:
    channel, _key = contacts.contact_key(work.tx, contact)
    talked = codec.load_conversation(conversations.state_of(work.tx, contact))
    context = context_of(work.tx, work.at, work.known, contact, channel)
    decision = rescue(talked, context)
    if decision is None:
        return
    run = talked.flow.run if talked.flow else 0
    turn = Turn(
        work.tx, work.at, "clock", context, contact, channel, source=f"rescue:{contact}:{run}"
    )
    turn.carry_out(decision.effects)
    turn.say(contact, channel, decision.replies, ticket_id=turn.ticket_id)
    keep_conversation(work.tx, contact, decision.conversation, work.at)
    work.hear(turn)


def ring_alerts(work: Work) -> None:
    """Ring what nobody acknowledged: the same people, then the next, then the lead (A8)."""
    context = context_of(work.tx, work.at, work.known)
    for alert in alerts.due(work.tx, work.at):
        priority = Priority(alert.priority)
        if priority is not Priority.CRITICAL and not context.open_now:
            alerts.put_off(work.tx, alert.ticket_id, context.hours.next_opening(work.at))
            continue
        again = timedelta(minutes=RING_AGAIN[priority])
        alerts.rang(work.tx, alert.ticket_id, work.at + again)
        waited = work.at - alert.raised_at
        if priority is not Priority.CRITICAL:
            # H9: only the worst is counted by the wall clock
            on_duty_min = context.hours.working_minutes(alert.raised_at, work.at)
            waited = timedelta(minutes=on_duty_min)
        target = whom_to_call(work.tx, waited, alert.level)
        events.add_event(work.tx, alert.ticket_id, "clock", "alert_rung", target, work.at)
        work.group.alert(work.tx, alert.number, alert.priority, alert.round, work.at)
        work.changed.add(alert.number)
        work.rung.add(alert.number)


#: A8: so long unacknowledged, and the next person is called.
NEXT_PERSON_AFTER = timedelta(minutes=5)


def whom_to_call(tx: Tx, waited: timedelta, level: Level = Level.DUTY) -> str:
    """Name the account whose turn it is to answer: in alert order, then the leads, then everybody."""
    people = [s for s in staff.everyone(tx) if not s.disabled]
    on_duty = [s for s in people if s.on_duty and s.role is Role.OFFICER]
    leads = [s for s in people if s.role is Role.LEAD]
    # what is escalated is the lead's from the first ring; the head hears of it from the lead
    order = leads if level > Level.DUTY else [*on_duty, *leads]
    # an alert raised while the clock was ahead has waited for less than nothing
    step = max(0, int(waited / NEXT_PERSON_AFTER))
    return order[step].login if step < len(order) else "everyone"


def digest(work: Work) -> None:
    """At 09:00 of an open day: what waits, in numbers."""
    if not context_of(work.tx, work.at, work.known).hours.is_open(work.at):
        return
    _announce(work, "아침 알림")


def hand_over(work: Work) -> None:
    """At 17:30 of an open day: what must be handed over or confirmed before the office closes (H6)."""
    if not context_of(work.tx, work.at, work.known).hours.is_open(work.at):
        return
    _announce(work, "마감 전 확인")


def nightly(work: Work) -> None:
    """At 03:30: count the day before, then destroy what is past its period."""
    numbers.count_days(work.tx, work.at)
    gone = retention.destroy_old(work.tx, work.at)
    detail = " ".join(f"{name}={count}" for name, count in gone.items() if count)
    audit.write(work.tx, "clock", "retention", "", detail, work.at)


def closing(work: Work) -> None:
    """At 18:00: urgent alerts that nobody acknowledged go to the on-call phone (H6)."""
    phone = context_of(work.tx, work.at, work.known).office.on_call_phone
    for alert in alerts.unacknowledged(work.tx):
        if alert.priority >= Priority.URGENT:
            events.add_event(
                work.tx, alert.ticket_id, "clock", "to_on_call" if phone else "nobody_on_call",
                phone, work.at,
            )  # fmt: skip
            work.changed.add(alert.number)
            work.rung.add(alert.number)


def end_of_day(at: datetime) -> datetime:
    """Return the last moment of the day."""
    return seoul(at).replace(hour=23, minute=59, second=59, microsecond=0)


def _announce(work: Work, title: str) -> None:
    counts = sweeps.open_counts(work.tx)
    day = seoul(work.at).date()
    text = (
        f"{title} · 새로 {counts['new']}건(긴급 {counts['urgent']}건),"
        f" 진행 {counts['taken']}건, 미확인 알림 {counts['unseen']}건"
        f", 오늘 할 일 {tasks.count_due(work.tx, end_of_day(work.at))}건"
    )
    settings.put(work.tx, f"notice:{title}", f"{day.isoformat()} {text}", work.at)
    work.group.tell(work.tx, text, f"{work.source}:group", work.at)
    work.changed.add("notice")
