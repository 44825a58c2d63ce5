"""
A small office with a clock that stands still: what a test of whole conversations needs.

Nothing here is pretended: the real core over a real SQLite file, the real knowledge and words.
Only time and chance are given. `async with office_at("2026-11-23 10:00") as office:`
"""

from __future__ import annotations

import asyncio
import itertools
import re
import tempfile
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import codec
from bot.core import Core, World, read_known
from bot.desk_runner import Act
from bot.knowledge import KnowledgeFiles
from bot.office import Known, hours_at
from bot.staff_group import StaffGroup
from handlers.context import Context, Numbering, Office
from handlers.desk import DeskDecision
from handlers.hours import Hours
from handlers.messages import Button, Conversation, Inbound, Kind, Place, Reply
from storage import contacts, conversations, days, events, inbox, outbox, settings, staff, tickets
from storage.records.staff import Role, Staff
from storage.records.ticket import Ticket
from storage.sealing import Keys
from storage.transaction import Tx

SEOUL = ZoneInfo("Asia/Seoul")
OFFICE = Office("songsan1", "송산1동 행정복지센터", "031-000-0000")
#: A pattern for a receipt's number.
NUMBER = r"W-\d{4}-\d{4}"


@cache
def keys() -> Keys:
    """One set of keys serves all tests."""
    return Keys.new()


@cache
def known() -> Known:
    """Read the knowledge once for all tests; it takes some seconds."""
    return read_known(KnowledgeFiles(OFFICE))


def moment(text: str) -> datetime:
    """Read "2026-11-23 10:00" or "... 10:00:59" as Seoul time."""
    return datetime.fromisoformat(text).replace(tzinfo=SEOUL)


@dataclass
class StillClock:
    """A clock that moves when it is told to."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at

    def goes_on(self, **span: float) -> None:
        """Move by a timedelta: `clock.goes_on(minutes=16)`; backwards too."""
        self.at += timedelta(**span)

    def says(self, text: str) -> None:
        """Set to a Seoul time."""
        self.at = moment(text)


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


@dataclass
class RunningOffice:
    """The service with its clock; restartable."""

    folder: Path
    clock: StillClock
    known: Known
    group_key: str = ""
    core: Core = field(init=False)
    everything_said: list[Reply] = field(default_factory=list)
    residents: int = 0

    def __post_init__(self) -> None:
        self._open()

    def _open(self) -> None:
        tokens = itertools.count(1)
        prefix = f"token{id(self.clock)}-{self.clock().timestamp():.3f}"
        self.core = Core(
            self.folder / "welfare.db", keys(), self.known,
            World(self.clock, lambda: f"{prefix}-{next(tokens)}"),
            StaffGroup("telegram", self.group_key, ""),
        )  # fmt: skip

    def resident(self, channel: str = "web", key: str = "") -> Resident:
        """Let somebody come in."""
        self.residents += 1
        return Resident(self, key or f"resident-{self.residents}", channel)

    async def settles(self) -> None:
        """Wait until no message waits for a decision."""
        while await self.core.store.read(inbox.contacts_waiting):  # noqa: ASYNC110
            await asyncio.sleep(0.001)

    async def ticks(self, **later: float) -> None:
        """Let time pass, then let the clock's jobs run."""
        self.clock.goes_on(**later)
        await self.core.clockwork.tick()

    async def restarts(self) -> None:
        """Stop, and start again on the same database."""
        await self.core.stop()
        self._open()
        await self.core.start(clock=False)

    async def staff(self, login: str = "kim", role: Role = Role.OFFICER) -> Staff:
        """Give somebody an account."""

        def add(tx: Tx) -> Staff:
            return staff.get(tx, staff.add_staff(tx, login, f"{login} 담당", role, self.clock()))

        return await self.core.store.run(add)

    async def act(self, who: Staff, number: str, act: Act, form: str = "") -> DeskDecision:
        """Let staff act on a ticket, as a form of the console does."""
        token = form or self.core.world.new_token()
        return await self.core.desk.act(token, number, act, actor=f"staff:{who.id}")

    async def tickets(self) -> list[Ticket]:
        """Return all tickets."""
        return await self.core.store.read(tickets.every)

    async def ticket(self, number: str) -> Ticket:
        """Return one ticket."""
        return await self.core.store.read(tickets.by_number, number)

    async def timeline(self, number: str) -> list[str]:
        """Return the kinds of lines in a ticket's timeline."""
        ticket = await self.ticket(number)
        return [e.kind for e in await self.core.store.read(events.timeline, ticket.id)]

    async def event_texts(self, number: str, kind: str) -> list[str]:
        """Return the texts of a ticket's timeline lines of one kind."""
        ticket = await self.ticket(number)
        lines = await self.core.store.read(events.timeline, ticket.id)
        return [e.text for e in lines if e.kind == kind]

    async def closes_on(self, day: str, reason: str, *frames: tuple[str, str]) -> None:
        """Set the hours of one day; no frames closes it."""
        date = datetime.fromisoformat(day).date()
        await self.core.store.run(
            days.set_override, date, tuple(frames), reason, None, self.clock()
        )

    async def lunch(self, mode: str) -> None:
        """Set the lunch mode."""
        await self.core.store.run(settings.put, "lunch", mode, self.clock())

    async def hours(self) -> Hours:
        """Return the hours as they are now."""
        return await self.core.store.read(hours_at, self.clock())

    async def group_hears(self) -> list[str]:
        """Return what was put out for the staff group."""

        def look(tx: Tx) -> list[str]:
            contact = contacts.find_contact(tx, "telegram", self.group_key)
            rows = [] if contact is None else outbox.sent_to(tx, contact)
            return [codec.load_reply(row.payload).text for row in rows]

        return await self.core.store.read(look)

    async def value(self, sql: str, *params: object) -> object:
        """Look into the database."""
        return await self.core.store.read(lambda tx: tx.value(sql, params))


@asynccontextmanager
async def office_at(
    at: str, *, group: str = "", started: bool = True, **office: object
) -> AsyncIterator[RunningOffice]:
    """Open an office whose clock stands at a Seoul time; `office` changes what it is like."""
    base = known()
    if office:
        changed = replace(OFFICE, **office)  # type: ignore[arg-type]
        base = replace(base, office=changed, words=words_of(changed))
    with tempfile.TemporaryDirectory() as folder:
        running = RunningOffice(Path(folder), StillClock(moment(at)), base, group)
        if started:
            await running.core.start(clock=False)
        try:
            yield running
        finally:
            await running.core.stop()


def words_of(office: Office):
    """Return the words as this office says them."""
    from bot.office import standing_words
    from handlers.words import Words, read_words

    return Words(read_words(), standing_words(office, known().knowledge))


def context_at(at: str, **more: object) -> Context:
    """Return a context for pure tests: hours by the holidays package, no tickets."""
    from bot.office import public_holidays

    when = moment(at)
    base = known()
    given: dict[str, object] = {
        "at": when,
        "office": OFFICE,
        "hours": Hours(holidays=public_holidays(when.year)),
        "knowledge": base.knowledge,
        "understanding": base.understanding,
        "words": base.words,
        "numbering": Numbering(when.year, lambda: 1),
        **more,
    }
    return Context(**given)  # type: ignore[arg-type]


def typed(text: str, **more: object) -> Inbound:
    """Return a typed message for pure tests."""
    given: dict[str, object] = {
        "office": "songsan1",
        "channel": "web",
        "contact_key": "me",
        "external_id": "1",
        "at": moment("2026-11-23 10:00"),
        "kind": Kind.TEXT,
        "text": text,
        **more,
    }
    return Inbound(**given)  # type: ignore[arg-type]


def spoken(bubble: Reply) -> str:
    """Write a bubble as one text: words, small print, buttons in brackets."""
    labels = " ".join(f"[{b.label}]" for b in bubble.buttons)
    return "\n".join(part for part in (bubble.text, bubble.note, labels) if part)
