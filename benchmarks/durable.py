"""
What durability costs: a message through the whole service against one bare INSERT; and nothing lost in the glue.

`python -m benchmarks.durable`
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.child import serving
from benchmarks.figures import Figure, Rounds, interleaved, ratios, show
from benchmarks.load import get, post_all, request_of
from benchmarks.messages import bodies

CONNECTIONS = 64
#: Posted before the clock starts: connections, caches and people are known then.
WARM = 600
MESSAGES = 3_000
ROUNDS = 5
RATE_GOAL, GLUE_GOAL = 0.3, 1.3


@dataclass(frozen=True, slots=True)
class Ran:
    """One run of one server: seconds until the last message was handed over, and CPU seconds."""

    seconds: float
    cpu_s: float
    bubbles: int = 0
    missing: int = 0


def run(way: str, folder: Path, count: int = MESSAGES, *, keep_asked: bool = False) -> Ran:
    """Start a server, warm it, load it; all of `count` messages have left it when the clock stops."""
    with serving("benchmarks.durable_servers", way, str(folder), log=folder / f"{way}.log") as port:
        return asyncio.run(_load(way, port, count, keep_asked=keep_asked))


async def _load(way: str, port: int, count: int, *, keep_asked: bool) -> Ran:
    warm = [request_of(body) for body in bodies(WARM)]
    load = [request_of(body) for body in bodies(count, WARM)]
    await post_all(port, warm, CONNECTIONS)
    if way != "bare":
        await _all_out(port, WARM)
    cpu = float(await get(port, "/cpu"))
    began = time.perf_counter()
    await post_all(port, load, CONNECTIONS)
    state = {} if way == "bare" else await _all_out(port, WARM + count)
    seconds = time.perf_counter() - began
    used = float(await get(port, "/cpu")) - cpu
    if keep_asked:
        await get(port, "/asked")
    return Ran(seconds, used, state.get("taken", 0), state.get("missing", 0))


async def _all_out(port: int, count: int) -> dict[str, int]:
    """Wait until every message is decided on and every bubble is handed to the channel."""
    while True:
        state: dict[str, int] = json.loads(await get(port, "/state"))
        if state["done"] >= count and not state["unsent"]:
            return state
        await asyncio.sleep(0.01)


def rate(way: str) -> float:
    """Return messages a second of one fresh server."""
    with tempfile.TemporaryDirectory() as folder:
        return MESSAGES / run(way, Path(folder)).seconds


def main() -> int:
    """Measure and show."""
    return show(measure())


def measure() -> list[Figure]:
    """Return both figures."""
    rates = interleaved({"bare": lambda: rate("bare"), "nothing": lambda: rate("nothing")}, ROUNDS)
    return [_rate_figure(rates)]


def _rate_figure(rates: dict[str, Rounds]) -> Figure:
    share = ratios(rates["nothing"], rates["bare"])
    return Figure(
        "durable path without matching / bare aiohttp with one INSERT, messages a second",
        f">= {RATE_GOAL}x",
        f"{share.spread()}x",
        share.median >= RATE_GOAL,
        "durable",
        f"{rates['nothing'].median:,.0f} against {rates['bare'].median:,.0f} messages/s,"
        f" {CONNECTIONS} connections",
    )


if __name__ == "__main__":
    sys.exit(main())
