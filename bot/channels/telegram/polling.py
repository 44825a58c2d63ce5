"""A PTB Bot that makes no objects of what Telegram says: updates come as they are, of a message sent only its id."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, TelegramError, TimedOut

from bot.channels.telegram.faults import TOKEN_PAUSE_S
from bot.channels.telegram.request import Paused
from bot.logs import log

if TYPE_CHECKING:
    from telegram.request import BaseRequest

    from bot.channels.telegram.keyboards import Markup

#: Pauses after a failed poll: short, because somebody may be writing about an emergency.
#: (PTB's own loop would go up to 30 s.)
PAUSES_S = (0.5, 1.0, 2.0, 5.0)
#: Key under which an Update carries all updates of one poll.
RAW = "raw"


@dataclass(slots=True)
class Polls:
    """How polling goes."""

    request: BaseRequest
    #: Called after each successful poll.
    on_poll: Callable[[], None] = lambda: None
    stopping: bool = False
    #: Since the last success.
    failures: int = 0


class PollingBot(Bot):
    """
    A Bot for `Updater` and for the channel.

    PTB parses a whole batch of updates into objects, and one that it cannot parse stops polling for
    good, its text in the log. Here one Update is only an envelope, around all that a poll brought, with
    the last id; `parse.py` reads the raw bodies.
    """

    def __init__(
        self, token: str, *, request: BaseRequest, get_updates_request: BaseRequest, **more: Any
    ) -> None:
        super().__init__(token, request=request, get_updates_request=get_updates_request, **more)
        self._polls = Polls(get_updates_request)

    @property
    def polls(self) -> Polls:
        """The state of polling; a Bot itself cannot be changed."""
        return self._polls

    async def get_updates(
        self,
        offset: int | None = None,
        limit: int | None = None,
        timeout: Any = None,  # noqa: ASYNC109  PTB's name
        allowed_updates: Any = None,
        **_: Any,
    ) -> tuple[Update, ...]:
        """Poll once; on any fault say so in the log, wait a little and return nothing."""
        wait_s = timeout.total_seconds() if hasattr(timeout, "total_seconds") else timeout or 0
        asked = {
            "offset": offset,
            "limit": limit,
            "timeout": int(wait_s),
            "allowed_updates": allowed_updates,
        }
        try:
            found = await self._post(
                "getUpdates", asked, read_timeout=(self._polls.request.read_timeout or 10) + wait_s
            )
        except TelegramError as error:
            await self._fail(error)
            return ()
        self._polls.failures = 0
        self._polls.on_poll()
        updates = [raw for raw in found if _has_id(raw)] if isinstance(found, list) else []
        return (Update(updates[-1]["update_id"], api_kwargs={RAW: updates}),) if updates else ()

    async def say(
        self, chat: str, text: str, markup: Markup | None, parse_mode: str | None = None
    ) -> int:
        """Send a text and return its id; `send_message` would make objects of chat, sender and all."""
        sent: Any = await self._post(
            "sendMessage",
            {"chat_id": chat, "text": text, "parse_mode": parse_mode, "reply_markup": markup},
        )
        return int(sent["message_id"])

    async def _fail(self, error: TelegramError) -> None:
        pause_s = PAUSES_S[min(self._polls.failures, len(PAUSES_S) - 1)]
        self._polls.failures += 1
        match error:
            case InvalidToken():
                pause_s = TOKEN_PAUSE_S
                log.error("telegram refuses the token", setting="TELEGRAM_BOT_TOKEN")
            case Conflict():
                log.error("telegram is polled by another process with this token, or has a webhook")
            case Paused():
                pause_s = error.pause_s
                log.warning("telegram asks for a pause", pause_s=pause_s)
            case TimedOut():
                log.info("telegram poll without answer", failures=self._polls.failures)
            case _:
                log.warning(
                    "telegram poll failed", why=type(error).__name__, failures=self._polls.failures
                )
        if not self._polls.stopping:
            await asyncio.sleep(pause_s)


def _has_id(raw: object) -> bool:
    return isinstance(raw, dict) and isinstance(raw.get("update_id"), int)
