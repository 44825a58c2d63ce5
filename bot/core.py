"""The service without its doors: store, knowledge, intake, turns, desk, clock; doors are added by app.py."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot import failpoints
from bot.channels.channel import PushChannel
from bot.clock import Clock, NewToken
from bot.clockwork import Clockwork
from bot.desk_runner import Desk
from bot.fetching import Fetcher
from bot.hub import DESK, Hub, contact_topic
from bot.intake import Decider, Intake
from bot.knowledge import KnowledgeFiles
from bot.mailbox import StoreMailbox
from bot.office import Known, context_of
from bot.outbox import Sender
from bot.staff_group import StaffGroup
from bot.turn import Done, Turns
from bot.undelivered import undelivered
from handlers.context import Context
from storage import inbox
from storage.sealing import Keys, Sealer
from storage.sqlite.store import SqliteStore
from storage.transaction import Tx

#: At a stop a loop may wait for a file or a disk; longer than this nobody waits for it.
LOOPS_END_WITHIN_S = 1.0


def read_known(files: KnowledgeFiles) -> Known:
    """Read words and knowledge; raises FaultyData naming each fault by file and line."""
    return files.read()


@dataclass(frozen=True, slots=True)
class World:
    """Time and chance; tests pass their own."""

    clock: Clock
    new_token: NewToken


class Core:
    """The running heart of the service."""

    def __init__(
        self,
        database: Path,
        keys: Keys,
        known: Known,
        world: World,
        group: StaffGroup,
        key_file: Path | None = None,
    ) -> None:
        """
        Open the store; raises StoreError when the database cannot be used.

        With `key_file` a rotation of the keys is noticed while the service runs.
        """
        self.known = known
        self.world = world
        self.keys = keys
        self.sealer = Sealer(keys, key_file)
        self.store = SqliteStore(database, self.sealer, known.office.key, failpoints.reach)
        self.hub = Hub()
        self.group = group
        self.turns = Turns(self.store, self._known, world.clock, self.tell)
        self.decider = Decider(self.turns.take)
        self.intake = Intake(self.store, world.clock, self.decider.decide_next)
        self.mailbox = StoreMailbox(self.store, self.intake, self.hub, world.clock, world.new_token)
        self.desk = Desk(self.store, self._known, world.clock, self.tell)
        self.clockwork = Clockwork(self.store, self._known, world.clock, self.tell, group)
        self.senders: list[Sender] = []
        self.fetchers: list[Fetcher] = []
        self._loops: list[asyncio.Task[None]] = []

    def _known(self) -> Known:
        return self.known

    def context(self, tx: Tx, at: datetime) -> Context:
        """Build a context for a page."""
        return context_of(tx, at, self.known)

    def add_channel(self, channel: PushChannel) -> None:
        """Deliver over a channel that is handed its messages."""
        self.senders.append(
            Sender(self.store, channel, self.world.clock, self._dead, self._settled)
        )
        self.fetchers.append(Fetcher(self.store, channel, self._settled))

    async def start(self, *, clock: bool = True) -> None:
        """Decide on what waited, begin to send, begin to tick."""
        for contact in await self.store.read(inbox.contacts_waiting):
            self.decider.decide_next(contact)
        runs: list[Callable[[], object]] = [
            *(s.run for s in self.senders),
            *(f.run for f in self.fetchers),
        ]
        self._loops = [asyncio.create_task(run()) for run in runs]  # type: ignore[arg-type]
        if clock:
            self.clockwork.start()

    async def stop(self) -> None:
        """Stop in the reverse order; nothing in flight is lost."""
        self.clockwork.stop()
        for fetcher in self.fetchers:
            fetcher.close()
        # at the same time: what a last turn says is sent by the next start
        await asyncio.gather(self.decider.close(), *(sender.close() for sender in self.senders))
        if self._loops:
            await asyncio.wait(self._loops, timeout=LOOPS_END_WITHIN_S)
        for loop in self._loops:
            loop.cancel()
        await asyncio.gather(*self._loops, return_exceptions=True)
        self.store.close()

    def tell(self, done: Done) -> None:
        """After a commit: wake delivery, the pages of those who got something, and the desk."""
        for contact in done.told:
            self.hub.tell(contact_topic(contact))
        if done.told or done.rung:
            for sender in self.senders:
                sender.wake()
        for number in done.changed:
            self.hub.tell(DESK, number)
        if done.files:
            for fetcher in self.fetchers:
                fetcher.wake()

    def _settled(self, contact: int) -> None:
        self.hub.tell(contact_topic(contact))
        self.hub.tell(DESK, "")

    def _dead(self, tx: Tx, outbox_id: int, why: str, at: datetime) -> None:
        """Say on the ticket that a message did not reach its resident, and ring where it matters."""
        undelivered(tx, outbox_id, why, at, self.known)
