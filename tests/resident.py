"""Somebody who talks to the office over one channel, pressing and typing as people do."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot import codec
from handlers.messages import Button, Conversation, Inbound, Kind, Place, Reply
from storage import contacts, conversations, outbox, tickets
from storage.records.ticket import Ticket
from storage.transaction import Tx

if TYPE_CHECKING:
    from tests.world import RunningOffice

#: A pattern for a receipt's number.
NUMBER = r"W-\d{4}-\d{4}"


def spoken(bubble: Reply) -> str:
    """Write a bubble as one text: words, small print, buttons in brackets."""
    labels = " ".join(f"[{b.label}]" for b in bubble.buttons)
    return "\n".join(part for part in (bubble.text, bubble.note, labels) if part)


class NotHeard(AssertionError):
    """Something else was said."""


@dataclass
class Resident:
    """Somebody who talks to the office over one channel."""

    office: RunningOffice
    key: str
    channel: str
    #: What was said since this resident spoke last.
    bubbles: list[Reply] = field(default_factory=list)
    _seen: int = 0
    _sent: int = 0

    async def says(self, text: str) -> None:
        """Type words."""
        await self.sends(kind=Kind.TEXT, text=text)

    async def presses(self, label: str) -> None:
        """Press the newest button with this label."""
        await self.presses_value(self.button(label).value)

    async def presses_value(self, value: str) -> None:
        """Send the value of a button, whether it is shown or not."""
        await self.sends(kind=Kind.BUTTON, press=value)

    async def starts(self, payload: str = "") -> None:
        """Open the chat, perhaps by a deep link."""
        await self.sends(kind=Kind.START, text=payload)

    async def sends_photo(self, caption: str = "", name: str = "") -> str:
        """Send a photo; return its key."""
        key = await self.office.core.mailbox.keep_attachment("image/jpeg", b"a photo")
        await self.sends(kind=Kind.PHOTO, text=caption, attachments=(key,))
        return key

    async def shares_place(self, latitude: float, longitude: float) -> None:
        """Share a point on the map."""
        await self.sends(kind=Kind.LOCATION, place=Place(latitude, longitude))

    async def sends(self, **more: object) -> None:
        """Send anything, and wait until it was decided on."""
        await self.office.core.intake.accept(self.message(**more))
        await self.office.settles()
        await self.hears()

    def message(self, **more: object) -> Inbound:
        """Build the next message of this resident."""
        self._sent += 1
        given: dict[str, object] = {
            "office": self.office.core.known.office.key,
            "channel": self.channel,
            "contact_key": self.key,
            "external_id": f"m{zlib.crc32(self.key.encode())}:{self._sent}",
            "at": self.office.clock(),
            "kind": Kind.TEXT,
            **more,
        }
        return Inbound(**given)  # type: ignore[arg-type]

    async def hears(self) -> list[Reply]:
        """Take in what was said since the last time."""
        sent = await self.office.core.store.read(self._new)
        self._seen = max([self._seen, *(row.id for row in sent)])
        self.bubbles = [codec.load_reply(row.payload) for row in sent]
        self.office.everything_said += self.bubbles
        self._buttons = [b for bubble in self.bubbles for b in bubble.buttons] or getattr(
            self, "_buttons", []
        )
        return self.bubbles

    def _new(self, tx: Tx) -> list[outbox.Sent]:
        contact = contacts.find_contact(tx, self.channel, self.key)
        return [] if contact is None else outbox.sent_to(tx, contact, self._seen)

    def heard(self, *patterns: str) -> None:
        """Every pattern must be found in what was just said."""
        for pattern in patterns:
            if not re.search(pattern, self.said):
                raise NotHeard(f"/{pattern}/ was not said, but:\n{self.said}")

    def heard_nothing_of(self, *patterns: str) -> None:
        """No pattern may be found in what was just said."""
        for pattern in patterns:
            if re.search(pattern, self.said):
                raise NotHeard(f"/{pattern}/ was said:\n{self.said}")

    @property
    def said(self) -> str:
        """All that was just said, small print and buttons too."""
        return "\n".join(spoken(bubble) for bubble in self.bubbles)

    @property
    def labels(self) -> list[str]:
        """Labels of the buttons shown last."""
        return [b.label for b in self._buttons]

    def button(self, label: str) -> Button:
        """Return the button with this label, of those shown last."""
        found = [b for b in self._buttons if b.label == label]
        if not found:
            raise NotHeard(f"there is no button '{label}' among {self.labels}")
        return found[-1]

    async def number(self) -> str:
        """Return the receipt's number in what was just said."""
        found = re.search(NUMBER, self.said)
        assert found is not None, self.said
        return found.group()

    async def talk(self) -> Conversation:
        """Return what is remembered of this talk."""
        contact = await self.contact()
        return codec.load_conversation(
            await self.office.core.store.read(conversations.state_of, contact)
        )

    async def contact(self) -> int:
        """Return the id of this resident's contact."""
        found = await self.office.core.store.read(contacts.find_contact, self.channel, self.key)
        assert found is not None
        return found

    async def tickets(self) -> tuple[Ticket, ...]:
        """Return this resident's tickets, newest first."""
        return await self.office.core.store.read(tickets.of_contact, await self.contact())

    async def outcomes(self) -> list[str]:
        """Return what was decided on each of this resident's messages."""
        contact = await self.contact()

        def look(tx: Tx) -> list[str]:
            rows = tx.all("SELECT outcome FROM inbox WHERE contact_id = ? ORDER BY id", (contact,))
            return [row[0] for row in rows]

        return await self.office.core.store.read(look)
