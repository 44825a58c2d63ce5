"""
What durability costs: a message through the whole service against one bare INSERT; and nothing lost in the glue.

`python -m benchmarks.durable`
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.child import serving
from benchmarks.figures import Figure, Rounds, interleaved, ratios, say, show
from benchmarks.group_commit import shim, slow_fsync
from benchmarks.load import get, post_all, request_of
from benchmarks.messages import bodies

CONNECTIONS = 64
#: Posted before the clock starts: connections, caches and people are known then.
WARM = 600
MESSAGES = 3_000
ROUNDS = 5
GLUE_MESSAGES, GLUE_ROUNDS = 1_000, 3
RATE_GOAL, GLUE_GOAL = 0.3, 1.3


@dataclass(frozen=True, slots=True)
class Ran:
    """One run of one server: seconds until the last message was handed over, and CPU seconds."""

    seconds: float
    cpu_s: float
    bubbles: int = 0
    #: Questions that `replayed` had no noted answer for.
    missing: int = 0
    #: CPU seconds of the understanding alone, asked the same again; only of `real`.
    alone_s: float = 0.0


def run(
    way: str, folder: Path, count: int = MESSAGES, environ: Mapping[str, str] | None = None
) -> Ran:
    """Start a server, warm it, load it; all of `count` messages have left it when the clock stops."""
    server = ("benchmarks.durable_servers", way, str(folder))
    with serving(*server, environ=environ, log=folder / f"{way}.log") as port:
        return asyncio.run(_load(way, port, count))


async def _load(way: str, port: int, count: int) -> Ran:
    warm = [request_of(body) for body in bodies(WARM)]
    load = [request_of(body) for body in bodies(count, WARM)]
    await post_all(port, warm, CONNECTIONS)
    if way != "bare":
        await all_out(port, WARM)
    cpu = float(await get(port, "/cpu"))
    began = time.perf_counter()
    await post_all(port, load, CONNECTIONS)
    state = {} if way == "bare" else await all_out(port, WARM + count)
    seconds = time.perf_counter() - began
    used = float(await get(port, "/cpu")) - cpu
    alone = json.loads(await get(port, "/asked"))["cpu_s"] if way == "real" else 0.0
    return Ran(
        seconds,
        used,
        state.get("taken", 0),
        state.get("missing", 0),
        alone * count / (WARM + count),
    )


async def all_out(port: int, count: int) -> dict[str, int]:
    """Wait until every message is decided on and every bubble is handed to the channel."""
    while True:
        state: dict[str, int] = json.loads(await get(port, "/state"))
        if state["done"] >= count and not state["unsent"]:
            return state
        await asyncio.sleep(0.01)


def measure() -> list[Figure]:
    """Return the rate on this machine's disk and on one whose fsync takes a millisecond, and the glue."""
    figures = [_rate_figure("on this disk")]
    with tempfile.TemporaryDirectory() as folder:
        library = shim(Path(folder))
        if library is not None:
            figures.append(_rate_figure("fsync + 1 ms", slow_fsync(library)))
    return [*figures, _glue_figure()]


def _rate_figure(disk: str, environ: Mapping[str, str] | None = None) -> Figure:
    cpu: dict[str, list[float]] = {"bare": [], "nothing": []}

    def rate(way: str) -> float:
        with tempfile.TemporaryDirectory() as folder:
            ran = run(way, Path(folder), environ=environ)
        cpu[way].append(ran.cpu_s / MESSAGES * 1e6)
        return MESSAGES / ran.seconds

    rates = interleaved({"bare": lambda: rate("bare"), "nothing": lambda: rate("nothing")}, ROUNDS)
    share = ratios(rates["nothing"], rates["bare"])
    used = {way: Rounds(tuple(values)) for way, values in cpu.items()}
    by_cpu = ratios(used["bare"], used["nothing"])
    return Figure(
        f"durable path without matching / bare aiohttp with one INSERT, messages a second, {disk}",
        f">= {RATE_GOAL}x",
        f"{share.spread()}x",
        share.median >= RATE_GOAL,
        "durable",
        f"{rates['nothing'].median:,.0f} against {rates['bare'].median:,.0f} messages/s over"
        f" {CONNECTIONS} connections; by the servers' CPU time {by_cpu.spread()}x"
        f" ({used['nothing'].median:,.0f} against {used['bare'].median:,.0f} us a message)",
    )


def _glue_figure() -> Figure:
    whole, parts, understood = [], [], []
    for number in range(GLUE_ROUNDS):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            real = run("real", folder, GLUE_MESSAGES)
            (folder / "durable.db").rename(folder / "real.db")
            for left in folder.glob("durable.db-*"):
                left.unlink()
            path = run("replayed", folder, GLUE_MESSAGES)
        if path.missing > GLUE_MESSAGES // 50:
            raise RuntimeError(f"{path.missing} questions were asked differently the second time")
        whole.append(real.cpu_s / GLUE_MESSAGES * 1e6)
        parts.append((path.cpu_s + real.alone_s) / GLUE_MESSAGES * 1e6)
        understood.append(real.alone_s / GLUE_MESSAGES * 1e6)
        say(f"  round {number + 1}: whole {whole[-1]:,.0f} us, parts {parts[-1]:,.0f} us")
    glue = ratios(Rounds(tuple(whole)), Rounds(tuple(parts)))
    return Figure(
        "CPU of a message with the real understanding / of its parts alone",
        f"<= {GLUE_GOAL}x",
        f"{glue.spread()}x",
        glue.median <= GLUE_GOAL,
        "durable",
        f"{statistics.median(whole):,.0f} us a message, of which the understanding alone"
        f" {statistics.median(understood):,.0f} us",
    )


if __name__ == "__main__":
    sys.exit(show(measure()))
