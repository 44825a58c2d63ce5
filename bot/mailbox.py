"""What pages and terminals see of the service: give messages in, read the transcript."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot import codec
from bot.channels.channel import Line
from bot.clock import Clock, NewToken
from bot.hub import Hub, contact_topic
from bot.intake import Intake
from handlers.messages import Inbound, Kind, Reply, Style
from storage import attachments, contacts, inbox, outbox
from storage.sqlite.store import SqliteStore
from storage.transaction import Tx

#: Lines of the past that a page shows.
SHOWN = 200
STAFF_NAME = "상담 담당자"


class StoreMailbox:
    """The mailbox over the store; implements `bot.channels.channel.Mailbox`."""

    def __init__(
        self, store: SqliteStore, intake: Intake, hub: Hub, clock: Clock, new_token: NewToken
    ) -> None:  # fmt: skip
        self._store = store
        self._intake = intake
        self._hub = hub
        self._clock = clock
        self._new_token = new_token

    async def accept(self, inbound: Inbound) -> str:
        """Keep a message; durable when this returns. Return its words as kept, personal numbers masked."""
        (taken,) = await self._intake.accept(inbound)
        return taken.text

    async def history(self, channel: str, contact_key: str, after: int = 0) -> list[Line]:
        """Return the transcript, or only received lines after an outbox row."""
        return await self._store.read(transcript, channel, contact_key, after)

    async def acknowledge(self, channel: str, contact_key: str, outbox_id: int) -> None:
        """The page has shown all lines up to this one."""

        def mark(tx: Tx) -> None:
            contact = contacts.find_contact(tx, channel, contact_key)
            if contact is not None:
                outbox.acknowledge(tx, contact, outbox_id, self._clock())

        await self._store.run(mark)

    async def arrivals(self, channel: str, contact_key: str) -> AsyncIterator[None]:
        """Yield whenever there may be new lines; once at the start."""
        at = self._clock()
        contact = await self._store.run(contacts.contact_id, channel, contact_key, at)
        # heard before the first look: a line committed between look and listening would be missed
        with self._hub.hearing(contact_topic(contact)) as told:
            yield
            while True:
                await told.get()
                yield

    async def keep_attachment(self, mime: str, content: bytes) -> str:
        """Keep an uploaded file, sealed; return its key."""
        key = self._new_token()
        await self._store.run(attachments.keep, key, mime, content, self._clock())
        return key

    async def attachment(
        self, channel: str, contact_key: str, key: str
    ) -> tuple[str, bytes] | None:
        """Return (mime, content) of a file in this contact's transcript."""

        def find(tx: Tx) -> tuple[str, bytes] | None:
            contact = contacts.find_contact(tx, channel, contact_key)
            if contact is None:
                return None
            found = attachments.get(tx, key, contact)
            return None if found is None else (found.mime, found.content)

        return await self._store.read(find)


def transcript(tx: Tx, channel: str, contact_key: str, after: int = 0) -> list[Line]:
    """Read a contact's transcript, oldest first."""
    contact = contacts.find_contact(tx, channel, contact_key)
    return [] if contact is None else lines_of(tx, contact, after)


def lines_of(tx: Tx, contact: int, after: int = 0) -> list[Line]:
    """Read the lines of a contact; with `after` only what we said after that row."""
    ours = [_ours(sent) for sent in outbox.sent_to(tx, contact, after, SHOWN)]
    if after:
        return ours
    theirs = [_theirs(got) for got in inbox.received(tx, contact, SHOWN)]
    return sorted(
        [*ours, *(line for line in theirs if line is not None)], key=lambda x: (x.at, x.order)
    )


def _ours(sent: outbox.Sent) -> Line:
    reply = codec.load_reply(sent.payload)
    staff = reply.style is Style.STAFF
    return Line(
        sent.id, "staff" if staff else "bot", sent.at, sent.id, "", reply,
        STAFF_NAME if staff else "",
    )  # fmt: skip


def _theirs(got: inbox.Received) -> Line | None:
    if got.payload == "{}":
        return None
    inbound = codec.load_inbound(got.payload)
    if inbound.kind in (Kind.EDIT, Kind.BLOCKED, Kind.UNBLOCKED, Kind.START):
        return None
    text = inbound.text
    if inbound.place is not None:
        text = "위치를 보냈어요"
    return Line(0, "me", got.at, 0, got.external_id, Reply(text, attachments=inbound.attachments))
