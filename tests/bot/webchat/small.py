"""A web chat on a real port, for an office that is only as large as a test needs."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from bot.channels.webchat import add_routes
from tests.bot.webchat.small_mailbox import NOON, SmallMailbox


@dataclass(frozen=True)
class SmallOffice:
    """송산1동."""

    key: str = "songsan1"
    name: str = "송산1동 행정복지센터"
    phone: str = "031-870-0000"
    url: str = ""


@dataclass(frozen=True)
class SmallContact:
    """A number of the strip."""

    number: str
    name: str


CONTACTS = (
    SmallContact("119", "구조"),
    SmallContact("112", "경찰"),
    SmallContact("109", "마음"),
    SmallContact("129", "복지"),
)


@dataclass
class Server:
    """The chat on a port that stays the same over restarts."""

    path: Path
    port: int = 0
    office: SmallOffice = field(default_factory=SmallOffice)
    state: dict[str, object] = field(
        default_factory=lambda: {"open": True, "line": "상담 가능 · 18시까지", "owner": "bot"}
    )
    mailbox: SmallMailbox = field(init=False)
    _runner: web.AppRunner | None = None

    async def start(self) -> None:
        self.mailbox = SmallMailbox(self.path)
        app = web.Application()
        add_routes(
            app,
            self.mailbox,
            self.office,
            lambda: self.state,
            CONTACTS,
            lambda: NOON,
            lambda: secrets.token_urlsafe(32),
        )
        self._runner = web.AppRunner(app, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
            self.mailbox.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"
