"""What the web chat is given at start: the mailbox, the office, the clock, chance. No behaviour."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.channels.channel import Mailbox

#: Name of this channel in the database and in log lines.
CHANNEL = "webchat"


class OfficeView(Protocol):
    """What the page says of the office; `handlers.context.Office` has all of it."""

    @property
    def key(self) -> str:
        """Key of the office in `Inbound.office`."""

    @property
    def name(self) -> str:
        """Name in the header: 송산1동."""

    @property
    def phone(self) -> str:
        """Number behind the telephone button."""

    @property
    def url(self) -> str:
        """Public base address, '' when there is none; `https:` makes the cookie Secure."""


class EmergencyContact(Protocol):
    """One number of the strip under the page; from the dated data file, never from the page (A5)."""

    @property
    def number(self) -> str:
        """As people write it: 119, 1577-0199."""

    @property
    def name(self) -> str:
        """At most five syllables fit a narrow phone: 구조·응급."""


#: Office-wide state: {"open": bool, "line": str, "owner": "bot" | "person" | "nobody"}.
Status = Callable[[], Mapping[str, object]]
#: Whose turn the talk of one contact is; asked by contact key.
OwnerOf = Callable[[str], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that pages and socket share."""

    mailbox: Mailbox
    office: OfficeView
    status: Status
    contacts: Sequence[EmergencyContact]
    clock: Callable[[], datetime]
    new_token: Callable[[], str]
    owner_of: OwnerOf | None = None
