"""Tell the open pages of this process that something was committed; only a hint, never the news itself."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress

#: The topic that staff pages listen to.
DESK = "desk"


def contact_topic(contact_id: int) -> str:
    """Name the topic of one contact's page."""
    return f"contact:{contact_id}"


class Hub:
    """Wakes listeners by topic; a listener that is slow is woken once for many events."""

    def __init__(self) -> None:
        self._listeners: dict[str, set[asyncio.Queue[tuple[str, str]]]] = defaultdict(set)

    def tell(self, topic: str, what: str = "") -> None:
        """Wake all who listen to a topic."""
        for queue in self._listeners.get(topic, ()):
            with suppress(asyncio.QueueFull):
                queue.put_nowait((topic, what))

    @contextmanager
    def hearing(self, *topics: str) -> Iterator[asyncio.Queue[tuple[str, str]]]:
        """Give a queue of (topic, what) of all that is told to some topics from this very moment on."""
        queue: asyncio.Queue[tuple[str, str]] = asyncio.Queue(maxsize=100)
        for topic in topics:
            self._listeners[topic].add(queue)
        try:
            yield queue
        finally:
            for topic in topics:
                self._listeners[topic].discard(queue)
                if not self._listeners[topic]:
                    del self._listeners[topic]
