"""
What sealing costs: CPU of a message through the whole service, with fields sealed and with fields as they are.

`python -m benchmarks.sealing`
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks import durable
from benchmarks.figures import Figure, interleaved, ratios, show

GOAL = 1.3
MESSAGES, ROUNDS = 1_500, 5


def measure() -> list[Figure]:
    """Return the figure."""

    def cpu_us(way: str) -> float:
        with tempfile.TemporaryDirectory() as folder:
            return durable.run(way, Path(folder), MESSAGES).cpu_s / MESSAGES * 1e6

    used = interleaved(
        {"whole": lambda: cpu_us("whole"), "unsealed": lambda: cpu_us("unsealed")}, ROUNDS
    )
    cost = ratios(used["whole"], used["unsealed"])
    return [
        Figure(
            "CPU of a message with sealed fields / with plain ones",
            f"<= {GOAL}x",
            f"{cost.spread()}x",
            cost.median <= GOAL,
            "sealing",
            f"{used['whole'].median:,.0f} against {used['unsealed'].median:,.0f} us a message,"
            " understanding included",
        )
    ]


if __name__ == "__main__":
    sys.exit(show(measure()))
