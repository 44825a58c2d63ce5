"""Telegram wired to the core: receiving, sending, the webhook, presses in the staff group."""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit

from aiohttp import web

from bot.channels.telegram.profile import Profile
from bot.channels.telegram.receive import TelegramReceiver
from bot.channels.telegram.send import TelegramChannel
from bot.channels.telegram.staff_group import StaffAnswer, StaffPress
from bot.core import Core
from bot.settings import Settings
from handlers import desk
from handlers.context import Context
from handlers.desk import DeskDecision
from storage import attachments, staff
from storage.errors import NotFound
from storage.records.staff import Staff
from storage.records.ticket import Ticket
from storage.transaction import Tx

EMERGENCY = ("rescue", "police", "suicide", "welfare")


class TelegramDoor:
    """The Telegram channel of a running service."""

    def __init__(self, settings: Settings, core: Core) -> None:
        self._core = core
        self._webhook_url = settings["TELEGRAM_WEBHOOK_URL"]
        self.channel = TelegramChannel.create(
            settings["TELEGRAM_BOT_TOKEN"],
            settings["TELEGRAM_API_URL"],
            attachment=self._attachment,
        )
        core.add_channel(self.channel)
        known = core.known
        contacts = known.knowledge.contacts
        numbers = [(contacts[i].number, contacts[i].name) for i in EMERGENCY if i in contacts]
        self.receiver = TelegramReceiver(
            self.channel,
            core.intake.accept,
            known.office.key,
            now=core.world.clock,
            staff_chat_id=int(settings["TELEGRAM_STAFF_CHAT_ID"] or 0),
            on_staff_press=self._pressed,
            secret=settings["TELEGRAM_WEBHOOK_SECRET"],
            profile=Profile(known.office.name, emergency=numbers),
            id_key=hashlib.sha256(b"telegram ids" + core.keys.lookup).digest(),
        )

    def add_routes(self, app: web.Application) -> None:
        """Take the webhook's path, when there is one."""
        if self._webhook_url:
            path = urlsplit(self._webhook_url).path or "/telegram/webhook"
            app.router.add_post(path, self.receiver.webhook_handler)

    def start(self) -> None:
        """Begin to receive."""
        if self._webhook_url:
            self.receiver.start_webhook(self._webhook_url)
        else:
            self.receiver.start_polling()

    async def stop(self) -> None:
        """Stop receiving."""
        await self.receiver.stop()

    async def _attachment(self, key: str) -> tuple[str, bytes] | None:
        found = await self._core.store.read(attachments.get, key)
        return None if found is None else (found.mime, found.content)

    async def _pressed(self, press: StaffPress) -> StaffAnswer:
        """Claim or acknowledge from the staff group: the same rules as in the console."""
        store = self._core.store
        who = await store.read(staff.by_telegram, press.staff_telegram_id)
        if who is None:
            return StaffAnswer("텔레그램 계정이 직원 계정과 연결되어 있지 않아요.", settled=False)
        names = await store.read(_names)
        action = _ACTIONS.get(press.action)
        if action is None:
            return StaffAnswer("알 수 없는 버튼이에요.", settled=False)

        def act(ticket: Ticket, context: Context) -> DeskDecision:
            return action(ticket, who, names, context)

        try:
            decision = await self._core.desk.act(
                press.external_id, press.number, act, actor=f"staff:{who.id}"
            )
        except NotFound:
            return StaffAnswer("없는 접수번호예요.", settled=True)
        return StaffAnswer(decision.message or "처리했어요.", settled=decision.ok)


def _names(tx: Tx) -> dict[int, str]:
    return {person.id: person.name for person in staff.everyone(tx)}


def _claim(ticket: Ticket, who: Staff, names: dict[int, str], context: Context) -> DeskDecision:
    return desk.claim(ticket, who, names, context)


def _ack(ticket: Ticket, who: Staff, _names: dict[int, str], context: Context) -> DeskDecision:
    return desk.acknowledge(ticket, who, context)


_ACTIONS = {"claim": _claim, "ack": _ack}
