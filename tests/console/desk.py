"""The console over a running office: a real server, staff with browsers of their own."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from urllib.parse import unquote

import aiohttp
from aiohttp import web

from bot.carry_out import Turn
from bot.console.pages import add_console
from bot.console.passwords import Passwords
from bot.console.ports import Console
from handlers.effects import OpenTicket
from storage import audit, contacts, outbox, tickets
from storage import staff as staff_table
from storage.records.staff import Role, Staff
from storage.records.ticket import Priority, TicketKind
from storage.transaction import Tx
from tests.world import RunningOffice

PASSWORD = "긴 문장으로 만든 열쇠 7"
_forms = itertools.count(1)


@dataclass
class Answer:
    """What the server answered."""

    status: int
    text: str
    headers: dict[str, str]

    @property
    def goes_to(self) -> str:
        """Where it sends the browser, '' for nowhere."""
        return self.headers.get("Location", "")

    @property
    def said(self) -> str:
        """The short notice of an htmx answer."""
        return unquote(self.headers.get("X-Desk-Said", ""))


@dataclass
class Person:
    """Somebody with a browser; a stranger until signed in."""

    desk: RunningDesk
    session: aiohttp.ClientSession
    staff: Staff | None = None

    async def gets(self, path: str, **headers: str) -> Answer:
        """Open a page, following nothing."""
        async with self.session.get(
            self.desk.url + path, allow_redirects=False, headers=headers
        ) as r:
            return Answer(r.status, await r.text(errors="replace"), dict(r.headers))

    async def posts(
        self, path: str, form: dict[str, str] | None = None, *, partial: bool = True, **headers: str
    ) -> Answer:
        """Send a form as our own page does."""
        sent = {"Origin": self.desk.url, **headers}
        if partial:
            sent["HX-Request"] = "true"
        data = {"token": f"one-time-form-{next(_forms):06d}", **(form or {})}
        async with self.session.post(
            self.desk.url + path, data=data, allow_redirects=False, headers=sent
        ) as r:
            return Answer(r.status, await r.text(errors="replace"), dict(r.headers))

    async def does(self, number: str, act: str, **form: str) -> Answer:
        """Do something to a case."""
        return await self.posts(f"/staff/case/{number}/{act}", form)

    async def signs_in(self, login: str, password: str = PASSWORD) -> Answer:
        """Use the sign-in form."""
        form = {"login": login, "password": password}
        return await self.posts("/staff/sign-in", form, partial=False)


@dataclass
class RunningDesk:
    """An office whose console is served."""

    office: RunningOffice
    url: str = ""
    console: Console = field(init=False)
    _sessions: list[aiohttp.ClientSession] = field(default_factory=list)
    _hashed: str = ""

    async def start(self, secure: bool = False) -> None:
        """Serve."""
        app = web.Application()
        core = self.office.core
        self.console = add_console(
            app, core.store, core.desk, core.hub, core.context, self.office.clock,
            core.world.new_token, secure, core.keys.cookies,
        )  # fmt: skip
        # cheap hashes: these tests are about who gets in, not about the cost of guessing
        self.console.passwords = Passwords(memory_kib=64)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        self._hashed = await self.console.passwords.hash(PASSWORD)

    async def stop(self) -> None:
        """Close the browsers, then the server."""
        for session in self._sessions:
            await session.close()
        await self._runner.cleanup()

    def stranger(self) -> Person:
        """Somebody with a browser and no account."""
        session = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
        self._sessions.append(session)
        return Person(self, session)

    async def account(self, login: str, role: Role = Role.OFFICER, name: str = "") -> Staff:
        """Make an account with a password."""

        def add(tx: Tx) -> Staff:
            at = self.office.clock()
            made = staff_table.add_staff(
                tx, login, name or f"{login} 주무관", role, at, self._hashed
            )
            return staff_table.get(tx, made)

        return await self.office.core.store.run(add)

    async def person(self, login: str, role: Role = Role.OFFICER, name: str = "") -> Person:
        """Somebody who is signed in."""
        one = self.stranger()
        one.staff = await self.account(login, role, name)
        answer = await one.signs_in(login)
        assert answer.status == 303, answer.text
        return one

    async def files(
        self, kind: TicketKind = TicketKind.REPORT, priority: Priority = Priority.NORMAL,
        fields: dict[str, str] | None = None, contact_key: str = "someone", **more: object,
    ) -> str:  # fmt: skip
        """Open a ticket as the bot would; return its number."""

        def file(tx: Tx) -> str:
            at = self.office.clock()
            context = self.office.core.context(tx, at)
            number = context.numbering.take()
            contact = contacts.contact_id(tx, "webchat", contact_key, at) if contact_key else None
            turn = Turn(tx, at, "resident", context, contact, "webchat", source=f"test:{number}")
            turn.carry_out((OpenTicket(number, kind, priority, fields=fields or {}, **more),))  # type: ignore[arg-type]
            return number

        return await self.office.core.store.run(file)

    async def audit(self, action: str) -> list[tuple[str, str, str]]:
        """Return (actor, subject, detail) of the audit lines of one action, oldest first."""
        lines = await self.office.core.store.read(audit.lines)
        return [(x.actor, x.subject, x.detail) for x in reversed(lines) if x.action == action]

    async def said_to(self, number: str) -> list[str]:
        """Return the payloads that went out to the sender of a ticket."""

        def look(tx: Tx) -> list[str]:
            contact = tickets.by_number(tx, number).contact_id
            return [] if contact is None else [s.payload for s in outbox.sent_to(tx, contact)]

        return await self.office.core.store.read(look)


def plain(text: str) -> str:
    """Take the tags out of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))
