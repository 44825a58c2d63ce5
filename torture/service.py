"""The tortured service as the parent sees it: started from the zygote, killed, waited for."""

from __future__ import annotations

import asyncio
import json
import os
import random  # noqa: TID251 - chance is what a torture is made of
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path

from bot import failpoints

#: A place is reached for the n-th time at random; the most that n is, by the first word of a place.
MOST_PASSES = {"ack": 25, "commit": 60, "turn": 25, "send": 40, "settle": 40}
#: Lives end at random after this long, if their failpoint was not reached.
SHORTEST_LIFE_S, LONGEST_LIFE_S = 0.15, 1.6
#: Every so many lives one ends by the clock alone.
RANDOM_SHARE = 0.4


class Service:
    """One installation whose process comes and goes."""

    def __init__(self, folder: Path, api_url: str, token: str, mutant: str, faults: float) -> None:
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
        self.starts = 0
        self.killed_at: dict[str, int] = {}
        self.unexpected: list[str] = []
        self._zygote: asyncio.subprocess.Process | None = None
        self._ended: asyncio.Future[int] | None = None
        self._born: asyncio.Future[int] | None = None
        self._reading: asyncio.Task[None] | None = None
        self.pid = 0

    async def open(self) -> None:
        """Start the zygote, which reads the knowledge once."""
        environ = {**os.environ, **self.env, "MUTANT": "", "OMP_NUM_THREADS": "1"}
        self._zygote = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "torture.zygote", env=environ,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert self._zygote.stdout is not None
        line = await self._zygote.stdout.readline()
        if line != b"ready\n":
            raise RuntimeError("the service cannot even be imported")
        self._reading = asyncio.create_task(self._read())

    async def close(self) -> None:
        """End the zygote and what still runs of it."""
        if self._ended is not None and not self._ended.done():
            await self.kill()
        if self._zygote is not None:
            assert self._zygote.stdin is not None
            self._zygote.stdin.close()
            await self._zygote.wait()
        if self._reading is not None:
            self._reading.cancel()

    async def start(self, failpoint: str = "", faults: float | None = None) -> None:
        """Start one life."""
        assert self._zygote is not None
        assert self._zygote.stdin is not None
        loop = asyncio.get_running_loop()
        self._born, self._ended = loop.create_future(), loop.create_future()
        env = {**self.env, "FAILPOINT": failpoint}
        if faults is not None:
            env["STORE_FAULTS"] = str(faults)
        order = {"env": env, "log": str(self.folder / "service.log")}
        self._zygote.stdin.write(json.dumps(order).encode() + b"\n")
        self.pid = await self._born
        self.starts += 1

    async def kill(self) -> None:
        """`kill -9`, and wait until it is gone."""
        assert self._ended is not None
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        await self._ended

    async def live_and_die(self, chance: random.Random) -> None:
        """One life: it ends at a failpoint, or at a moment nobody chose."""
        place = ""
        if chance.random() > RANDOM_SHARE:
            name = chance.choice(failpoints.PLACES)
            place = f"{name}:{chance.randint(1, MOST_PASSES[name.split('.')[0]])}"
        await self.start(place)
        assert self._ended is not None
        life_s = LONGEST_LIFE_S if place else chance.uniform(SHORTEST_LIFE_S, LONGEST_LIFE_S)
        done, _ = await asyncio.wait([self._ended], timeout=life_s)
        where = place.partition(":")[0] if done else "at random"
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

    async def _read(self) -> None:
        assert self._zygote is not None
        assert self._zygote.stdout is not None
        async for line in self._zygote.stdout:
            word, *rest = line.split()
            if word == b"pid" and self._born is not None:
                self._born.set_result(int(rest[0]))
            elif word == b"exit" and self._ended is not None and not self._ended.done():
                self._ended.set_result(int(rest[1]))


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
