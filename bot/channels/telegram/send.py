"""Hand bubbles to Telegram, one Delivery at a time; order and repeats are the delivery loop's."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from telegram import InlineKeyboardMarkup
from telegram.error import InvalidToken, TelegramError

from bot.channels.channel import Delivery, SendError
from bot.channels.telegram import faults, quiet
from bot.channels.telegram.keyboards import BadButton
from bot.channels.telegram.parse import CHANNEL, message_id_of
from bot.channels.telegram.polling import PollingBot
from bot.channels.telegram.render import Bubble, View, render, without_bad_buttons
from bot.channels.telegram.request import LARGEST_ANSWER, AiohttpRequest, TooLarge
from bot.channels.telegram.shown import Recent, Shown
from bot.channels.telegram.text import split
from bot.logs import log

if TYPE_CHECKING:
    from handlers.messages import Reply

PUBLIC_API = "https://api.telegram.org"
#: An answer later than this is given up; the message may have arrived. Below any lease of the loop.
SEND_TIMEOUT_S = 20.0
#: Returns (mime type, content) of a key in the attachment store.
Attachment = Callable[[str], Awaitable[tuple[str, bytes] | None]]


@dataclass(frozen=True, slots=True)
class _Progress:
    """How many parts of a delivery arrived, and the id of the last."""

    parts: int
    message_id: int


class TelegramChannel:
    """The sending half; `PushChannel` of the service."""

    def __init__(self, bot: PollingBot, bot_id: int, attachment: Attachment | None) -> None:
        self.bot = bot
        self.bot_id = bot_id
        self.shown = Shown()
        self._attachment = attachment
        self._progress: Recent[_Progress] = Recent(1_000)

    @classmethod
    def create(
        cls,
        token: str,
        api_url: str = PUBLIC_API,
        file_url: str = "",
        *,
        attachment: Attachment | None = None,
        send_timeout_s: float = SEND_TIMEOUT_S,
    ) -> Self:
        """
        Make a channel; nothing is sent yet.

        `api_url` is the server without "/bot" (a self-hosted Bot API server: its address); `file_url`
        the place of downloads without "/bot", by default `api_url`/file. Raises ValueError for a
        token that cannot be one, without quoting it.
        """
        number = token.partition(":")[0]
        if not (number.isascii() and number.isdigit()) or ":" not in token:
            raise ValueError("TELEGRAM_BOT_TOKEN is not a token: it looks like 123456:ABC-DEF...")
        quiet.silence()
        base = api_url.rstrip("/")
        bot = PollingBot(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{(file_url or f'{base}/file').rstrip('/')}/bot",
            request=AiohttpRequest(connections=64, read_timeout_s=send_timeout_s),
            get_updates_request=AiohttpRequest(connections=4, read_timeout_s=10.0),
        )
        return cls(bot, int(number), attachment)

    @property
    def name(self) -> str:
        """Name of the channel in the database and in log lines."""
        return CHANNEL

    async def send(self, delivery: Delivery) -> str:
        """Hand over one message; return Telegram's id of its last part ("" if there was none)."""
        try:
            if delivery.deletes:
                await self._delete(delivery)
            return await self._say(delivery)
        except TelegramError as error:
            found = faults.as_send_error(error)
            if isinstance(found, faults.TokenRevoked):
                log.error("telegram refuses the token", setting="TELEGRAM_BOT_TOKEN")
            raise found from None

    async def fetch(self, reference: str) -> bytes:
        """Fetch a file of at most 20 MB by "telegram:<file id>"."""
        try:
            file = await self.bot.get_file(reference.removeprefix(f"{CHANNEL}:"))
        except TelegramError as error:
            too_big = faults.says(error, "file is too big")
            raise SendError("too big", permanent=True) if too_big else _lost(error) from None
        if (file.file_size or 0) > LARGEST_ANSWER:
            raise SendError("too big", permanent=True)
        try:
            return bytes(await file.download_as_bytearray())
        except TooLarge:
            raise SendError("too big", permanent=True) from None
        except InvalidToken:  # PTB's name for any 404
            raise SendError("the file is gone", permanent=True) from None
        except TelegramError as error:
            raise _lost(error) from None

    async def close(self) -> None:
        """Close all connections; the channel can be used again afterwards."""
        for request in (self.bot.request, self.bot.polls.request):
            await request.shutdown()

    async def _delete(self, delivery: Delivery) -> None:
        """Delete a message of the sender's (P4); one that cannot be deleted does not stop the reply."""
        number = message_id_of(delivery.deletes)
        if number is None:
            log.warning("telegram cannot tell what to delete", outbox=delivery.outbox_id)
            return
        try:
            await self.bot.delete_message(delivery.contact_key, number)
        except TelegramError as error:
            if not faults.is_gone(error):
                raise
            log.warning("telegram would not delete a message", outbox=delivery.outbox_id)

    async def _say(self, delivery: Delivery) -> str:
        chat, reply = delivery.contact_key, delivery.reply
        view = self.shown.view(chat, reply)
        bubbles = self._render(delivery, view)
        known = self._progress.get(delivery.outbox_id)
        before = known or _Progress(0, 0)
        self._progress.put(delivery.outbox_id, before)
        last = before.message_id
        for at, bubble in enumerate(bubbles[before.parts :], before.parts):
            # after a restart nobody knows how many parts arrived, so all of them are in doubt
            in_doubt = delivery.repeated and (known is None or at == before.parts)
            marked = bubble.repeated() if in_doubt else bubble
            edits = message_id_of(delivery.edits) if delivery.edits and len(bubbles) == 1 else None
            last = await self._put(chat, marked, edits)
            self._progress.put(delivery.outbox_id, _Progress(at + 1, last))
        done = max(before.parts, len(bubbles))
        for at, key in enumerate(reply.attachments, len(bubbles)):
            if at >= done:
                last = await self._put_file(chat, key) or last
                self._progress.put(delivery.outbox_id, _Progress(at + 1, last))
        under = bool(bubbles) and isinstance(bubbles[-1].markup, InlineKeyboardMarkup)
        if bubbles and not delivery.edits:
            self.shown.note(chat, reply, view, under=under)
        self._progress.forget(delivery.outbox_id)
        return str(last) if last else ""

    def _render(self, delivery: Delivery, view: View) -> tuple[Bubble, ...]:
        reply: Reply = delivery.reply
        try:
            return render(reply, view)
        except BadButton:
            log.error("telegram would refuse a button", outbox=delivery.outbox_id)
            return render(without_bad_buttons(reply), view)

    async def _put(self, chat: str, bubble: Bubble, edits: int | None) -> int:
        if edits is not None:
            try:
                return await self._edit(chat, bubble, edits)
            except TelegramError as error:
                if faults.is_done(error):
                    return edits
                if not faults.is_not_editable(error):
                    raise
        try:
            return await self.bot.say(chat, bubble.html, bubble.markup, "HTML")
        except TelegramError as error:
            if not faults.is_bad_html(error):
                raise
            return await self.bot.say(chat, split(bubble.plain)[0], bubble.markup)

    async def _edit(self, chat: str, bubble: Bubble, edits: int) -> int:
        under = bubble.markup if isinstance(bubble.markup, InlineKeyboardMarkup) else None
        await self.bot.edit_message_text(
            bubble.html, chat, edits, parse_mode="HTML", reply_markup=under
        )
        return edits

    async def _put_file(self, chat: str, key: str) -> int:
        """Send a file of the attachment store, or one that Telegram has already; 0 when it is gone."""
        if key.startswith(f"{CHANNEL}:"):
            sent = await self.bot.send_photo(chat, key.removeprefix(f"{CHANNEL}:"))
            return sent.message_id
        found = await self._attachment(key) if self._attachment else None
        if found is None:
            log.warning("telegram has no such attachment to send")
            return 0
        mime, content = found
        if mime.startswith("image/"):
            sent = await self.bot.send_photo(chat, content, filename="photo.jpg")
        else:
            name = "안내.pdf" if mime == "application/pdf" else "file"
            sent = await self.bot.send_document(chat, content, filename=name)
        return sent.message_id


def _lost(error: TelegramError) -> SendError:
    """Return what stands in the way of a file; fetching again does no harm, so nothing is in doubt."""
    found = faults.as_send_error(error)
    if isinstance(found, faults.TokenRevoked):
        return found
    return SendError(str(found), retry_after_s=found.retry_after_s, blocked=found.blocked)
