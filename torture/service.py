"""The tortured service as the parent sees it: started from the zygote, killed, waited for."""

from __future__ import annotations

import asyncio
import json
import os
import random  # noqa: TID251 - chance is what a torture is made of
import signal
import socket
from contextlib import suppress
from pathlib import Path

from bot import failpoints
from bot.office import Known
from torture import zygote

#: A place is reached for the n-th time at random; the most that n is, by the first word of a place.
MOST_PASSES = {"ack": 12, "commit": 40, "turn": 12, "send": 25, "settle": 25}
#: Some lives end by the clock alone, this long after the first poll.
RANDOM_SHARE = 0.35
LONGEST_RANDOM_LIFE_S = 1.2
#: Lives whose failpoint is not reached end after this long.
LONGEST_LIFE_S = 4.0
#: Some are killed while they start.
STILLBORN = 0.1
START_WITHIN_S = 10.0
#: Exit status of a service that cannot start.
REFUSED = 2


class Zygote:
    """The process that lives are forked from; one for all runs, one life at a time."""

    def __init__(self, pid: int, orders: int, answers: int) -> None:
        """`orders` and `answers` are pipe ends: JSON lines to write, words to read."""
        self._pid, self._orders, self._answers = pid, orders, answers
        self._born: asyncio.Future[int] | None = None
        self._ended: asyncio.Future[int] | None = None
        self._pending = b""

    def listen(self) -> None:
        """Hear the answers in the running loop."""
        asyncio.get_running_loop().add_reader(self._answers, self._hear)

    def deafen(self) -> None:
        """Stop hearing them in this loop."""
        asyncio.get_running_loop().remove_reader(self._answers)

    async def start(self, env: dict[str, str], log: Path) -> tuple[int, asyncio.Future[int]]:
        """Fork one life; return its pid and the future of its exit status."""
        loop = asyncio.get_running_loop()
        self._born, self._ended = loop.create_future(), loop.create_future()
        os.write(self._orders, json.dumps({"env": env, "log": str(log)}).encode() + b"\n")
        return await self._born, self._ended

    def close(self) -> None:
        """Hang up: the zygote ends."""
        os.close(self._orders)
        os.waitpid(self._pid, 0)
        os.close(self._answers)

    def _hear(self) -> None:
        *lines, self._pending = (self._pending + os.read(self._answers, 65536)).split(b"\n")
        for line in lines:
            word, *rest = line.split()
            if word == b"pid" and self._born is not None:
                self._born.set_result(int(rest[0]))
            elif word == b"exit" and self._ended is not None and not self._ended.done():
                self._ended.set_result(int(rest[1]))


def fork_zygote(known: Known) -> Zygote:
    """Fork a zygote that has the knowledge already; call it before any loop or thread is there."""
    heard, orders = os.pipe()
    answers, told = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(orders)
        os.close(answers)
        zygote.obey(known, heard, told)
        os._exit(0)
    os.close(heard)
    os.close(told)
    return Zygote(pid, orders, answers)


class Service:
    """One installation whose process comes and goes."""

    def __init__(
        self, parent: Zygote, folder: Path, api_url: str, token: str, mutant: str, faults: float
    ) -> None:
        self.folder = folder
        self.port = free_port()
        self.env = {
            "DATA_DIR": str(folder / "data"),
            "PORT": str(self.port),
            "OFFICE_KEY": "torture",
            "TELEGRAM_BOT_TOKEN": token,
            "TELEGRAM_API_URL": api_url,
            "TELEGRAM_STAFF_CHAT_ID": "",
            "LOG_LEVEL": "warning",
            "MUTANT": mutant,
            "STORE_FAULTS": str(faults),
            "FAILPOINT": "",
        }
        self.kills = 0
        self.killed_at: dict[str, int] = {}
        self.unexpected: list[str] = []
        self.pid = 0
        self._parent = parent
        self._ended: asyncio.Future[int] | None = None

    async def start(self, failpoint: str = "", faults: float | None = None) -> None:
        """Start one life."""
        env = {**self.env, "FAILPOINT": failpoint}
        if faults is not None:
            env["STORE_FAULTS"] = str(faults)
        self.pid, self._ended = await self._parent.start(env, self.folder / "service.log")

    async def end(self) -> None:
        """End what still runs."""
        if self._ended is not None and not self._ended.done():
            await self.kill()

    async def kill(self) -> None:
        """`kill -9`, and wait until it is gone."""
        assert self._ended is not None
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        await self._ended

    async def live_and_die(self, chance: random.Random, polled: asyncio.Event) -> None:
        """One life: it ends at a failpoint, or at a moment nobody chose."""
        place = ""
        if chance.random() > RANDOM_SHARE:
            name = chance.choice(failpoints.PLACES)
            place = f"{name}:{chance.randint(1, MOST_PASSES[name.split('.')[0]])}"
        polled.clear()
        await self.start(place)
        assert self._ended is not None
        if chance.random() > STILLBORN:
            there = asyncio.ensure_future(polled.wait())
            await asyncio.wait(
                [there, self._ended], timeout=START_WITHIN_S, return_when=asyncio.FIRST_COMPLETED
            )
            there.cancel()
        life_s = LONGEST_LIFE_S if place else chance.uniform(0, LONGEST_RANDOM_LIFE_S)
        done, _ = await asyncio.wait([self._ended], timeout=life_s)
        where = place.partition(":")[0] if done else "at random"
        if done and self._ended.result() == REFUSED:
            # the disk failed while it started: it says so and ends, and is started again
            return
        if done and self._ended.result() != -signal.SIGKILL:
            self.unexpected.append(f"it ended by itself with {self._ended.result()}")
        await self.kill()
        self.kills += 1
        self.killed_at[where] = self.killed_at.get(where, 0) + 1

    async def stop(self, within_s: float) -> int | None:
        """Stop as an operator does; return the exit status, None when it took too long."""
        assert self._ended is not None
        os.kill(self.pid, signal.SIGTERM)
        done, _ = await asyncio.wait([self._ended], timeout=within_s)
        return self._ended.result() if done else None


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
