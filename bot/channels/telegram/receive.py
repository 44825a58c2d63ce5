"""
Receive updates, by long polling or webhook; an update is acknowledged only after it was kept.

Polling: PTB's Updater confirms a batch by its next getUpdates, so its queue is one whose `put`
returns only when the message is on the disk. Webhook: kept, then 200.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from aiohttp import web
from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Updater

from bot import failpoints
from bot.channels.telegram import staff_group
from bot.channels.telegram.faults import TOKEN_PAUSE_S
from bot.channels.telegram.keyboards import USED
from bot.channels.telegram.parse import Desk, chat_of, parse, update_id_of
from bot.channels.telegram.polling import RAW
from bot.channels.telegram.profile import Profile, introduce
from bot.channels.telegram.send import TelegramChannel
from bot.channels.telegram.staff_group import StaffAnswer, StaffPress
from bot.channels.telegram.tidy import Tidy
from bot.logs import log
from handlers.messages import Inbound, Kind
from storage.errors import StoreError

#: Asked for by name: without it Telegram keeps an earlier setting.
ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  a name, no secret
#: An update is some kB; text and captions are limited by Telegram.
LARGEST_UPDATE = 1024 * 1024
#: Pauses between attempts to keep an update, and between attempts to reach Telegram at the start.
PAUSES_S = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0)
POLL_S = 25
#: A webhook call that cannot be kept by then is refused, and Telegram repeats it.
KEEP_WITHIN_S = 20.0
#: Shown to a colleague whose press could not be carried out.
FAILED = "처리하지 못했어요. 직원 화면에서 해 주세요."

OnStaffPress = Callable[[StaffPress], Awaitable[StaffAnswer]]


class Accept(Protocol):
    """Keeps messages in their order, all or none; durable when it returns, a StoreError means: try again."""

    async def __call__(self, *inbounds: Inbound) -> object: ...


class DurableQueue(asyncio.Queue[object]):
    """What Updater takes for a queue: `put` returns when the poll is kept, and never raises."""

    def __init__(self, keep: Callable[[Sequence[object]], Awaitable[None]]) -> None:
        super().__init__()
        self._keep = keep

    async def put(self, item: object) -> None:
        """Keep what one poll brought; cancelled when polling stops, and then Telegram gives it again."""
        assert isinstance(item, Update)
        failpoints.reach("ack.before")
        await self._keep(item.api_kwargs[RAW])
        failpoints.reach("ack.after")


class TelegramReceiver:
    """The receiving half."""

    def __init__(
        self,
        channel: TelegramChannel,
        accept: Accept,
        office: str,
        *,
        now: Callable[[], datetime],
        staff_chat_id: int = 0,
        on_staff_press: OnStaffPress | None = None,
        secret: str = "",
        profile: Profile | None = None,
        id_key: bytes = b"",
    ) -> None:
        """
        `now` gives aware UTC. `staff_chat_id` 0: no staff group. `secret` is that of the webhook;
        without one the webhook takes nothing. `id_key` blurs who is who in external ids (parse.py);
        without one the token does, until it is changed.
        """
        self.staff_chat_id = staff_chat_id
        #: When Telegram was last heard of (a poll, even an empty one, or a webhook call).
        self.last_poll_at: datetime | None = None
        self._channel, self._accept, self._office, self._now = channel, accept, office, now
        self._on_staff_press = on_staff_press
        self._secret = secret.encode()
        self._profile = profile
        self._id_key = id_key or channel.bot.token.encode()
        self._tidy = Tidy(channel.bot)
        self._updater: Updater | None = None
        self._starting: asyncio.Task[None] | None = None
        channel.bot.polls.on_poll = self._heard

    def start_polling(self) -> None:
        """Begin to poll, in the background: the service runs also while Telegram is away."""
        self._channel.bot.polls.stopping = False
        self._starting = asyncio.create_task(
            self._until_reached(self._poll), name="telegram polling"
        )

    def start_webhook(self, url: str) -> None:
        """Register the webhook, in the background; `webhook_handler` must be reachable there."""
        self._starting = asyncio.create_task(
            self._until_reached(lambda: self._register(url)), name="telegram webhook"
        )

    async def stop(self) -> None:
        """Stop receiving; what was taken is kept, the rest comes again at the next start."""
        self._channel.bot.polls.stopping = True
        if self._starting is not None:
            self._starting.cancel()
            await asyncio.gather(self._starting, return_exceptions=True)
        if self._updater is not None:
            if self._updater.running:
                await self._updater.stop()
            await self._updater.shutdown()
            self._updater = None
        await self._tidy.stop()

    async def webhook_handler(self, request: web.Request) -> web.Response:
        """Take one update: 403 wrong secret, 413 too large, 400 no JSON, 503 storage trouble."""
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not self._secret or not hmac.compare_digest(given, self._secret):
            log.warning("telegram webhook with a wrong secret")
            return web.Response(status=403)
        body = await _body(request)
        if body is None:
            log.warning("telegram webhook with too large a body")
            return web.Response(status=413)
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            log.warning("telegram webhook without JSON")
            return web.Response(status=400)
        self._heard()
        try:
            async with asyncio.timeout(KEEP_WITHIN_S):
                await self._take(update)
        except (StoreError, TimeoutError) as fault:
            log.error(
                "telegram update not kept", update=update_id_of(update), why=type(fault).__name__
            )
            return web.Response(status=503)
        return web.Response()

    async def _take_poll(self, updates: Sequence[object]) -> None:
        """Keep what a poll brought at once; else one by one, so that none holds up what came before it."""
        try:
            await self._take(*updates)
        except Exception:  # noqa: BLE001  it is named below, with its update
            for update in updates:
                await self._take_for_ever(update)

    async def _take_for_ever(self, update: object) -> None:
        """Keep an update, however long it takes: the offset waits, so nothing is lost meanwhile."""
        tries = 0
        while True:
            try:
                await self._take(update)
            except Exception as fault:  # noqa: BLE001  raising would end polling silently
                log.error(
                    "telegram update not kept",
                    update=update_id_of(update),
                    tries=tries,
                    why=type(fault).__name__,
                )
            else:
                return
            await asyncio.sleep(PAUSES_S[min(tries, len(PAUSES_S) - 1)])
            tries += 1

    async def _take(self, *updates: object) -> None:
        """Keep what residents sent in one commit, then do what else each update asks for."""
        desk = Desk(self._office, self._channel.bot_id, self._now(), self._id_key)
        read = [self._read(update, desk) for update in updates]
        await self._accept(*(one for _, inbound in read for one in inbound))
        for update, (press, inbound) in zip(updates, read, strict=True):
            await self._finish(update, press, inbound)

    def _read(self, update: object, desk: Desk) -> tuple[StaffPress | None, tuple[Inbound, ...]]:
        press = staff_group.parse_press(update, self.staff_chat_id, desk)
        if press is not None or _query(update).get("data") == USED:
            return press, ()
        inbound = parse(update, desk)
        for one in inbound:
            if one.kind in (Kind.START, Kind.UNBLOCKED):
                self._channel.shown.forget(one.contact_key)
        return None, inbound

    async def _finish(
        self, update: object, press: StaffPress | None, inbound: tuple[Inbound, ...]
    ) -> None:
        query = _query(update)
        if press is not None:
            await self._take_staff(press, query)
        elif query:
            self._tidy.press(query, settle=bool(inbound))
        if press is None and not inbound and query.get("data") != USED:
            self._pass_over(update)

    async def _take_staff(self, press: StaffPress, query: Any) -> None:
        if self._on_staff_press is None:
            self._tidy.press(query, settle=False)
            return
        try:
            answer = await self._on_staff_press(press)
        except StoreError:
            raise
        except Exception as fault:  # noqa: BLE001  it would be taken again for ever, and nothing behind it
            log.error("telegram staff press failed", why=type(fault).__name__)
            answer = StaffAnswer(FAILED, settled=False)
        self._tidy.press(query, answer.text, settle=answer.settled)

    def _pass_over(self, update: object) -> None:
        """Note what is for nobody: talk in groups, and updates that cannot be read."""
        if new := staff_group.migrated_to(update, self.staff_chat_id):
            self.staff_chat_id = new
            log.error("the staff group has a new id", setting="TELEGRAM_STAFF_CHAT_ID")
        elif chat_of(update)[1] in ("group", "supergroup", "channel"):
            log.debug("telegram group talk passed over", update=update_id_of(update))
        else:
            log.warning("telegram update not understood", update=update_id_of(update))

    async def _until_reached(self, begin: Callable[[], Awaitable[None]]) -> None:
        tries = 0
        while True:
            pause_s = PAUSES_S[min(tries, len(PAUSES_S) - 1)]
            try:
                await begin()
                break
            except InvalidToken:
                pause_s = TOKEN_PAUSE_S
                log.error("telegram refuses the token", setting="TELEGRAM_BOT_TOKEN")
            except TelegramError as fault:
                log.warning("telegram not reached", why=type(fault).__name__, tries=tries)
            await asyncio.sleep(pause_s)
            tries += 1
        self._heard()
        if self._profile is not None:
            await introduce(self._channel.bot, self._profile)

    async def _poll(self) -> None:
        if self._updater is None:
            self._updater = Updater(self._channel.bot, DurableQueue(self._take_poll))
        await self._updater.initialize()
        await self._updater.start_polling(
            timeout=timedelta(seconds=POLL_S), bootstrap_retries=0, allowed_updates=ALLOWED
        )
        log.info("telegram is polled")

    async def _register(self, url: str) -> None:
        await self._channel.bot.set_webhook(
            url, allowed_updates=ALLOWED, secret_token=self._secret.decode()
        )
        log.info("telegram has our webhook")

    def _heard(self) -> None:
        self.last_poll_at = self._now()


def _query(update: object) -> dict[str, Any]:
    query = update.get("callback_query") if isinstance(update, dict) else None
    return query if isinstance(query, dict) else {}


async def _body(request: web.Request) -> bytes | None:
    """Read a body, but no more than an update can be; None when there is more."""
    if (request.content_length or 0) > LARGEST_UPDATE:
        return None
    parts: list[bytes] = []
    size = 0
    async for part in request.content.iter_any():
        size += len(part)
        if size > LARGEST_UPDATE:
            return None
        parts.append(part)
    return b"".join(parts)
