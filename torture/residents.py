"""Residents on Telegram: they ask, report, press what they were shown, are in danger; never in step."""

from __future__ import annotations

import asyncio
import io
import random  # noqa: TID251 - chance is what a torture is made of
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from PIL import Image

from tests.fake_telegram.people import Person
from torture import words
from torture.telegram import ToughTelegram

#: Steps that a resident stays with a report, a visit or a call before giving it up.
LONGEST_FLOW = 16
PATIENCE_S = 1.5
#: How often somebody does not wait for the answer.
HURRIED = 0.15
#: A button that forgets the person would take the evidence away.
LEFT_ALONE = ("erase",)
Json = dict[str, Any]
Gate = Callable[[], Awaitable[bool]]


class Resident:
    """One person in one chat."""

    def __init__(self, tg: ToughTelegram, number: int, chance: random.Random) -> None:
        self.tg = tg
        self.person: Person = tg.person(f"주민 {number}")
        self.chance = chance
        self.steps_left = 0
        self.waits_for_staff = False
        self.queries: list[Json] = []

    async def live(self, gate: Gate) -> None:
        """Act until the gate closes."""
        if await gate():
            await self.person.starts()
            await self._listen()
        while await gate():
            before = len(self.person.chat.from_bot)
            await self._act()
            if self.chance.random() > HURRIED:
                await self._listen(before)

    async def _listen(self, before: int = 0) -> None:
        """Wait until the bot has answered and is silent, or until patience ends."""
        chat = self.person.chat
        loop = asyncio.get_running_loop()
        until = loop.time() + PATIENCE_S
        while len(chat.from_bot) <= before and loop.time() < until:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        count = -1
        while count != len(chat.from_bot) and loop.time() < until:
            count = len(chat.from_bot)
            await asyncio.sleep(0.08)

    async def _act(self) -> None:
        if self.waits_for_staff:
            self.waits_for_staff = False
            await self.person.says(words.HOME)
        elif self.steps_left > 0:
            await self._go_on()
        else:
            await self._begin()

    async def _begin(self) -> None:
        """Do something new."""
        drawn = self.chance.random()
        if drawn < 0.40:
            await self.person.says(self.chance.choice(words.QUESTIONS))
        elif drawn < 0.62:
            self.steps_left = LONGEST_FLOW
            doors = (words.REPORT, words.REPORT, words.HELP, words.CALLBACK)
            await self.person.says(self.chance.choice(doors))
        elif drawn < 0.65:
            await self.person.says(self.chance.choice(words.DANGER))
        elif drawn < 0.68:
            self.steps_left = LONGEST_FLOW
            await self.person.says(self.chance.choice(words.NEIGHBOUR))
        elif drawn < 0.82:
            await self._press_something()
        elif drawn < 0.87:
            await self._text_and_press()
        elif drawn < 0.89:
            self.waits_for_staff = True
            await self.person.says(words.PERSON)
        else:
            await self._send_something_else(drawn)

    async def _send_something_else(self, drawn: float) -> None:
        if drawn < 0.91:
            await self.person.sends_sticker()
        elif drawn < 0.93:
            await self.person.sends_location()
        elif drawn < 0.945:
            await self.person.sends_photo(photo())
        elif drawn < 0.96:
            await self.person.says(words.RESIDENT_NUMBER)
        elif drawn < 0.98:
            await self._edit()
        else:
            await self.person.starts("report")
            self.steps_left = LONGEST_FLOW

    async def _go_on(self) -> None:
        """Answer the open question of a flow."""
        self.steps_left -= 1
        if self.steps_left == 0:
            await self.person.says(words.HOME)
            return
        newest = self._newest(4)
        if newest and "W-" in newest[-1].get("text", "") and not self._buttons(newest[-1:], "f:"):
            self.steps_left = 0
        choices = self._buttons(newest, "f:")
        keyboard = str(self.person.chat.keyboard or "")
        if choices and self.chance.random() < 0.9:
            forward = [c for c in choices if c[1].endswith((":send", ":yes", ":phone"))]
            likely = forward if forward and self.chance.random() < 0.8 else choices
            await self._tap(*self.chance.choice(likely))
        elif "request_contact" in keyboard and self.chance.random() < 0.8:
            await self.person.sends_contact(f"8210{self.chance.randint(10**7, 10**8 - 1)}")
        elif "request_location" in keyboard and self.chance.random() < 0.4:
            await self.person.sends_location()
        else:
            said = self.chance.choice((words.STORIES, words.PLACES, words.TOPICS))
            await self.person.says(self.chance.choice(said))

    async def _press_something(self) -> None:
        """Press any button that was ever shown, old ones too; sometimes twice in a row."""
        message = self.chance.choice(self._newest(12) or [{}])
        buttons = self._buttons([message], "")
        if not buttons:
            await self.person.says(self.chance.choice(words.QUESTIONS))
            return
        chosen = self.chance.choice(buttons)
        for _ in range(2 if self.chance.random() < 0.3 else 1):
            await self._tap(*chosen)

    async def _text_and_press(self) -> None:
        buttons = self._buttons(self._newest(6), "")
        text = self.chance.choice(words.QUESTIONS)
        if buttons:
            message, data = self.chance.choice(buttons)
            self._note(data)
            await self.tg.together(self.person, text, message, data)
        else:
            await self.person.says(text)

    async def _edit(self) -> None:
        chat = self.person.chat
        own = [n for n, m in chat.messages.items() if m["from"]["id"] == self.person.id]
        with suppress(IndexError, KeyError):
            await self.person.edits(own[-1], "고친 말이에요")

    async def _tap(self, message: Json, data: str) -> None:
        self._note(data)
        await self.person.taps(message, data)

    def _note(self, data: str) -> None:
        if data == "g:person":
            self.waits_for_staff = True
        if data.startswith(("s:", "t:change")):
            self.steps_left = LONGEST_FLOW

    def _newest(self, count: int) -> list[Json]:
        chat = self.person.chat
        return [chat.messages[i] for i in chat.from_bot[-count:] if i in chat.messages]

    @staticmethod
    def _buttons(messages: list[Json], prefix: str) -> list[tuple[Json, str]]:
        return [
            (message, button["callback_data"])
            for message in messages
            for row in message.get("reply_markup", {}).get("inline_keyboard", [])
            for button in row
            if str(button.get("callback_data", "")).startswith(prefix)
            and button.get("callback_data")
            and not any(word in button["callback_data"] for word in LEFT_ALONE)
        ]


_PHOTO: list[bytes] = []


def photo() -> bytes:
    """Return a small real JPEG."""
    if not _PHOTO:
        held = io.BytesIO()
        Image.new("RGB", (32, 32), (120, 140, 160)).save(held, "JPEG")
        _PHOTO.append(held.getvalue())
    return _PHOTO[0]
