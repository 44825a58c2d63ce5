"""
A small office with a clock that stands still: what a test of whole conversations needs.

Nothing here is pretended: the real core over a real SQLite file, the real knowledge and words.
Only time and chance are given. `async with office_at("2026-11-23 10:00") as office:`
"""

from __future__ import annotations

import asyncio
import itertools
import tempfile
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
from handlers.context import Office
from handlers.desk import DeskDecision
from handlers.hours import Hours
from handlers.messages import Reply
from storage import contacts, days, events, inbox, outbox, sessions, settings, staff, tickets
from storage.records.staff import Role, Staff
from storage.records.ticket import Ticket
from storage.sealing import Keys
from storage.transaction import Tx
from tests.resident import Resident

SEOUL = ZoneInfo("Asia/Seoul")
#: What the models learned from the shipped knowledge; a change of either learns anew.
LEARNED = Path(__file__).parent.parent / ".pytest_cache" / "learned"
OFFICE = Office("songsan1", "송산1동 행정복지센터", "031-000-0000")


@cache
def keys() -> Keys:
    """One set of keys serves all tests."""
    return Keys.new()


@cache
def known() -> Known:
    """Read the knowledge once for all tests."""
    files = KnowledgeFiles(OFFICE, learned=LEARNED)
    known = read_known(files)
    # the reader would fall back to the last good files
    assert not files.fault
    return known


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
        """Give somebody an account; who comes to work signs in."""

        def add(tx: Tx) -> Staff:
            return staff.get(tx, staff.add_staff(tx, login, f"{login} 담당", role, self.clock()))

        one = await self.core.store.run(add)
        await self.signs_in(one)
        return one

    async def signs_in(self, who: Staff) -> None:
        """Let somebody sign in to the console, as of now."""
        token = self.core.world.new_token()
        await self.core.store.run(sessions.start_session, who.id, token, self.clock())

    async def act(self, who: Staff, number: str, act: Act, form: str = "") -> DeskDecision:
        """Let staff act on a ticket, as a form of the console does: signed in."""
        await self.signs_in(who)
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
