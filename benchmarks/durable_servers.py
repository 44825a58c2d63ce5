"""
The servers that durable.py compares, each in a process of its own: `python -m benchmarks.durable_servers WAY FOLDER`.

bare: an aiohttp handler and one INSERT. nothing: the service's own core, understanding nothing.
whole: the same with the real understanding. unsealed: `whole` with fields kept as they are.
real: `whole`, and what the understanding was asked is noted. replayed: answers what `real` noted from memory.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import sqlite3
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
from aiohttp import web

from benchmarks import LEARNED
from bot import clock, logs
from bot.channels.channel import Delivery
from bot.core import Core, World, read_known
from bot.knowledge import KnowledgeFiles
from bot.staff_group import StaffGroup
from handlers.context import Office
from handlers.messages import Inbound, Kind
from intents.understanding import Understanding, Understood
from storage.sealing import Keys, Sealer

OFFICE = Office("bench", "송산1동 행정복지센터", "031-000-0000", "의정부시")
Asked = tuple[str, tuple[str, ...], str | None]


class Posted(msgspec.Struct):
    """A message as the client posts it."""

    id: str
    who: str
    text: str


class Nothing:
    """Understands nothing, at once."""

    def understand(
        self, text: str, *, recent: tuple[str, ...] = (), topic: str | None = None
    ) -> Understood:
        """Say so."""
        return Understood(text, None, None, (), "person")


class Noting:
    """The real understanding; notes what it was asked."""

    def __init__(self, real: Understanding) -> None:
        self._real = real
        self.asked: list[Asked] = []

    def understand(
        self, text: str, *, recent: tuple[str, ...] = (), topic: str | None = None
    ) -> Understood:
        """Ask the real one."""
        self.asked.append((text, tuple(recent), topic))
        return self._real.understand(text, recent=recent, topic=topic)


class Replayed:
    """Answers from memory what was noted."""

    def __init__(self, answers: dict[Asked, Understood]) -> None:
        self._answers = answers
        self.missing = 0

    def understand(
        self, text: str, *, recent: tuple[str, ...] = (), topic: str | None = None
    ) -> Understood:
        """Look it up."""
        found = self._answers.get((text, tuple(recent), topic))
        if found is None:
            self.missing += 1
            return Understood(text, None, None, (), "person")
        return found


class CountingChannel:
    """A platform that takes everything at once."""

    name = "bench"

    def __init__(self) -> None:
        self.taken = 0
        self.people: dict[str, int] = {}

    async def send(self, delivery: Delivery) -> str:
        """Take one bubble."""
        self.taken += 1
        return str(self.taken)

    async def fetch(self, reference: str) -> bytes:
        """Nobody sends files here."""
        raise LookupError(reference)


def bare(folder: Path) -> web.Application:
    """Return the yardstick."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE message (id INTEGER PRIMARY KEY, body BLOB NOT NULL)")

    async def message(request: web.Request) -> web.Response:
        connection.execute("INSERT INTO message (body) VALUES (?)", (await request.read(),))
        return web.Response(text="ok")

    app = web.Application()
    app.router.add_post("/message", message)
    return app


def durable(folder: Path, understanding: Any) -> web.Application:
    """Return the service's core behind one HTTP handler, and a channel that counts."""
    known = replace(
        read_known(KnowledgeFiles(OFFICE, learned=LEARNED)), understanding=understanding
    )
    core = Core(
        folder / "durable.db", Keys.new(), known, World(clock.now, clock.new_token),
        StaffGroup("bench", "", ""),
    )  # fmt: skip
    channel = CountingChannel()
    core.add_channel(channel)
    decoder = msgspec.json.Decoder(Posted)

    async def message(request: web.Request) -> web.Response:
        posted = decoder.decode(await request.read())
        await core.intake.accept(
            Inbound("bench", "bench", posted.who, posted.id, clock.now(), Kind.TEXT, posted.text)
        )
        return web.Response(text="ok")

    async def state(_request: web.Request) -> web.Response:
        def count(tx: Any) -> tuple[int, int]:
            done = tx.value("SELECT count(*) FROM inbox WHERE done_at IS NOT NULL")
            open_ = tx.value("SELECT count(*) FROM outbox WHERE status <> 'sent'")
            return done, open_

        done, open_ = await core.store.read(count)
        missing = getattr(understanding, "missing", 0)
        return web.json_response(
            {"done": done, "unsent": open_, "taken": channel.taken, "missing": missing}
        )

    async def begin(_app: web.Application) -> None:
        await core.start(clock=False)

    async def end(_app: web.Application) -> None:
        await core.stop()

    app = web.Application()
    app.router.add_post("/message", message)
    app.router.add_get("/state", state)
    app.on_startup.append(begin)
    app.on_cleanup.append(end)
    return app


def unseal() -> None:
    """Keep texts as they are, in this process only."""
    Sealer.seal = lambda _self, text: text.encode("utf-8", "surrogatepass")  # type: ignore[method-assign]
    Sealer.open = lambda _self, kept: kept.decode("utf-8", "surrogatepass")  # type: ignore[method-assign]


def with_cpu(app: web.Application) -> web.Application:
    """Add pages that say how much CPU time this process has used, and which one it is."""

    async def cpu(_request: web.Request) -> web.Response:
        return web.json_response(time.process_time())

    async def pid(_request: web.Request) -> web.Response:
        return web.json_response(os.getpid())

    app.router.add_get("/cpu", cpu)
    app.router.add_get("/pid", pid)
    return app


def app_of(way: str, folder: Path) -> web.Application:
    """Build the server of one way."""
    if way == "bare":
        return bare(folder)
    if way == "nothing":
        return durable(folder, Nothing())
    noted = folder / "asked.pickle"
    if way == "replayed":
        return durable(folder, Replayed(dict(pickle.loads(noted.read_bytes()))))
    understanding = read_known(KnowledgeFiles(OFFICE, learned=LEARNED)).understanding
    if way == "unsealed":
        unseal()
    if way in ("whole", "unsealed"):
        return durable(folder, understanding)
    noting = Noting(understanding)
    app = durable(folder, noting)

    async def asked(_request: web.Request) -> web.Response:
        """Ask everything once more, alone, and say what CPU time that took."""
        real = noting._real
        began = time.process_time()
        answers = [(a, real.understand(a[0], recent=a[1], topic=a[2])) for a in noting.asked]
        used_s = time.process_time() - began
        noted.write_bytes(pickle.dumps(answers))
        return web.json_response({"calls": len(answers), "cpu_s": used_s})

    app.router.add_get("/asked", asked)
    return app


async def serve(app: web.Application, ready: Callable[[int], Awaitable[None] | None]) -> None:
    """Serve until cancelled."""
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    ready(runner.addresses[0][1])
    try:
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()


def main() -> None:
    """Serve one way."""
    import signal

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    logs.set_up("info", "text")
    app = with_cpu(app_of(sys.argv[1], Path(sys.argv[2])))
    asyncio.run(serve(app, lambda port: print(port, flush=True)))


if __name__ == "__main__":
    main()
