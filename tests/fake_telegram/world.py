"""What the fake Telegram remembers: chats, messages, files, callback queries. No HTTP here."""

from __future__ import annotations

import asyncio
import itertools
import time
from dataclasses import dataclass, field
from typing import Any

from tests.fake_telegram.errors import bad_request, forbidden

User = dict[str, Any]
Json = dict[str, Any]


@dataclass(slots=True)
class Chat:
    """A conversation; message ids count within it, as the documentation promises no more."""

    id: int
    kind: str
    name: str
    started: bool = False
    blocked: bool = False
    migrated_to: int = 0
    messages: dict[int, Json] = field(default_factory=dict)
    #: Ids of the messages that the bot sent, in order, deleted ones too.
    from_bot: list[int] = field(default_factory=list)
    deleted: list[int] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    reactions: dict[int, Any] = field(default_factory=dict)
    #: The reply keyboard below the input field.
    keyboard: Json | None = None
    last_id: int = 0

    @property
    def private(self) -> bool:
        """Say whether it is a chat with one person."""
        return self.kind == "private"

    def json(self) -> Json:
        """Return the Chat object."""
        found: Json = {"id": self.id, "type": self.kind}
        found["first_name" if self.private else "title"] = self.name
        return found


@dataclass(slots=True)
class Callback:
    """A press of an inline button, waiting for its answer."""

    id: str
    at: float
    user_id: int
    answered: bool = False
    text: str = ""
    alert: bool = False


class World:
    """The state; `changed` is notified whenever something a person could see has changed."""

    def __init__(self, bot: User) -> None:
        self.bot = bot
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, tuple[str, bytes]] = {}
        self.callbacks: dict[str, Callback] = {}
        self.changed = asyncio.Condition()
        #: Seconds that the test has let pass.
        self.skipped_s = 0.0
        self._ids = itertools.count(700_001)
        self._file_ids = itertools.count(1)

    def now(self) -> float:
        """Return the time of this world, seconds since 1970."""
        return time.time() + self.skipped_s  # noqa: TID251  a real server has its own clock

    def new_id(self) -> int:
        """Return an id that nothing else has."""
        return next(self._ids)

    def chat(self, key: str) -> Chat:
        """Find the chat that a call names; raises the 400 of the real server."""
        try:
            found = self.chats[int(key)]
        except (ValueError, KeyError):
            raise bad_request("chat not found" if key else "chat_id is empty") from None
        return found

    def writable(self, key: str) -> Chat:
        """Find a chat that the bot may write to."""
        chat = self.chat(key)
        if chat.migrated_to:
            error = bad_request("group chat was upgraded to a supergroup chat")
            error.parameters = {"migrate_to_chat_id": chat.migrated_to}
            raise error
        if chat.blocked:
            raise forbidden(
                "bot was blocked by the user"
                if chat.private
                else "bot was kicked from the group chat"
            )
        if chat.private and not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat

    def write(self, chat: Chat, sender: User, body: Json) -> Json:
        """Put a message into a chat and return it."""
        chat.last_id += 1
        message: Json = {
            "message_id": chat.last_id,
            "date": int(self.now()),
            "chat": chat.json(),
            "from": sender,
            **body,
        }
        chat.messages[chat.last_id] = message
        if sender is self.bot:
            chat.from_bot.append(chat.last_id)
        return message

    def own(self, chat: Chat, message_id: int, doing: str) -> Json:
        """Find a message of the bot's own."""
        message = chat.messages.get(message_id)
        if message is None:
            raise bad_request(f"message to {doing} not found")
        if message["from"] is not self.bot:
            raise bad_request(f"message can't be {doing}ed")
        return message

    def keep_file(self, content: bytes, folder: str, ending: str) -> str:
        """Keep a file and return its id."""
        number = next(self._file_ids)
        file_id = f"AgACAgUAAx-{folder}-{number}"
        self.files[file_id] = (f"{folder}/file_{number}.{ending}", content)
        return file_id

    async def notify(self) -> None:
        """Wake those who wait for something to happen."""
        async with self.changed:
            self.changed.notify_all()
