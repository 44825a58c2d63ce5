"""File a ticket at the end of a flow, or complete the one that was opened early."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from handlers.context import Context
from handlers.effects import ChangeTicket, Effect, OpenTicket
from handlers.flow import Answers
from storage.records.ticket import Priority, TicketKind


def due(context: Context, kind: TicketKind, priority: Priority) -> datetime:
    """Return when somebody must have it: working time, for the critical ones at once (H9)."""
    return context.rules.targets.due(context.hours, kind, priority, context.at)


def attachments_of(given: Answers) -> tuple[str, ...]:
    """Return the keys of the photos sent during the flow."""
    held = given.get("attachments")
    return tuple(str(key) for key in held) if isinstance(held, Sequence) else ()


def file_ticket(
    given: Answers,
    context: Context,
    kind: TicketKind,
    priority: Priority,
    fields: Mapping[str, str],
    reasons: tuple[str, ...] = (),
    promised: tuple[datetime, datetime] | None = None,
) -> tuple[str, Effect]:
    """Return the number and the effect that files it."""
    fields = {name: value for name, value in fields.items() if value}
    begin, end = promised or (None, None)
    early = given.get("ticket")
    if early:
        return str(early), ChangeTicket(
            str(early),
            fields,
            reasons,
            priority,
            unfinished=False,
            promised_from=begin,
            promised_until=end,
            attachments=attachments_of(given),
            alert=True,
        )
    number = context.numbering.take()
    return number, OpenTicket(
        number,
        kind,
        priority,
        reasons,
        fields,
        due_at=due(context, kind, priority),
        promised_from=begin,
        promised_until=end,
        attachments=attachments_of(given),
    )
