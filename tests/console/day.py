"""The people of a day at the office: forty who write, two who answer, and what each of them says."""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import dataclass, field
from typing import Protocol

from storage import staff, tickets
from storage.records.staff import Role
from storage.records.ticket import Ticket, TicketKind
from storage.transaction import Tx
from tests.fake_telegram.people import Person
from tests.whole import Officer, Visitor, Whole, starts, told

REPORT, CALLBACK, VISIT = TicketKind.REPORT, TicketKind.CALLBACK, TicketKind.VISIT
CONSULT, DANGER, MESSAGE = TicketKind.CONSULT, TicketKind.DANGER, TicketKind.MESSAGE
WEB, TELEGRAM = "webchat", "telegram"
PHONE = "010-0000-0000"
#: Telegram is a company abroad: personal data need one consent more there.
_ABROAD = "네"
#: What a resident says until the case stands.
SAID = {
    REPORT: ("이웃이 걱정돼요", "{place}에 우편물이 쌓였어요", "아니요", "이웃", "그냥 보내기", "보내기"),
    CALLBACK: ("전화 상담 신청", "1", "네", PHONE, "2"),
    VISIT: ("찾아와 주세요", "휠체어를 타고 있어요", "네", PHONE, "{place}", "먼저 전화해 주세요"),
    CONSULT: ("사람이랑 얘기하고 싶어요", "임대료 때문에요"),
    DANGER: ("오늘 밤에 죽으려고요",),
    MESSAGE: ("안부 전해 주세요",),
}  # fmt: skip
#: Forty cases by the time at which they are told; what the scenes in the browser tell is among them.
POST = {
    "08:55": ((REPORT, WEB), (REPORT, WEB), (REPORT, TELEGRAM), (CALLBACK, WEB), (CALLBACK, WEB),
              (VISIT, TELEGRAM), (DANGER, TELEGRAM)),
    "09:20": ((REPORT, WEB), (REPORT, WEB), (REPORT, WEB), (REPORT, TELEGRAM), (REPORT, TELEGRAM),
              (CALLBACK, WEB), (CALLBACK, WEB), (VISIT, WEB), (CONSULT, WEB), (CONSULT, TELEGRAM)),
    "10:50": ((MESSAGE, WEB), (CALLBACK, TELEGRAM), (CONSULT, WEB), (VISIT, WEB), (REPORT, WEB)),
    "14:10": ((REPORT, WEB), (REPORT, WEB), (REPORT, TELEGRAM), (CALLBACK, WEB), (CALLBACK, WEB),
              (VISIT, TELEGRAM), (CONSULT, WEB)),
    "16:30": ((REPORT, WEB), (CALLBACK, TELEGRAM), (CONSULT, WEB)),
}  # fmt: skip
#: How each kind is worked on, from the claim to its outcome.
WORK: dict[TicketKind, tuple[tuple[str, dict[str, str]], ...]] = {
    REPORT: (("stage", {"stage": "acting"}), ("close", {"outcome": "visited_helped"})),
    CALLBACK: (("call", {"result": "no_answer"}), ("call", {"result": "connected"}),
               ("close", {"outcome": "answered"})),
    VISIT: (("note", {"text": "다음 주에 함께 가기"}), ("close", {"outcome": "visited_fine"})),
    CONSULT: (("reply", {"text": "몇 달 밀리셨나요?"}), ("close", {"outcome": "answered"})),
    DANGER: (("call", {"result": "connected"}), ("close", {"outcome": "linked"})),
    MESSAGE: (("reply", {"text": "잘 전해 두었습니다."}), ("close", {"outcome": "answered"})),
}  # fmt: skip


@dataclass
class Caller:
    """Somebody who writes, whatever the channel."""

    service: Whole
    seat: Visitor | Person
    #: Opening the chat is the first message.
    said: int = 1

    async def says(self, *lines: str) -> None:
        """Write lines, and wait after each until it is answered."""
        for line in lines:
            self.said += 1
            await self.seat.says(line)
            if isinstance(self.seat, Person):
                await told(self.seat, self.service)

    @property
    def place(self) -> tuple[str, str]:
        """Channel and key."""
        web = isinstance(self.seat, Visitor)
        return (WEB, self.seat.key) if web else (TELEGRAM, str(self.seat.id))  # type: ignore[union-attr]


class Looks(Protocol):
    """Somebody with a browser of any kind."""

    async def gets(self, path: str) -> object:
        """Look at a page."""


@dataclass
class Day:
    """The office, everybody who wrote to it, and what kind of case each should have become."""

    service: Whole
    callers: list[tuple[Caller, TicketKind]] = field(default_factory=list)
    #: Who looks at a page now and then, so that no session ends before its time.
    awake: list[Officer | Looks] = field(default_factory=list)
    _doors: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    async def hires(self, login: str, role: Role, name: str, hashed: str) -> Officer:
        """Give somebody an account with a password, and a second browser that is quick with forms."""
        officer = await self.service.officer(login, role, name)

        def lock(tx: Tx) -> None:
            found = next(s for s in staff.everyone(tx) if s.login == login)
            staff.set_password(tx, found.id, hashed)

        await self.service.app.core.store.run(lock)
        self.awake.append(officer)
        return officer

    async def comes(self, channel: str) -> Caller:
        """Let somebody come in."""
        if channel == WEB:
            return Caller(self.service, await self.service.visitor())
        person = self.service.tg.person("주민")
        await starts(person, self.service)
        return Caller(self.service, person)

    async def tells(self, kind: TicketKind, channel: str, place: str = "") -> Caller:
        """Let somebody tell the bot all that a case of this kind needs."""
        caller = await self.comes(channel)
        self.callers.append((caller, kind))
        lines = list(SAID[kind])
        if channel == TELEGRAM and kind in (CALLBACK, VISIT):
            lines.insert(3, _ABROAD)
        if kind is MESSAGE:
            await caller.seat.presses("s:message")
            caller.said += 1
        place = place or f"송산로 {next(self._doors)} 203호"
        await caller.says(*(line.format(place=place) for line in lines))
        return caller

    async def until(self, clock: str) -> None:
        """Let time pass; its jobs run, and everybody who is awake looks at a page."""
        self.service.clock.says(f"2026-11-23 {clock}")
        await self.service.app.core.clockwork.tick()
        await asyncio.gather(*(one.gets("/staff/account") for one in self.awake))
        await self.service.settles()

    async def post(self, clock: str) -> None:
        """Let everybody of that hour write, all at the same time."""
        await self.until(clock)
        await asyncio.gather(*(self.tells(kind, channel) for kind, channel in POST[clock]))

    async def tickets(self) -> list[Ticket]:
        """All cases."""
        return await self.service.app.core.store.read(tickets.every)

    async def newest(self) -> str:
        """The number of the case that was opened last."""
        return (await self.tickets())[-1].number

    async def works(self, most: int, *hands: Officer) -> None:
        """Let people work on the most urgent that nobody has, all at the same time."""
        free = [t for t in await self.tickets() if t.claimed_by is None and t.outcome is None]
        free.sort(key=lambda t: -t.priority)
        shares = [free[:most][n :: len(hands)] for n in range(len(hands))]
        await asyncio.gather(*(_work(o, share) for o, share in zip(hands, shares, strict=True)))
        await self.service.settles()


async def _work(officer: Officer, share: list[Ticket]) -> None:
    for ticket in share:
        for act, form in (("acknowledge", {}), ("claim", {}), *WORK[ticket.kind]):
            await twice(officer, ticket.number, act, **form)


async def twice(officer: Officer, number: str, act: str, **form: str) -> None:
    """Press a button twice, as impatient fingers do: one form, two requests in the same second."""
    form = {"token": f"pressed-twice-{number}-{act}-{'-'.join(form.values())}", **form}
    done = await asyncio.gather(*(officer.does(number, act, **form) for _ in range(2)))
    assert set(done) <= {200, 303}, (number, act, done)
