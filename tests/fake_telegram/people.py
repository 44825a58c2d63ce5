"""The people in front of the fake: what a test lets them say, press and send, and what they see."""

from __future__ import annotations

import asyncio
import html
from dataclasses import dataclass
from typing import Any

from tests.fake_telegram.updates import Updates
from tests.fake_telegram.world import Callback, Chat, Json, User, World

PATIENCE_S = 5.0


@dataclass(frozen=True, slots=True)
class Heard:
    """A message as its reader sees it."""

    id: int
    text: str
    buttons: tuple[tuple[str, ...], ...]
    raw: Json

    @property
    def labels(self) -> list[str]:
        """Return the labels of all inline buttons."""
        return [label for row in self.buttons for label in row]


def heard(message: Json) -> Heard:
    """Show a message."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return Heard(
        message["message_id"],
        message.get("text") or message.get("caption", ""),
        tuple(tuple(button["text"] for button in row) for row in rows),
        message,
    )


def commands_in(text: str) -> list[Json]:
    """Mark a command at the head of a text; Korean ones are none (platforms.md section 4)."""
    head = text.split(maxsplit=1)[0] if text.strip() else ""
    name = head[1:].partition("@")[0]
    if head.startswith("/") and name.isascii() and name.replace("_", "a").isalnum():
        return [{"type": "bot_command", "offset": 0, "length": len(head)}]
    return []


class Seat:
    """One user in one chat: the common part of a private talk and a group."""

    def __init__(self, world: World, updates: Updates, chat_id: int, user: User) -> None:
        self.world, self.updates, self.user = world, updates, user
        self.id = chat_id
        self._heard = 0

    @property
    def chat(self) -> Chat:
        """The chat, which may have migrated."""
        return self.world.chats[self.id]

    async def sends(self, kind: str = "message", **body: Any) -> Json:
        """Put a message of any shape into the chat; return its update."""
        chat = self.chat
        if chat.private and not chat.started:
            chat.started = True
        update = self.updates.add(kind, self.world.write(chat, self.user, body))
        return update or {}

    async def says(self, text: str) -> Json:
        """Write a text."""
        body: Json = {"text": text}
        if found := commands_in(text):
            body["entities"] = found
        return await self.sends(**body)

    async def starts(self, payload: str = "") -> Json:
        """Tap the start button, or a deep link with a payload."""
        return await self.says(f"/start {payload}".strip())

    async def edits(self, message_id: int, text: str) -> Json:
        """Change a message that was sent before."""
        message = dict(self.chat.messages[message_id])
        message.update(text=text, edit_date=int(self.world.now()))
        self.chat.messages[message_id] = message
        return self.updates.add("edited_message", message) or {}

    async def presses(self, label: str, *, inaccessible: bool = False) -> Callback:
        """
        Press the newest button with this label, under a message or below the input field.

        The latter sends a message and no query: it counts as answered.
        """
        for message in reversed(self.chat.messages.values()):
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    if label == button["text"] and "callback_data" in button:
                        return await self.taps(message, button["callback_data"], inaccessible)
        for row in (self.chat.keyboard or {}).get("keyboard", []):
            for button in row:
                text = button if isinstance(button, str) else button["text"]
                if text == label:
                    await self._keyboard(button)
                    return Callback("", self.world.now(), self.user["id"], answered=True)
        raise AssertionError(f"no button '{label}' in {[heard(m).labels for m in self._bots()]}")

    async def taps(self, message: Json, data: str, inaccessible: bool = False) -> Callback:
        """Send a press with any data, as a changed client could."""
        callback = Callback(str(self.world.new_id() * 7_919), self.world.now(), self.user["id"])
        self.world.callbacks[callback.id] = callback
        shown: Json = dict(message)
        if inaccessible:
            shown = {"chat": message["chat"], "message_id": message["message_id"], "date": 0}
        self.updates.add(
            "callback_query",
            {
                "id": callback.id,
                "from": self.user,
                "message": shown,
                "chat_instance": "-77",
                "data": data,
            },
        )
        return callback

    async def _keyboard(self, button: Any) -> Json:
        if isinstance(button, dict) and button.get("request_contact"):
            return await self.sends_contact()
        if isinstance(button, dict) and button.get("request_location"):
            return await self.sends_location()
        return await self.says(button if isinstance(button, str) else button["text"])

    async def sends_photo(self, content: bytes = b"\xff\xd8fake", caption: str = "") -> Json:
        """Send a photo; Telegram makes several sizes of it."""
        sizes = []
        for width, part in ((90, content[:2]), (320, content[:4]), (1280, content)):
            file_id = self.world.keep_file(part, "photos", "jpg")
            sizes.append(
                {
                    "file_id": file_id,
                    "file_unique_id": file_id[-8:],
                    "width": width,
                    "height": width,
                    "file_size": len(part),
                }
            )
        return await self.sends(photo=sizes, **({"caption": caption} if caption else {}))

    async def sends_file(self, kind: str, content: bytes = b"content", **more: Any) -> Json:
        """Send a voice, audio, video, document, animation or video_note."""
        file_id = self.world.keep_file(content, kind, "bin")
        body: Json = {"file_id": file_id, "file_unique_id": file_id[-8:]}
        body["file_size"] = len(content)
        if kind in ("voice", "audio", "video", "video_note", "animation"):
            body["duration"] = 3
        message: Json = {kind: body | more}
        return await self.sends(**message)

    async def sends_voice(self) -> Json:
        """Send a voice message."""
        return await self.sends_file("voice", mime_type="audio/ogg")

    async def sends_sticker(self, emoji: str = "🙏") -> Json:
        """Send a sticker."""
        return await self.sends_file("sticker", emoji=emoji, type="regular", width=512, height=512)

    async def sends_location(self, latitude: float = 37.4292, longitude: float = 127.2551) -> Json:
        """Share a place."""
        return await self.sends(location={"latitude": latitude, "longitude": longitude})

    async def sends_contact(self, phone: str = "821012345678", *, own: bool = True) -> Json:
        """Share a phone number: the own one, or that of somebody in the address book."""
        contact: Json = {"phone_number": phone, "first_name": self.user["first_name"]}
        if own:
            contact["user_id"] = self.user["id"]
        return await self.sends(contact=contact)

    def _bots(self) -> list[Json]:
        return [m for m in self.chat.messages.values() if m["from"] is self.world.bot]

    def sees(self) -> list[Heard]:
        """Return all messages of the bot that stand in the chat now."""
        return [heard(message) for message in self._bots()]

    def texts(self) -> list[str]:
        """Return their texts."""
        return [html.unescape(message.text) for message in self.sees()]

    async def hears(self, count: int = 1, within_s: float = PATIENCE_S) -> list[Heard]:
        """Wait for the next `count` messages of the bot and return them as they look now."""
        until = self._heard + count
        await self.until(lambda: len(self.chat.from_bot) >= until, within_s)
        ids = self.chat.from_bot[self._heard : until]
        self._heard = until
        return [heard(self.chat.messages[i]) for i in ids if i in self.chat.messages]

    async def until(self, holds: Any, within_s: float = PATIENCE_S) -> None:
        """Wait until something holds; an AssertionError tells what is there instead."""
        try:
            async with asyncio.timeout(within_s), self.world.changed:
                await self.world.changed.wait_for(holds)
        except TimeoutError:
            raise AssertionError(f"waited {within_s} s in vain; there are {self.texts()}") from None


class Person(Seat):
    """A person in a private chat with the bot."""

    async def blocks(self, *, blocked: bool = True) -> Json:
        """Block the bot, or take it back."""
        self.chat.blocked = blocked
        states = ("member", "kicked") if blocked else ("kicked", "member")
        bot = self.world.bot
        change = {
            "chat": self.chat.json(),
            "from": self.user,
            "date": int(self.world.now()),
            "old_chat_member": {"user": bot, "status": states[0], "until_date": 0},
            "new_chat_member": {"user": bot, "status": states[1], "until_date": 0},
        }
        return self.updates.add("my_chat_member", change) or {}

    def joins(self, group: Group) -> Seat:
        """Sit down in a group."""
        return Seat(self.world, self.updates, group.id, self.user)


class Group:
    """A group chat with the bot in it."""

    def __init__(self, world: World, updates: Updates, chat_id: int) -> None:
        self.world, self.updates, self.id = world, updates, chat_id

    def migrates(self) -> int:
        """Become a supergroup: a new id, the old one refuses."""
        old = self.world.chats[self.id]
        new_id = -1_000_000_000_000 - self.world.new_id()
        self.world.chats[new_id] = Chat(new_id, "supergroup", old.name, started=True)
        old.migrated_to = new_id
        bot = self.world.bot
        self.updates.add("message", self.world.write(old, bot, {"migrate_to_chat_id": new_id}))
        self.id = new_id
        return new_id
