"""What keyboard stands below the input field of each chat; a guess that costs little when wrong."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

from bot.channels.telegram.render import View, asks_to_share
from handlers.messages import Reply

V = TypeVar("V")
MENU = ""


class Recent(Generic[V]):
    """The newest `most` entries; older ones are forgotten."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[object, V] = OrderedDict()

    def get(self, key: object) -> V | None:
        """Return what is held, or None."""
        return self._held.get(key)

    def put(self, key: object, value: V) -> None:
        """Hold a value; the oldest goes when there are too many."""
        self._held[key] = value
        self._held.move_to_end(key)
        if len(self._held) > self._most:
            self._held.popitem(last=False)

    def forget(self, key: object) -> None:
        """Forget an entry."""
        self._held.pop(key, None)


class Shown:
    """
    Remembers per chat whether the menu stands there, or which question asked to share something.

    In memory only: after a restart the menu is sent once more, which changes nothing for its reader.
    """

    def __init__(self, most: int = 10_000) -> None:
        self._chats: Recent[str] = Recent(most)

    def view(self, chat_key: str, reply: Reply) -> View:
        """Return what the chat is like before the reply is sent."""
        held = self._chats.get(chat_key)
        private = not chat_key.startswith("-")
        return View(private, held != MENU, held == reply.text and bool(held))

    def note(self, chat_key: str, reply: Reply, view: View, *, under: bool) -> None:
        """Remember a reply that was sent; `under`: its last bubble had buttons of its own."""
        if asks_to_share(reply, view):
            self._chats.put(chat_key, reply.text)
        elif not under and view.private:
            self._chats.put(chat_key, MENU)

    def forget(self, chat_key: str) -> None:
        """The person began anew: their keyboard may be gone."""
        self._chats.forget(chat_key)
