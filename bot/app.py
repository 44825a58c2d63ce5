"""The composition root: settings in, a running service out; started and stopped in order."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from importlib.metadata import version
from typing import TYPE_CHECKING

from aiohttp import web

from bot import clock, health, metrics
from bot.calendar_check import calendar_faults
from bot.channels.webchat import desk as webchat
from bot.channels.webchat.doors import Doors
from bot.channels.webchat.pages import add_routes
from bot.console.pages import add_console
from bot.core import Core, World, read_known
from bot.header import Header
from bot.knowledge import KnowledgeFiles
from bot.logs import log
from bot.mail_digest import MailDigest
from bot.nightly_backup import NightlyBackup, in_own_process
from bot.office import public_holidays
from bot.publishing import Publisher
from bot.settings import Settings
from bot.staff_group import StaffGroup
from bot.trial import Sources
from bot.trial import in_own_process as tried
from handlers.context import Office
from storage import backup, contacts, conversations
from storage.errors import StoreBroken, StoreError
from storage.sealing import Keys, create_keys, load_keys
from storage.transaction import Tx

if TYPE_CHECKING:
    from bot.telegram_door import TelegramDoor

#: Numbers under the page; the right one for each danger stands on its card.
FOOTER = ("rescue", "police", "suicide", "welfare")
#: An upload of 10 MB and what surrounds it.
LARGEST_BODY = 11 * 1024 * 1024
#: A door that does not close in this time is left open for the end of the process to close.
DOOR_CLOSES_S = 1.5
#: `keys rotate` waits a little longer than this before it drops the old keys.
REFRESH_S = 60


class App:
    """One service: core, web server, Telegram when a token is set."""

    def __init__(self, settings: Settings, world: World | None = None) -> None:
        """Open everything; raises SettingsFaulty, KeysError, StoreError, FaultyData."""
        self.settings = settings
        world = world or World(clock.now, clock.new_token)
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.knowledge = knowledge_of(settings)
        known = read_known(self.knowledge)
        group = StaffGroup(
            "telegram",
            settings["TELEGRAM_STAFF_CHAT_ID"] if settings["TELEGRAM_BOT_TOKEN"] else "",
            settings["PUBLIC_URL"],
        )
        self.core = Core(
            settings.database, keys_of(settings), known, world, group, settings.key_file
        )
        self.telegram = _telegram(settings, self.core)
        self.mail = _mail(settings, self.core)
        self.backup = NightlyBackup(
            self.core.store, world.clock, lambda: in_own_process(settings, os.environ)
        )
        self.publisher = Publisher(
            self.core.store, world.clock, lambda: self.core.known,
            Sources(settings.faq_dir, settings.own_knowledge, settings.learned_dir),
            self._reread, tried,
        )  # fmt: skip
        self._rereading = asyncio.Lock()
        self.header = Header(self.core.store, self.core.context, world.clock)
        self.web = self._web_app()
        self._runner: web.AppRunner | None = None
        self._repeating: list[asyncio.Task[None]] = []

    def _web_app(self) -> web.Application:
        app = web.Application(client_max_size=LARGEST_BODY)
        core = self.core
        known = core.known
        contacts_ = known.knowledge.contacts
        footer = [_Short(contacts_[i].number, contacts_[i].name) for i in FOOTER if i in contacts_]
        add_routes(
            app, core.mailbox, known.office, self.header, footer, core.world.clock,
            core.world.new_token, self._owner_of, Doors(self.settings.proxies),
        )  # fmt: skip
        console = add_console(
            app, core.store, core.desk, core.hub, core.context, core.world.clock,
            core.world.new_token, self.settings["PUBLIC_URL"].startswith("https://"), core.keys.cookies,
        )  # fmt: skip
        console.proxies = self.settings.proxies
        console.wake_publisher = self.publisher.wake
        health.add_routes(app, core, self.telegram, self.backup, self.knowledge, self.mail)
        metrics.add_routes(app, core, self.telegram)
        if self.telegram is not None:
            self.telegram.add_routes(app)
        return app

    async def _refresh(self) -> None:
        """Read the key file again every minute, and the knowledge when it changed."""
        while True:
            await asyncio.sleep(REFRESH_S)
            await self._reread()
            try:
                self.core.sealer.reload()
            except StoreError as fault:
                log.error("refresh_failed", fault=str(fault))

    async def _reread(self) -> None:
        """Take changed files of the knowledge into use."""
        async with self._rereading:
            known = await asyncio.to_thread(self.knowledge.changed)
            if known is not None:
                self.core.known = known

    async def _owner_of(self, contact_key: str) -> str:
        def owner(tx: Tx) -> str:
            contact = contacts.find_contact(tx, webchat.CHANNEL, contact_key)
            return "bot" if contact is None else conversations.owner_of(tx, contact)

        return await self.core.store.read(owner)

    async def start(self) -> None:
        """Start the core, then the doors; raises OSError when the port is taken."""
        await self.header.look()
        await self.core.start()
        self._repeating = [
            asyncio.create_task(it) for it in (self._refresh(), self.header.follow())
        ]
        if int(self.settings["BACKUP_KEEP"]):
            self.backup.start()
        self.publisher.start()
        self._runner = web.AppRunner(self.web, access_log=None, shutdown_timeout=DOOR_CLOSES_S)
        await self._runner.setup()
        await web.TCPSite(self._runner, self.settings["HOST"], self.settings.port).start()
        if self.telegram is not None:
            self.telegram.start()
        for fault in calendar_faults(self.core.world.clock(), version("holidays"), public_holidays):
            log.warning("calendar_too_old", fault=fault)
        log.info("started", url=self.settings.url, telegram=self.telegram is not None)

    async def stop(self) -> None:
        """
        Close the doors, then the core; within ten seconds, whoever does not answer.

        What was taken is on the disk, and what is left half done is done by the next start: so
        nobody is waited for longer than it takes a healthy one to end.
        """
        ending = [_within(DOOR_CLOSES_S, one.stop()) for one in (self.backup, self.publisher)]
        if self.telegram is not None:
            ending.append(_within(DOOR_CLOSES_S, self.telegram.stop()))
        await asyncio.gather(*ending)
        if self._runner is not None:
            await self._runner.cleanup()
        for repeating in self._repeating:
            repeating.cancel()
        await self.core.stop()
        if self.telegram is not None:
            await _within(DOOR_CLOSES_S, self.telegram.channel.close())
        log.info("stopped")

    async def serve(self, started: Callable[[], Awaitable[None]]) -> None:
        """Run until SIGTERM or SIGINT; `started` is called once the doors are open."""
        stopping = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stopping.set)
        try:
            await self.start()
            await started()
            await stopping.wait()
        finally:
            await self.stop()


async def _within(seconds: float, closing: Awaitable[None]) -> None:
    try:
        async with asyncio.timeout(seconds):
            await closing
    except TimeoutError:
        log.warning("did_not_close_in_time", seconds=seconds)


class _Short:
    """A number of the strip under the page, with the name before its brackets."""

    def __init__(self, number: str, name: str) -> None:
        self.number = number
        self.name = name.partition(" (")[0]


def _telegram(settings: Settings, core: Core) -> TelegramDoor | None:
    if not settings["TELEGRAM_BOT_TOKEN"]:
        return None
    # python-telegram-bot takes 10 MB, so it is read only where it is used
    from bot.telegram_door import TelegramDoor

    return TelegramDoor(settings, core)


def _mail(settings: Settings, core: Core) -> MailDigest | None:
    if not settings["SMTP_HOST"]:
        return None
    # an office without a morning mail does without the library too
    from bot.channels.mail import MailChannel

    core.add_channel(MailChannel(settings, core.world.clock))
    mail = MailDigest(settings.digest_to, settings["PUBLIC_URL"])
    core.clockwork.add(mail.job(settings["DIGEST_AT"]))
    return mail


def knowledge_of(settings: Settings) -> KnowledgeFiles:
    """Return the files of the knowledge, for the office of the settings."""
    return KnowledgeFiles(
        office_of(settings), settings.faq_dir, settings.learned_dir, settings.own_knowledge
    )


def office_of(settings: Settings) -> Office:
    """Build the office from the settings."""
    areas = tuple(a.strip() for a in settings["OFFICE_AREAS"].split(",") if a.strip())
    return Office(
        settings["OFFICE_KEY"], settings["OFFICE_NAME"], settings["OFFICE_PHONE"],
        settings["OFFICE_ADDRESS"], areas, settings["ON_CALL_PHONE"], settings["PUBLIC_URL"],
        settings["OFFICE_REWARD"], settings["TELEGRAM_PERSONAL_DATA"] == "form",
        settings["TELEGRAM_BOT_URL"],
    )  # fmt: skip


def keys_of(settings: Settings) -> Keys:
    """
    Read the keys; make them at the very first start only.

    Raises KeysError when the database is there but its keys are not: new keys would make all that
    is sealed unreadable for ever. Raises StoreBroken when it is gone but was there: an empty one in its place would
    look as if nobody had ever written.
    """
    there = settings.database.exists() and settings.database.stat().st_size > 0
    if not there and backup.is_any(settings.backup_dir):
        raise StoreBroken(
            f"there is no database at {settings.database}, but there are backups in {settings.backup_dir}: "
            "`python -m bot restore` brings back the newest. To begin anew, move them away, or name another folder "
            "with BACKUP_DIR"
        )
    if not settings.key_file.exists() and not there:
        return create_keys(settings.key_file)
    return load_keys(settings.key_file)
