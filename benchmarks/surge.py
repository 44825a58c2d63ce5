"""
A city's worst hour against what one process can take: 9 messages a second, and as many as it can.

`python -m benchmarks.surge`
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import durable
from benchmarks.child import serving
from benchmarks.figures import Figure, Rounds, say, show
from benchmarks.load import get, post_all, request_of
from benchmarks.messages import bodies

#: Messages a second of a city of 450,000 on its worst day.
SURGE = 9
GOAL = 10.0
MESSAGES, ROUNDS = 1_500, 3
PACED_S = 20


def measure() -> list[Figure]:
    """Return what the surge takes of the rate that was measured, and of one core."""
    most = []
    for number in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            most.append(MESSAGES / durable.run("whole", Path(folder), MESSAGES).seconds)
        say(f"  round {number + 1}: {most[-1]:,.0f} messages/s")
    share = Rounds(tuple(100 * SURGE / rate for rate in most))
    return [
        Figure(
            f"a city's surge of {SURGE} messages a second / the most that one process takes",
            f"<= {GOAL:.0f} %",
            f"{share.spread('.1f')} %",
            share.median <= GOAL,
            "surge",
            f"{Rounds(tuple(most)).median:,.0f} messages/s at most, understanding included;"
            f" the surge itself kept one core busy for {_busy():.1f} % of {PACED_S} s",
        )
    ]


def _busy() -> float:
    with (
        tempfile.TemporaryDirectory() as folder,
        serving("benchmarks.durable_servers", "whole", folder, log=Path(folder) / "log") as port,
    ):
        return 100 * asyncio.run(_paced(port)) / PACED_S


async def _paced(port: int) -> float:
    """Post at the pace of the surge; return the CPU seconds that the server used."""
    requests = [request_of(body) for body in bodies(SURGE * (PACED_S + 5))]
    warm, paced = requests[: SURGE * 5], requests[SURGE * 5 :]
    await post_all(port, warm, 1)
    before = float(await get(port, "/cpu"))
    began = time.perf_counter()
    for number, request in enumerate(paced):
        await asyncio.sleep(max(0.0, began + number / SURGE - time.perf_counter()))
        await post_all(port, [request], 1)
    await asyncio.sleep(max(0.0, began + PACED_S - time.perf_counter()))
    return float(await get(port, "/cpu")) - before


if __name__ == "__main__":
    sys.exit(show(measure()))
