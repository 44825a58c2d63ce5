"""What the service asks of a channel, and what a channel may ask of the service."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from handlers.messages import Inbound, Reply

#: The channel of the morning mail; nobody writes to us over it.
MAIL = "mail"


class SendError(Exception):
    """The platform did not take a message; the delivery loop decides what follows from it."""

    def __init__(
        self,
        why: str,
        *,
        permanent: bool = False,
        retry_after_s: float | None = None,
        in_doubt: bool = False,
        blocked: bool = False,
        migrated_to: str = "",
    ) -> None:
        """
        `why` names the fault without any text of the message.

        permanent: never try again. retry_after_s: the platform asked for a pause (not counted as an
        attempt). in_doubt: it may have arrived; a repeat must be marked. blocked: the person blocked
        us; nothing more is sent. migrated_to: the chat has a new key.
        """
        super().__init__(why)
        self.permanent = permanent
        self.retry_after_s = retry_after_s
        self.in_doubt = in_doubt
        self.blocked = blocked
        self.migrated_to = migrated_to


@dataclass(frozen=True, slots=True)
class Delivery:
    """One bubble to hand to a platform."""

    outbox_id: int
    contact_key: str
    reply: Reply
    #: Sent before with an unknown end: show that this may be a repeat ("(다시 보냄)").
    repeated: bool = False
    #: Platform id of an earlier message to change instead of sending a new one.
    edits: str = ""
    #: Platform id of a message of the sender's to delete (a resident number was in it).
    deletes: str = ""


class PushChannel(Protocol):
    """A channel that is handed each message by the delivery loop (Telegram)."""

    @property
    def name(self) -> str:
        """Name of the channel in the database and in log lines."""

    async def send(self, delivery: Delivery) -> str:
        """Hand over one message; return the platform's id of it. Raises SendError."""

    async def fetch(self, reference: str) -> bytes:
        """Fetch an attachment by the reference that `Inbound.attachments` held. Raises SendError."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a transcript as its resident sees it."""

    #: Grows with time within one contact; own and received lines share it.
    order: int
    #: "me", "bot" or "staff".
    who: str
    at: datetime
    #: Received lines: outbox row id (the cursor); own lines: 0.
    outbox_id: int
    #: Own lines: the external id that the page gave; received lines: ''.
    external_id: str
    reply: Reply
    #: Name of the staff member's role for "staff" ("상담 담당자").
    name: str = ""


class Mailbox(Protocol):
    """What a page or a terminal sees of the service: give messages in, read the transcript."""

    async def accept(self, inbound: Inbound) -> str:
        """Keep a message; durable when this returns, decided on soon after. Repeats are ignored.

        Return its words as kept, personal numbers masked.
        """

    async def history(self, channel: str, contact_key: str, after: int = 0) -> list[Line]:
        """Return the transcript; with `after` only received lines whose outbox_id is higher."""

    async def acknowledge(self, channel: str, contact_key: str, outbox_id: int) -> None:
        """The page has shown all lines up to this one."""

    def arrivals(self, channel: str, contact_key: str) -> AsyncIterator[None]:
        """Yield whenever there may be new lines for this contact (also once at the start)."""

    async def keep_attachment(self, mime: str, content: bytes) -> str:
        """Keep an uploaded file, sealed; return its key for `Inbound.attachments`."""

    async def attachment(
        self, channel: str, contact_key: str, key: str
    ) -> tuple[str, bytes] | None:
        """Return (mime, content) of an attachment that belongs to this contact's transcript."""
