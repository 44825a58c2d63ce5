"""
Memory over very many messages: what the service holds after the last of them against after the first tenth.

`python -m benchmarks.flat_memory [MESSAGES]`; a million take the better part of an hour and 3 GB of disk.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from benchmarks.child import resident_mb, serving
from benchmarks.durable import CONNECTIONS, all_out
from benchmarks.figures import Figure, say, show
from benchmarks.load import get, post_all, request_of
from benchmarks.messages import bodies

GOAL = 1.05
MESSAGES = 100_000
#: Looked at after each of so many equal parts; the first is the warm-up.
PARTS = 10
AT_ONCE = 2_500


def measure(messages: int = MESSAGES) -> list[Figure]:
    """Return the growth of resident memory from the first tenth to the end."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serving("benchmarks.durable_servers", "whole", folder, log=Path(folder) / "log") as port,
    ):  # fmt: skip
        held = asyncio.run(_load(port, messages))
    growth = held[-1] / held[0]
    return [
        Figure(
            f"resident memory over {messages:,} messages / after the first tenth of them",
            f"<= {GOAL:.2f}x",
            f"{growth:.3f}x",
            growth <= GOAL,
            "flat_memory",
            f"at most {max(held) / held[0]:.3f}x in between; MB after each tenth: "
            + ", ".join(f"{mb:.0f}" for mb in held),
        )
    ]


async def _load(port: int, messages: int) -> list[float]:
    held, part = [], messages // PARTS
    process = int(await get(port, "/pid"))
    for number in range(PARTS):
        ends = (number + 1) * part
        for first in range(number * part, ends, AT_ONCE):
            count = min(AT_ONCE, ends - first)
            requests = [request_of(body) for body in bodies(count, first)]
            await post_all(port, requests, CONNECTIONS)
            # messages that wait for their turn are no leak
            await all_out(port, first + count)
        held.append(resident_mb(process))
        say(f"  {(number + 1) * part:,} messages: {held[-1]:.1f} MB")
    return held


if __name__ == "__main__":
    sys.exit(show(measure(*(int(argument) for argument in sys.argv[1:]))))
