"""
Resident memory of the whole service, started as an operator starts it, after 200 web chat messages.

`python -m benchmarks.memory`
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from pathlib import Path

import aiohttp

from benchmarks.child import free_port, ready, resident_mb, started
from benchmarks.figures import Figure, say, show
from benchmarks.messages import texts

GOAL_MB = 150
#: Few enough messages for each visitor that the page's pace is never slowed.
VISITORS, EACH = 20, 10
#: After each message, so that replies are received too.
PAUSE_S = 0.2


async def visit(url: str, asked: list[str]) -> int:
    """Open the page's socket as one visitor, say each text; return the bubbles received."""
    async with (
        aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session,
        session.ws_connect(f"{url}/chat/socket", headers={"Origin": url}) as socket_,
    ):
        await socket_.send_str(json.dumps({"type": "hello"}))
        heard = await _hear_until(socket_, "lines", "history")
        for number, text in enumerate(asked):
            await socket_.send_str(json.dumps({"type": "say", "id": f"m{number}", "text": text}))
            # once a person was asked for, the bot is silent: so the receipt is waited for
            heard += await _hear_until(socket_, "said")
            await asyncio.sleep(PAUSE_S)
        return heard


async def _hear_until(socket_: aiohttp.ClientWebSocketResponse, *kinds: str) -> int:
    """Read frames until one of a kind comes; return how many bubbles came meanwhile."""
    heard = 0
    async with asyncio.timeout(60):
        while True:
            frame = json.loads(await socket_.receive_str())
            heard += sum(line["who"] != "me" for line in frame.get("lines", ()))
            if frame["type"] in kinds:
                return heard


async def talk(url: str) -> int:
    """Let the visitors say their texts, a few at a time; return the bubbles that they got."""
    known = texts()
    parts = [known[n * EACH : (n + 1) * EACH] for n in range(VISITORS)]
    heard = 0
    for first in range(0, VISITORS, 5):
        heard += sum(await asyncio.gather(*(visit(url, p) for p in parts[first : first + 5])))
    return heard


def measure() -> list[Figure]:
    """Start the service, talk to it, and read its memory."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        environ = {"DATA_DIR": folder, "PORT": str(port), "LOG_LEVEL": "info"}
        command = [sys.executable, "-m", "bot", "serve"]
        with started(command, environ, Path(folder) / "log") as process:
            asyncio.run(ready(url, process))
            idle = resident_mb(process.pid)
            say(f"  idle {idle:.0f} MB")
            heard = asyncio.run(talk(url))
            after = resident_mb(process.pid)
            peak = _peak_mb(process.pid)
    return [
        Figure(
            f"resident memory of the whole service after {VISITORS * EACH} web chat messages",
            f"<= {GOAL_MB} MB",
            f"{after:.0f} MB",
            after <= GOAL_MB,
            "memory",
            f"{idle:.0f} MB before the first message, {peak:.0f} MB at its highest (while the"
            f" understanding is built); {heard} bubbles received",
        )
    ]


def _peak_mb(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    sys.exit(show(measure()))
