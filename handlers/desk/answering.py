"""Replies that did not arrive, and replies that go out later."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.case_effects import EndScheduled, ScheduleReply, SendAgain
from handlers.context import Context
from handlers.desk.decision import DeskDecision, agree, not_mine, refuse
from handlers.desk.talking import reply_fault, staff_bubble
from handlers.effects import AddEvent, Effect, HandTurn, SayTo
from handlers.hours import spoken
from handlers.messages import Owner, Reply
from storage.records.staff import Staff
from storage.records.ticket import Status, Ticket

#: Somebody mistyped the month beyond that.
FURTHEST = timedelta(days=31)
#: What is less than a minute away is sent now.
NEAREST = timedelta(minutes=1)


def send_again(
    ticket: Ticket, staff: Staff, outbox_id: int, status: str, context: Context, *, blocked: bool
) -> DeskDecision:
    """Send a bubble again that was given up on; `status` is that of its row, '' for none."""
    if (fault := not_mine(ticket, staff, context)) is not None:
        return fault
    if status != "dead":
        return refuse(context, "sent_again.not_failed")
    if blocked:
        return refuse(context, "sent_again.blocked")
    effects = (SendAgain(ticket.number, outbox_id),)
    return agree(context, ticket, "sent_again", effects, detail=f"row={outbox_id}")


def schedule(
    ticket: Ticket, staff: Staff, text: str, attachments: tuple[str, ...],
    send_at: datetime | None, context: Context, to: Ticket | None = None,
) -> DeskDecision:  # fmt: skip
    """
    Keep a reply for later; what may not be said now may not be said then.

    `to` is a case merged into this one whose sender is meant.
    """
    to = to or ticket
    if (fault := reply_fault(ticket, staff, text, attachments, context, to)) is not None:
        return fault
    if send_at is None or not NEAREST <= send_at - context.at <= FURTHEST:
        return refuse(context, "scheduled.when")
    bubble = staff_bubble(text, attachments)
    when = spoken(send_at, context.at)
    effects = (ScheduleReply(to.number, staff.id, bubble, send_at),)
    decision = agree(context, ticket, "scheduled", effects, when)
    return DeskDecision(True, context.words("desk.scheduled.until", when=when), decision.effects)


def cancel_scheduled(ticket: Ticket, scheduled_id: int, to: str, context: Context) -> DeskDecision:
    """Cancel a reply that waits for the sender of case `to` ('': none does); whoever sees it is wrong may."""
    if not to:
        return refuse(context, "schedule_cancelled.gone")
    effects = (EndScheduled(to, scheduled_id, "cancelled"),)
    return agree(context, ticket, "schedule_cancelled", effects)


def scheduled_is_due(
    ticket: Ticket, living: Ticket, scheduled_id: int, staff_id: int, reply: Reply
) -> tuple[Effect, ...]:
    """
    Say a reply whose time has come; on a case that has ended meanwhile it is dropped, on record.

    `living` is the case that goes on for `ticket`: itself, or the one it was merged into.
    """
    number = ticket.number
    if living.status is Status.CLOSED or ticket.contact_id is None:
        return (EndScheduled(number, scheduled_id, "dropped"), AddEvent(number, "schedule_dropped"))
    return (
        EndScheduled(number, scheduled_id, "sent"),
        SayTo(number, (reply,), staff_id),
        # as with any reply of staff: the answer to it is theirs, not the bot's
        HandTurn(number, Owner.PERSON),
        AddEvent(number, "sent_on_time"),
    )
