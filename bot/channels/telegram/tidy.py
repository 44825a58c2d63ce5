"""What is done to a pressed message at once, outside the durable path: nothing here may fail aloud."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from telegram.error import TelegramError

from bot.channels.telegram.keyboards import USED, after_press

if TYPE_CHECKING:
    from telegram import Bot

#: Shown when a ticked answer is pressed again.
CHOSEN = "이미 고르셨습니다. 바꾸시려면 '이전'이라고 적어 주세요."
#: More than this many at once are not worth their memory: the press itself is safe already.
MOST_TASKS = 500


class Tidy:
    """Answers presses and ticks buttons, in the background and best effort."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._tasks: set[asyncio.Task[None]] = set()

    def press(self, query: dict[str, Any], text: str = "", *, settle: bool = True) -> None:
        """Answer a query first (its spinner stops), then tick what was pressed if it is settled."""
        self._spawn(self._press(query, text, settle=settle))

    async def stop(self) -> None:
        """Give what is under way a moment, then stop it."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=1.0)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _press(self, query: dict[str, Any], text: str, *, settle: bool) -> None:
        number, data = query.get("id"), query.get("data")
        if not isinstance(number, str) or not isinstance(data, str):
            return
        with contextlib.suppress(TelegramError):
            said = CHOSEN if data == USED else text[:200]
            await self._bot.answer_callback_query(number, said or None)
        message = query.get("message")
        if not settle or not isinstance(message, dict):
            return
        shown, chat = message.get("reply_markup"), message.get("chat")
        if not isinstance(shown, dict) or not isinstance(chat, dict):
            return  # an old message: Telegram does not show us its buttons (InaccessibleMessage)
        after = after_press(shown, data)
        if after is not None:
            with contextlib.suppress(TelegramError):
                await self._bot.edit_message_reply_markup(
                    chat.get("id"), message.get("message_id"), reply_markup=after
                )

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        if len(self._tasks) >= MOST_TASKS:
            work.close()
            return
        task = asyncio.create_task(work, name="telegram tidy")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
