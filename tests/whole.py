"""
The whole service as an operator starts it: web page, console, Telegram, clock, delivery.

Only time is given, and Telegram is a server of our own. What residents and staff do goes through
real sockets. `async with whole_service(folder, monkeypatch) as service:`
"""

from __future__ import annotations

import asyncio
import itertools
import json
import secrets
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

import aiohttp
import pytest

import bot.app
from bot.app import App, office_of
from bot.channels.channel import Line
from bot.channels.webchat import visitor
from bot.channels.webchat.desk import CHANNEL
from bot.console.guard import COOKIE
from bot.core import World
from bot.settings import read_settings
from storage import inbox, sessions, staff
from storage.records.staff import Role
from storage.transaction import Tx
from tests.fake_telegram import FakeTelegram
from tests.fake_telegram.people import Group, Person
from tests.world import StillClock, known, moment

MONDAY = "2026-11-23 10:00"


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Whole:
    """A running service and the people around it."""

    app: App
    clock: StillClock
    tg: FakeTelegram
    group: Group
    _sessions: list[aiohttp.ClientSession] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where its pages are."""
        return self.app.settings.url

    async def settles(self) -> None:
        """Wait until every message was decided on and every bubble handed over."""
        async with asyncio.timeout(20):
            while await self._at_work():  # noqa: ASYNC110 - there is no event for tests
                await asyncio.sleep(0.01)

    async def _at_work(self) -> bool:
        store = self.app.core.store
        open_rows = "SELECT 1 FROM outbox WHERE status IN ('ready', 'sending') LIMIT 1"
        pending = "SELECT 1 FROM attachment WHERE status = 'pending' LIMIT 1"
        return bool(
            await store.read(inbox.contacts_waiting)
            or await store.read(lambda tx: tx.value(open_rows) or tx.value(pending))
        )

    async def visitor(self) -> Visitor:
        """Somebody opens the page."""
        token = secrets.token_urlsafe(32)
        session = self.session({visitor.COOKIE: token})
        line = await session.ws_connect(f"{self.url}/chat/socket")
        one = Visitor(self, session, line, visitor.contact_key(token))
        await line.send_json({"type": "hello"})
        await one.waits_for("history")
        await self.settles()
        return one

    async def officer(self, login: str, role: Role = Role.OFFICER, name: str = "") -> Officer:
        """Somebody of the staff, signed in."""
        token = secrets.token_urlsafe(32)

        def enter(tx: Tx) -> int:
            made = staff.add_staff(tx, login, name or login, role, self.clock())
            sessions.start_session(tx, made, token, self.clock())
            return made

        await self.app.core.store.run(enter)
        return Officer(self, self.session({COOKIE: token}))

    def session(self, cookies: dict[str, str]) -> aiohttp.ClientSession:
        """Make a browser."""
        jar = aiohttp.CookieJar(unsafe=True)
        one = aiohttp.ClientSession(headers={"Origin": self.url}, cookies=cookies, cookie_jar=jar)
        self._sessions.append(one)
        return one

    async def group_texts(self) -> list[str]:
        """All that stands in the staff group."""
        return [str(m) for m in self.tg.world.chats[self.group.id].messages.values()]

    async def close(self) -> None:
        """Close the browsers."""
        for session in self._sessions:
            await session.close()


@dataclass
class Visitor:
    """A resident at the page."""

    service: Whole
    session: aiohttp.ClientSession
    line: aiohttp.ClientWebSocketResponse
    key: str
    _ids: itertools.count[int] = field(default_factory=itertools.count)

    async def says(self, text: str = "", **more: object) -> None:
        """Send a frame of ours and wait until all of it is done."""
        await self.line.send_json(
            {"type": "say", "id": f"id{next(self._ids)}", "text": text, **more}
        )
        await self.waits_for("said")
        await self.service.settles()

    async def presses(self, value: str) -> None:
        """Press a button by its value."""
        await self.says(press=value)

    async def picks(self, label: str) -> None:
        """Press the newest button with this label."""
        shown = [b for line in await self.lines() for b in line.reply.buttons if b.label == label]
        await self.presses(shown[-1].value)

    async def sends_photo(self, content: bytes, caption: str = "") -> str:
        """Upload a photo and send it."""
        async with self.session.post(
            f"{self.service.url}/chat/upload", data=BytesIO(content)
        ) as answer:
            key = str((await answer.json())["key"])
        await self.says(caption, attachments=[key])
        return key

    async def gets(self, path: str) -> bytes:
        """Fetch something with this visitor's cookie."""
        async with self.session.get(self.service.url + path) as answer:
            return await answer.read()

    async def lines(self) -> list[Line]:
        """The transcript."""
        return await self.service.app.core.mailbox.history(CHANNEL, self.key)

    async def waits_for(self, kind: str) -> dict[str, object]:
        """Read frames until one of a kind comes."""
        async with asyncio.timeout(20):
            while True:
                frame = json.loads(await self.line.receive_str())
                if frame["type"] == kind:
                    return dict(frame)


@dataclass
class Officer:
    """Somebody of the staff at the console."""

    service: Whole
    session: aiohttp.ClientSession

    async def does(self, number: str, act: str, **form: str) -> int:
        """Send a form about a case; return the status."""
        return (await self.posts(f"/staff/case/{number}/{act}", **form))[0]

    async def posts(self, path: str, **form: str) -> tuple[int, str]:
        """Send a form."""
        data = {"token": secrets.token_urlsafe(16), **form}
        async with self.session.post(
            self.service.url + path, data=data, allow_redirects=False
        ) as answer:
            return answer.status, await answer.text(errors="replace")

    async def gets(self, path: str) -> str:
        """Open a page."""
        async with self.session.get(self.service.url + path) as answer:
            return await answer.text(errors="replace")


@asynccontextmanager
async def whole_service(
    folder: Path, monkeypatch: pytest.MonkeyPatch, at: str = MONDAY, **environ: str
) -> AsyncIterator[Whole]:
    """Start the service on a folder, with a Telegram of its own; stop it afterwards."""
    async with FakeTelegram() as tg:
        group = tg.group("복지팀")
        settings = read_settings(
            {
                "DATA_DIR": str(folder / "data"),
                "PORT": str(free_port()),
                "TELEGRAM_BOT_TOKEN": tg.token,
                "TELEGRAM_API_URL": tg.api_url,
                "TELEGRAM_STAFF_CHAT_ID": str(group.id),
                "BACKUP_KEEP": "0",
                **environ,
            }
        )
        there = replace(known(), office=office_of(settings))
        monkeypatch.setattr(bot.app, "read_known", lambda *_: there)
        clock = StillClock(moment(at))
        app = App(settings, World(clock, lambda: secrets.token_urlsafe(32)))
        service = Whole(app, clock, tg, group)
        await app.start()
        try:
            yield service
        finally:
            await service.close()
            await app.stop()


async def starts(person: Person, service: Whole) -> None:
    """Open the chat with the bot."""
    await person.starts()
    await told(person, service)


async def told(person: Person, service: Whole) -> None:
    """Wait until what a person of Telegram sent was taken in, decided and answered."""
    async with asyncio.timeout(20):
        while service.tg.updates.pending:  # noqa: ASYNC110 - there is no event for tests
            await asyncio.sleep(0.01)
    await service.settles()
