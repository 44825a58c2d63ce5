"""Tell the open pages of this process that something was committed; only a hint, never the news itself."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress

#: The topic that staff pages listen to.
DESK = "desk"


def contact_topic(contact_id: int) -> str:
    """Name the topic of one contact's page."""
    return f"contact:{contact_id}"


class Hub:
    """Wakes listeners by topic; a listener that is slow is woken once for many events."""

    def __init__(self) -> None:
        self._listeners: dict[str, set[asyncio.Queue[str]]] = defaultdict(set)

    def tell(self, topic: str, what: str = "") -> None:
        """Wake all who listen to a topic."""
        for queue in self._listeners.get(topic, ()):
            with suppress(asyncio.QueueFull):
                queue.put_nowait(what)

    async def listen(self, topic: str = DESK) -> AsyncIterator[str]:
        """Yield what is told to a topic, from the first step on."""
        with self.hearing(topic) as queue:
            while True:
                yield await queue.get()

    @contextmanager
    def hearing(self, topic: str) -> Iterator[asyncio.Queue[str]]:
        """Give a queue of what is told to a topic from this very moment on."""
        queue: asyncio.Queue[str] = asyncio.Queue(maxsize=100)
        self._listeners[topic].add(queue)
        try:
            yield queue
        finally:
            self._listeners[topic].discard(queue)
            if not self._listeners[topic]:
                del self._listeners[topic]
