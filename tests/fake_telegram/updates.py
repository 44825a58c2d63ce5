"""The update queue: sequential ids, kept until an offset confirms them, long polling, conflicts."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from typing import Any

from tests.fake_telegram.errors import ApiError
from tests.fake_telegram.params import Params
from tests.fake_telegram.world import Json

LONGEST_POLL_S = 50
#: An update that Telegram keeps: messages 24 h, button presses 150 s.
KEPT_S = {"callback_query": 150.0}
KEPT_OTHERS_S = 24 * 3600.0
#: Sent only when asked for by name.
_ON_REQUEST = ("chat_member", "message_reaction", "message_reaction_count")
Listener = Callable[[Json], None]


class Updates:
    """Everything that happened and was not confirmed yet."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._ids = itertools.count(880_000_001)
        self._waiting: list[tuple[float, Json]] = []
        self._repeats: list[Json] = []
        self._news = asyncio.Event()
        self._poll: asyncio.Future[None] | None = None
        self._allowed: list[str] = []
        #: Set while a webhook is registered: it gets the updates instead.
        self.webhook: Listener | None = None
        self.confirmed: list[int] = []
        #: How often each update was handed out (1 = once).
        self.served: dict[int, int] = {}
        #: Deliver every n-th update twice; 0 never.
        self.repeat_every = 0

    @property
    def pending(self) -> list[Json]:
        """Return the updates that were not confirmed."""
        return [update for _, update in self._waiting]

    def add(self, kind: str, body: Any) -> Json | None:
        """Add an update; None when the bot did not ask for its kind."""
        if (self._allowed and kind not in self._allowed) or (
            not self._allowed and kind in _ON_REQUEST
        ):
            return None
        return self.add_raw({kind: body})

    def add_raw(self, body: Json) -> Json:
        """Add an update of any shape (malformed ones too); it gets the next id."""
        update = {"update_id": next(self._ids), **body}
        if self.webhook is not None:
            self.webhook(update)
        else:
            self._waiting.append((self._now(), update))
            self._news.set()
        return update

    def repeat(self, update: Json) -> None:
        """Hand out an update once more, confirmed or not."""
        if self.webhook is not None:
            self.webhook(update)
            return
        self._repeats.append(update)
        self._news.set()

    def allow(self, kinds: Any) -> None:
        """Remember `allowed_updates`; an unset parameter keeps the earlier setting."""
        if isinstance(kinds, list):
            self._allowed = [str(kind) for kind in kinds]

    def drop_all(self) -> None:
        """Forget all that waits (drop_pending_updates)."""
        self._waiting.clear()

    def take_all(self) -> list[Json]:
        """Hand over all that waits to a webhook."""
        taken = self.pending
        self._waiting.clear()
        return taken

    async def poll(self, params: Params) -> list[Json]:
        """Answer getUpdates."""
        if self.webhook is not None:
            raise ApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
        mine = self._poll = asyncio.get_running_loop().create_future()
        self.allow(params.json("allowed_updates"))
        self._confirm(params.number("offset", 0))
        limit = min(100, max(1, params.number("limit", 100)))
        wait_s = float(min(LONGEST_POLL_S, max(0, params.number("timeout", 0))))
        found = await self._wait(mine, limit, wait_s)
        if mine is self._poll:
            self._poll = None
        return found

    async def _wait(self, mine: asyncio.Future[None], limit: int, wait_s: float) -> list[Json]:
        ends = asyncio.get_running_loop().time() + wait_s
        while True:
            self._expire()
            if found := self._hand_out(limit):
                return found
            left = ends - asyncio.get_running_loop().time()
            if left <= 0:
                return []
            self._news.clear()
            news = asyncio.ensure_future(self._news.wait())
            await asyncio.wait((news, mine), timeout=left, return_when=asyncio.FIRST_COMPLETED)
            news.cancel()
            if mine.done():
                raise ApiError(
                    409,
                    "Conflict: terminated by other getUpdates request; "
                    "make sure that only one bot instance is running",
                )

    def _hand_out(self, limit: int) -> list[Json]:
        found = [*self._repeats, *self.pending][:limit]
        self._repeats = self._repeats[limit:]
        for update in found:
            number = update["update_id"]
            self.served[number] = self.served.get(number, 0) + 1
        return found

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self._waiting = self._waiting[offset:]
            return
        gone = [u for _, u in self._waiting if u["update_id"] < offset]
        self._waiting = [(at, u) for at, u in self._waiting if u["update_id"] >= offset]
        for update in gone:
            self.confirmed.append(update["update_id"])
            if self.repeat_every and len(self.confirmed) % self.repeat_every == 0:
                self._repeats.append(update)

    def _expire(self) -> None:
        now = self._now()
        self._waiting = [
            (at, u)
            for at, u in self._waiting
            if now - at < next((s for kind, s in KEPT_S.items() if kind in u), KEPT_OTHERS_S)
        ]
