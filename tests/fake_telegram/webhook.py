"""Delivery to a webhook: one queue a chat (messages) or user (presses), repeated until it says 2xx."""

from __future__ import annotations

import asyncio
import re

import aiohttp

from tests.fake_telegram.errors import bad_request
from tests.fake_telegram.params import Params
from tests.fake_telegram.updates import Updates
from tests.fake_telegram.world import Json

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Webhook:
    """The registered webhook and its queues."""

    def __init__(self, updates: Updates) -> None:
        self._updates = updates
        self._queues: dict[str, asyncio.Queue[Json]] = {}
        self._workers: list[asyncio.Task[None]] = []
        self._session: aiohttp.ClientSession | None = None
        self.url = ""
        self.secret = ""
        self.last_error = ""
        #: What the bot answered, in order: (update_id, status; 0 when the connection failed).
        self.answers: list[tuple[int, int]] = []
        #: The real server waits 0, 2, 4, 8 ... s; tests are in a hurry.
        self.pauses_s: tuple[float, ...] = (0.0, 0.02, 0.05, 0.1, 0.2)
        #: Ask as if the answer of every n-th update had been lost; 0 never.
        self.lose_answer_every = 0

    async def set(self, params: Params) -> bool:
        """Answer setWebhook."""
        url = params.text("url")
        if not url:
            return await self.delete(params)
        if not url.startswith(("https://", "http://127.0.0.1")):
            raise bad_request("bad webhook: HTTPS url must be provided for webhook")
        secret = params.text("secret_token")
        if secret and not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        self._updates.allow(params.json("allowed_updates"))
        if params.flag("drop_pending_updates"):
            self._updates.drop_all()
        self.url, self.secret = url, secret
        self._updates.webhook = self.push
        for update in self._updates.take_all():
            self.push(update)
        return True

    async def delete(self, params: Params) -> bool:
        """Answer deleteWebhook."""
        self.url = ""
        self._updates.webhook = None
        if params.flag("drop_pending_updates"):
            self._updates.drop_all()
        await self.stop()
        return True

    def info(self) -> Json:
        """Answer getWebhookInfo."""
        waiting = sum(queue.qsize() for queue in self._queues.values())
        found: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": waiting + len(self._updates.pending),
        }
        if self.last_error:
            found["last_error_message"] = self.last_error
        return found

    def push(self, update: Json) -> None:
        """Queue an update for delivery."""
        key = _queue_of(update)
        queue = self._queues.get(key)
        if queue is None:
            queue = self._queues[key] = asyncio.Queue()
            self._workers.append(asyncio.create_task(self._work(queue), name=f"webhook {key}"))
        queue.put_nowait(update)

    async def stop(self) -> None:
        """Stop all deliveries."""
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)
        self._workers.clear()
        self._queues.clear()
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _work(self, queue: asyncio.Queue[Json]) -> None:
        while True:
            update = await queue.get()
            tries = 0
            while not await self._deliver(update, tries):
                await asyncio.sleep(self.pauses_s[min(tries, len(self.pauses_s) - 1)])
                tries += 1

    async def _deliver(self, update: Json, tries: int) -> bool:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10))
        headers = {HEADER: self.secret} if self.secret else {}
        number = update.get("update_id", 0)
        try:
            async with self._session.post(self.url, json=update, headers=headers) as answer:
                status = answer.status
        except (aiohttp.ClientError, TimeoutError) as fault:
            self.last_error = type(fault).__name__
            self.answers.append((number, 0))
            return False
        self.answers.append((number, status))
        every = self.lose_answer_every
        if every and tries == 0 and len(self.answers) % every == 0:
            return False
        if not 200 <= status < 300:
            self.last_error = f"Wrong response from the webhook: {status}"
        return 200 <= status < 300


def _queue_of(update: Json) -> str:
    if "callback_query" in update:
        return f"user {update['callback_query']['from']['id']}"
    for kind, body in update.items():
        if isinstance(body, dict) and isinstance(body.get("chat"), dict):
            where = "member" if kind == "my_chat_member" else "chat"
            return f"{where} {body['chat'].get('id')}"
    return "other"
