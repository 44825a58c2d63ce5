"""Carry out the effects of a decision inside its transaction; the only place that does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot import carry_out_case, carry_out_desk, codec
from bot.due_again import due_again
from handlers import effects as fx
from handlers.context import Context
from handlers.messages import Conversation, Reply
from storage import (
    alerts,
    attachments,
    audit,
    contacts,
    erasure,
    events,
    merges,
    outbox,
    page_links,
    reviews,
    scheduled,
    staff_files,
    tickets,
)
from storage.records.alarm import Level
from storage.records.ticket import Priority
from storage.transaction import Tx

#: Channels whose pages fetch their messages themselves.
PULL = frozenset({"webchat", "terminal"})
#: Minutes until an alert that nobody acknowledged rings again (A8: five minutes for the worst).
RING_AGAIN = {Priority.CRITICAL: 1, Priority.URGENT: 5, Priority.TODAY: 30, Priority.NORMAL: 120}


@dataclass(slots=True)
class Turn:
    """One decision being carried out: who it is about, when, and what others must hear of it."""

    tx: Tx
    at: datetime
    actor: str
    context: Context
    contact: int | None = None
    channel: str = ""
    inbox_id: int = 0
    #: Makes outbox rows unique: a decision carried out twice says nothing twice.
    source: str = ""
    #: The sender's conversation, for effects that change it; written back by the caller.
    conversation: Conversation | None = None
    #: Contacts that have something new to read, and tickets that changed.
    told: set[int] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    rung: set[str] = field(default_factory=set)
    #: Ticket to which this message belongs, for the transcript and for retention.
    ticket_id: int | None = None
    _said: int = 0

    def carry_out(self, effects: tuple[fx.Effect, ...]) -> None:
        """Carry out effects in order."""
        for effect in effects:
            _CARRY_OUT[type(effect)](self, effect)

    def say(
        self, contact: int, channel: str, replies: tuple[Reply, ...], *, lane: int = outbox.LANE_REPLY,
        ticket_id: int | None = None, staff_id: int | None = None,
    ) -> None:  # fmt: skip
        """Put bubbles into the outbox of a contact."""
        for reply in replies:
            self._said += 1
            outbox.put(
                self.tx, contact, channel, codec.dump(reply), f"{self.source}:{self._said}", self.at,
                pull=channel in PULL, lane=lane, ticket_id=ticket_id, staff_id=staff_id,
            )  # fmt: skip
        if replies:
            self.told.add(contact)

    def ring(
        self, ticket_id: int, number: str, priority: Priority, level: Level = Level.DUTY
    ) -> None:
        """Raise the alert of a ticket; the worst at once, anything else when the office is open."""
        # the clock rings, within a quarter of a minute (A8: sixty seconds)
        if self.context.open_now or priority is Priority.CRITICAL:
            alerts.raise_alert(self.tx, ticket_id, self.at, self.at, level)
            self.rung.add(number)
        else:
            opening = self.context.hours.next_opening(self.at)
            alerts.raise_alert(self.tx, ticket_id, self.at, opening, level)

    def _open(self, effect: fx.OpenTicket) -> None:
        ticket_id = tickets.open_ticket(
            self.tx, effect.number, effect.kind, effect.priority, channel=self.channel,
            contact=self.contact, at=self.at, reasons=effect.reasons, fields=effect.fields,
            unfinished=effect.unfinished, due_at=effect.due_at,
            promised=(effect.promised_from, effect.promised_until),
        )  # fmt: skip
        self._bind(effect.attachments, ticket_id)
        kind = "opened_unfinished" if effect.unfinished else "opened"
        events.add_event(self.tx, ticket_id, self.actor, kind, "", self.at)
        self.ticket_id = ticket_id
        self.changed.add(effect.number)
        if effect.alert:
            self.ring(ticket_id, effect.number, effect.priority)

    def _change(self, effect: fx.ChangeTicket) -> None:
        tickets.change_ticket(
            self.tx, effect.number, self.at, fields=effect.fields, reasons=effect.reasons,
            priority=effect.priority, stage=effect.stage, unfinished=effect.unfinished,
            promised=(effect.promised_from, effect.promised_until),
        )  # fmt: skip
        ticket = due_again(self, tickets.by_number(self.tx, effect.number), sooner_only=True)
        self._bind(effect.attachments, ticket.id)
        self.ticket_id = self.ticket_id or ticket.id
        self.changed.add(effect.number)
        if effect.unfinished is False:
            events.add_event(self.tx, ticket.id, self.actor, "completed", "", self.at)
        living = carry_out_case.goes_on(self, ticket)
        if living.id != ticket.id:
            carry_out_case.grow(self, living, ticket)
        if effect.alert:
            priority = max(living.priority, ticket.priority)
            self.ring(living.id, living.number, priority, effect.level)

    def _bind(self, keys: tuple[str, ...], ticket_id: int) -> None:
        for key in keys:
            attachments.bind_to_ticket(self.tx, key, ticket_id)

    def _close(self, effect: fx.CloseTicket) -> None:
        ticket = tickets.by_number(self.tx, effect.number)
        if carry_out_case.goes_on(self, ticket).id != ticket.id:
            # what she takes back is not hers alone any more
            self._event(fx.AddEvent(effect.number, "withdrawal_asked"))
            return
        if tickets.close(self.tx, effect.number, effect.outcome, effect.words, self.at):
            text = f"{effect.outcome}: {effect.words}" if effect.words else str(effect.outcome)
            events.add_event(self.tx, ticket.id, self.actor, "closed", text, self.at)
            alerts.acknowledge(self.tx, ticket.id, _staff_id(self.actor), self.at)
            if scheduled.drop_all(self.tx, ticket.id, self.at):
                events.add_event(self.tx, ticket.id, self.actor, "schedule_dropped", "", self.at)
        self.changed.add(effect.number)

    def _event(self, effect: fx.AddEvent) -> None:
        told = tickets.by_number(self.tx, effect.number)
        ticket = carry_out_case.goes_on(self, told)
        events.add_event(self.tx, ticket.id, self.actor, effect.kind, effect.text, self.at)
        if self.actor == "resident":
            tickets.resident_wrote(self.tx, ticket.number, self.at)
            self.ticket_id = self.ticket_id or told.id
        self.changed |= {effect.number, ticket.number}

    def _consent(self, effect: fx.GiveConsent) -> None:
        assert self.contact is not None
        ticket_id = tickets.by_number(self.tx, effect.number).id if effect.number else None
        reviews.give_consent(
            self.tx, self.contact, ticket_id, effect.purpose, effect.version, self.at
        )

    def _danger(self, effect: fx.LogDanger) -> None:
        reviews.log_danger(
            self.tx, self.inbox_id, effect.kind, effect.tier, effect.about, effect.why, self.at
        )

    def _missed(self, effect: fx.LogMissed) -> None:
        reviews.log_missed(self.tx, effect.text, effect.reason, effect.entry, self.at)

    def _news(self, effect: fx.SetNews) -> None:
        assert self.contact is not None
        contacts.set_news(self.tx, self.contact, self.at if effect.wanted else None)

    def _blocked(self, effect: fx.MarkBlocked) -> None:
        assert self.contact is not None
        contacts.set_blocked(self.tx, self.contact, self.at if effect.blocked else None)

    def _forget(self, effect: fx.ForgetContact) -> None:
        assert self.contact is not None
        erasure.erase_talk(self.tx, self.contact)
        audit.write(self.tx, self.actor, "erase_talk", effect.number, "", self.at)
        self.conversation = Conversation(greeted=True)

    def _say_to(self, effect: fx.SayTo) -> None:
        ticket = tickets.by_number(self.tx, effect.number)
        if ticket.contact_id is None:
            return
        self.say(
            ticket.contact_id, ticket.channel, effect.replies, ticket_id=ticket.id, staff_id=effect.staff_id
        )  # fmt: skip
        if effect.staff_id is not None:
            for answered in {effect.number, merges.survivor(self.tx, ticket).number}:
                tickets.staff_wrote(self.tx, answered, self.at)
        for key in (key for reply in effect.replies for key in reply.attachments):
            staff_files.give(self.tx, key, ticket.contact_id, self.at)
        self.changed.add(effect.number)

    def _delete(self, effect: fx.DeleteOriginal) -> None:
        assert self.contact is not None
        if self.channel in PULL:
            return
        outbox.put(
            self.tx, self.contact, self.channel, effect.external_id, f"{self.source}:delete",
            self.at, pull=False, kind="delete",
        )  # fmt: skip
        self.told.add(self.contact)

    def _offer_page(self, effect: fx.OfferPage) -> None:
        page_links.put(self.tx, effect.token, effect.flow, effect.given, self.at)

    def _audit(self, effect: fx.Audit) -> None:
        audit.write(self.tx, self.actor, effect.action, effect.subject, effect.detail, self.at)


def _staff_id(actor: str) -> int | None:
    kind, _, number = actor.partition(":")
    return int(number) if kind == "staff" and number.isdecimal() else None


_CARRY_OUT: dict[type, Callable[[Turn, Any], None]] = {
    fx.OpenTicket: Turn._open,
    fx.ChangeTicket: Turn._change,
    fx.CloseTicket: Turn._close,
    fx.AddEvent: Turn._event,
    fx.GiveConsent: Turn._consent,
    fx.LogDanger: Turn._danger,
    fx.LogMissed: Turn._missed,
    fx.SetNews: Turn._news,
    fx.MarkBlocked: Turn._blocked,
    fx.ForgetContact: Turn._forget,
    fx.SayTo: Turn._say_to,
    fx.DeleteOriginal: Turn._delete,
    fx.Audit: Turn._audit,
    fx.OfferPage: Turn._offer_page,
    **carry_out_desk.CARRY_OUT,
    **carry_out_case.CARRY_OUT,
}
