"""What a decision asks to be kept; the turn carries them out in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from handlers.case_effects import CaseEffect
from handlers.messages import Owner, Reply
from storage.records.alarm import Level
from storage.records.ticket import Priority, Stage, Status, TicketKind


@dataclass(frozen=True, slots=True)
class OpenTicket:
    """Open a ticket with the given number; `fields` are sealed, `reasons` are codes and are not."""

    number: str
    kind: TicketKind
    priority: Priority
    reasons: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    unfinished: bool = False
    #: When somebody must have looked at it.
    due_at: datetime | None = None
    #: A promised moment: a callback window or a visit.
    promised_from: datetime | None = None
    promised_until: datetime | None = None
    attachments: tuple[str, ...] = ()
    #: Tell staff now (or at the next opening, if the priority can wait).
    alert: bool = True


@dataclass(frozen=True, slots=True)
class ChangeTicket:
    """Change a ticket; None leaves a value as it is. Priority set here may only rise."""

    number: str
    fields: Mapping[str, str] | None = None
    reasons: tuple[str, ...] | None = None
    priority: Priority | None = None
    stage: Stage | None = None
    unfinished: bool | None = None
    promised_from: datetime | None = None
    promised_until: datetime | None = None
    attachments: tuple[str, ...] = ()
    alert: bool = False
    #: With whom the alert begins.
    level: Level = Level.DUTY


@dataclass(frozen=True, slots=True)
class CloseTicket:
    """Close a ticket; closing without an outcome does not exist."""

    number: str
    outcome: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class AddEvent:
    """Write a line into the ticket's timeline; `text` is sealed."""

    number: str
    kind: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class GiveConsent:
    """Keep what was agreed to, in which version, for which ticket."""

    purpose: str
    version: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class LogDanger:
    """Keep every hit of the danger screen for the monthly review (A14); no text."""

    kind: str
    tier: str
    about: str
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LogMissed:
    """Keep a question that found no answer, or a wrong one; scrubbed text."""

    text: str
    reason: str
    entry: str = ""


@dataclass(frozen=True, slots=True)
class SetNews:
    """Switch the newsletter on or off for this contact."""

    wanted: bool


@dataclass(frozen=True, slots=True)
class MarkBlocked:
    """The person blocked the channel (or came back): stop sending, tell staff."""

    blocked: bool


@dataclass(frozen=True, slots=True)
class ForgetContact:
    """Erase what is not under a legal duty to keep; the ticket `number` records the request."""

    number: str


@dataclass(frozen=True, slots=True)
class SayTo:
    """Say something to the contact of a ticket (not to the sender of this message)."""

    number: str
    replies: tuple[Reply, ...]
    #: Who says it; None for the bot.
    staff_id: int | None = None


@dataclass(frozen=True, slots=True)
class DeleteOriginal:
    """Ask the platform to delete the sender's own message (a resident number was in it, P4)."""

    external_id: str


@dataclass(frozen=True, slots=True)
class TakeTicket:
    """Give the ticket to a staff member; the decision has seen, under the write lock, that it may."""

    number: str
    staff_id: int


@dataclass(frozen=True, slots=True)
class ReleaseTicket:
    """Put the ticket back into the queue."""

    number: str


@dataclass(frozen=True, slots=True)
class OfferTicket:
    """Offer the ticket to an account or to a team; it stays its owner's until somebody accepts."""

    number: str
    from_staff: int
    to_staff: int | None
    to_team: int | None


@dataclass(frozen=True, slots=True)
class DropOffer:
    """Take the offer of a ticket back, or settle it."""

    number: str


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Move an open ticket between waiting and active."""

    number: str
    status: Status


@dataclass(frozen=True, slots=True)
class ReopenTicket:
    """Open a closed ticket again, with nobody on it."""

    number: str


@dataclass(frozen=True, slots=True)
class AcknowledgeAlert:
    """Stop the alert of a ticket from repeating."""

    number: str
    staff_id: int | None


@dataclass(frozen=True, slots=True)
class SetPriority:
    """Set the priority as a person decided, up or down; the reason stands in an AddEvent."""

    number: str
    priority: Priority


@dataclass(frozen=True, slots=True)
class HandTurn:
    """Give the turn of the ticket's conversation to the bot or to a person."""

    number: str
    owner: Owner


@dataclass(frozen=True, slots=True)
class OfferPage:
    """Keep a one-time link with which the flow goes on, on the office's own page (strict mode)."""

    token: str
    flow: str
    given: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Audit:
    """Write an audit line; no personal data."""

    action: str
    subject: str
    detail: str = ""


Effect = (
    OpenTicket
    | ChangeTicket
    | CloseTicket
    | AddEvent
    | GiveConsent
    | LogDanger
    | LogMissed
    | SetNews
    | MarkBlocked
    | ForgetContact
    | SayTo
    | DeleteOriginal
    | TakeTicket
    | ReleaseTicket
    | OfferTicket
    | DropOffer
    | SetStatus
    | ReopenTicket
    | AcknowledgeAlert
    | SetPriority
    | HandTurn
    | Audit
    | OfferPage
    | CaseEffect
)
