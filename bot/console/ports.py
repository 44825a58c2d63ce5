"""What the console asks of the rest of the service."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from aiohttp import web

from bot.clock import Clock, NewToken
from bot.console.half_open import HalfOpen
from bot.console.labels import Labels
from bot.console.opened import Opened
from bot.console.passwords import Passwords, UnknownLogins
from bot.console.presence import Presence
from bot.console.searched import Searches
from bot.console.streams import Streams
from bot.hub import Hub
from bot.remote import LOCAL
from handlers.context import Context
from handlers.desk import DeskDecision
from storage.records.ticket import Ticket
from storage.sqlite.store import SqliteStore
from storage.transaction import Tx

Decide = Callable[[Ticket, Context], DeskDecision]
Prepare = Callable[[Tx, datetime], tuple[str, Decide] | None]
#: Decides on what it sees in the transaction besides the ticket.
Look = Callable[[Tx, Ticket, Context], DeskDecision]
ContextOf = Callable[[Tx, datetime], Context]


class DeskRunner(Protocol):
    """Reads a ticket, decides, carries out and commits, all under the write lock."""

    async def act(
        self, form_token: str, number: str, decide: Decide, *, actor: str
    ) -> DeskDecision:
        """
        Run one action; a form token that came before is answered without doing it again.

        Raises NotFound for an unknown number, StoreBusy when nothing was kept.
        """

    async def dismiss(self, staff_id: int, *, actor: str) -> None:
        """End an account and its sessions; its open cases and talks go back into the queue."""

    async def act_prepared(
        self, form_token: str, prepare: Prepare, *, actor: str
    ) -> tuple[str, DeskDecision] | None:
        """
        Run an action whose ticket is found, or whose facts are read, inside the transaction.

        None when there is no such ticket; raises as `act` does.
        """

    async def look_and_act(
        self, form_token: str, number: str, act: Look, *, actor: str
    ) -> DeskDecision:
        """Run an action that looks at more than the ticket; else as `act`."""


@dataclass(slots=True)
class Console:
    """All that a page needs; one for each application."""

    store: SqliteStore
    desk: DeskRunner
    hub: Hub
    context_of: ContextOf
    clock: Clock
    new_token: NewToken
    secure: bool
    #: Keys the addresses of photos, so that they say nothing about where a file came from.
    key: bytes
    labels: Labels
    passwords: Passwords
    unknown_logins: UnknownLogins = field(default_factory=UnknownLogins)
    opened: Opened = field(default_factory=Opened)
    half_open: HalfOpen = field(default_factory=HalfOpen)
    searches: Searches = field(default_factory=Searches)
    presence: Presence = field(default_factory=Presence)
    #: Addresses of the proxy in front, whose X-Forwarded-For is believed.
    proxies: Collection[str] = LOCAL
    #: The pages that are open.
    streams: Streams = field(init=False)
    #: A draft of the knowledge was sent or approved.
    wake_publisher: Callable[[], None] = lambda: None
    #: Seconds between signs of life on a live stream.
    heartbeat_s: float = 15.0

    def __post_init__(self) -> None:
        self.streams = Streams(self.store, self.hub, self.clock, lambda: self.heartbeat_s)

    async def context(self) -> Context:
        """Build the context of a page."""
        return await self.store.read(self.context_of, self.clock())


CONSOLE = web.AppKey("console", Console)
