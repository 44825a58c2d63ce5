"""SIGTERM amid traffic: the process ends within ten seconds, and nothing that was in flight is lost."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import signal
import sqlite3
import sys
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path

import aiohttp

from bot.channels.telegram.render import REPEATED
from bot.channels.webchat import visitor
from tests.fake_telegram import FakeTelegram
from tests.fake_telegram.faults import Fault
from tests.fake_telegram.people import Person
from tests.whole import free_port

STOP_WITHIN_S = 10.0
STARTS_WITHIN_S = 60.0


class Service:
    """The service in a process of its own."""

    def __init__(self, folder: Path, tg: FakeTelegram) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.database = folder / "welfare.db"
        self.environ = {
            **os.environ,
            "DATA_DIR": str(folder),
            "PORT": str(self.port),
            "TELEGRAM_BOT_TOKEN": tg.token,
            "TELEGRAM_API_URL": tg.api_url,
            "LOG_LEVEL": "warning",
            "BACKUP_KEEP": "0",
        }
        self.process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "serve", env=self.environ,
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        async with asyncio.timeout(STARTS_WITHIN_S), aiohttp.ClientSession() as session:
            while True:
                with suppress(aiohttp.ClientError):
                    async with session.get(f"{self.url}/healthz") as answer:
                        if answer.status == 200:
                            return
                await asyncio.sleep(0.1)

    async def stop(self) -> int:
        """Ask it to end, as systemd does."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(STOP_WITHIN_S):
            return await self.process.wait()

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            return connection.execute(sql).fetchall()

    async def until(self, sql: str) -> None:
        """Wait until nothing is left of a kind."""
        async with asyncio.timeout(60):
            while self.rows(sql):  # noqa: ASYNC110 - another process changes it
                await asyncio.sleep(0.1)


class Writer:
    """A visitor who goes on writing until the line breaks; knows what was confirmed."""

    def __init__(self, url: str) -> None:
        self.token = secrets.token_urlsafe(32)
        self.url = url
        self.confirmed: list[str] = []

    async def write(self) -> None:
        cookies = {visitor.COOKIE: self.token}
        async with aiohttp.ClientSession(cookies=cookies, headers={"Origin": self.url}) as session:
            with suppress(aiohttp.ClientError, ConnectionError, TypeError):
                async with session.ws_connect(f"{self.url}/chat/socket") as line:
                    await line.send_json({"type": "hello"})
                    await asyncio.gather(self._say(line), self._hear(line))

    async def _say(self, line: aiohttp.ClientWebSocketResponse) -> None:
        for number in range(10_000):
            await line.send_json({"type": "say", "id": f"id{number}", "text": "기초연금 얼마예요"})
            await asyncio.sleep(0.05)
            if line.closed:
                return

    async def _hear(self, line: aiohttp.ClientWebSocketResponse) -> None:
        async for message in line:
            frame = json.loads(message.data)
            if frame["type"] == "said":
                self.confirmed.append(frame["id"])

    def external_ids(self) -> set[str]:
        key = visitor.contact_key(self.token)
        return {visitor.external_id(key, said) for said in self.confirmed}


async def talk(person: Person, over: asyncio.Event) -> None:
    """Ask again and again."""
    await person.starts()
    while not over.is_set():
        await person.says("운영 시간")
        await asyncio.sleep(0.1)


async def test_nothing_in_flight_is_lost_at_a_stop(tmp_path: Path) -> None:
    async with FakeTelegram() as tg:
        service = Service(tmp_path, tg)
        await service.start()
        people = [tg.person(f"사람 {n}") for n in range(4)]
        tg.faults.plan(Fault.SLOW, chat_id=people[0].id, times=100, slow_s=30.0)
        over = asyncio.Event()
        writers = [Writer(service.url) for _ in range(4)]
        busy = [asyncio.create_task(w.write()) for w in writers]
        busy += [asyncio.create_task(talk(p, over)) for p in people]
        await people[1].until(lambda: len(people[1].texts()) > 10, 30)

        status = await service.stop()
        over.set()
        await asyncio.gather(*busy)

        kept = {row[0] for row in service.rows("SELECT external_id FROM inbox")}
        assert status == 0
        assert all(w.confirmed for w in writers)
        assert set().union(*(w.external_ids() for w in writers)) <= kept
        taken = service.rows("SELECT count(*) FROM inbox WHERE channel = 'telegram'")[0][0]
        assert int(str(taken)) >= len(tg.updates.confirmed)

        tg.faults = type(tg.faults)()
        await service.start()
        await service.until("SELECT 1 FROM inbox WHERE done_at IS NULL AND set_aside_at IS NULL")
        await service.until("SELECT 1 FROM outbox WHERE status IN ('ready', 'sending') LIMIT 1")
        assert service.rows("SELECT 1 FROM outbox WHERE status = 'dead'") == []
        assert await service.stop() == 0

        for person in people:
            questions = await asked(person)
            answers = Counter(t.startswith(REPEATED.strip()) for t in person.texts())
            # two bubbles each, and the welcome; what is marked may stand there twice
            assert answers[False] + answers[True] >= 2 * questions


async def asked(person: Person) -> int:
    return sum(m.get("text") == "운영 시간" for m in person.chat.messages.values())
