"""
Danger, wishes and entries together: time for one message by the number of entries; build time; memory.

`python -m benchmarks.understanding_speed`; each size in a process of its own, in interleaved rounds.
Times are CPU times: nothing here waits, and what else runs on the machine would only blur them.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any

from benchmarks.child import ROOT, resident_mb
from benchmarks.figures import Figure, Rounds, percentile, ratios, say, show
from benchmarks.messages import texts
from benchmarks.synthesis import grown, own

SIZES = (170, 1_000, 10_000)
ROUNDS = 3
#: So many of the residents' sample texts, each once a round after a warm-up.
TEXTS = 800
WARM = 50
P99_GOAL_MS, GROWTH_GOAL = 5.0, 2.0


@dataclass(frozen=True, slots=True)
class Size:
    """What was measured at one number of entries, over the rounds."""

    p50_ms: Rounds
    p99_ms: Rounds
    mean_ms: Rounds
    build_s: Rounds
    resident_mb: Rounds
    peak_mb: Rounds


def child(size: str) -> None:
    """Build at one size, ask every text, and print what it took."""
    from intents.understanding import Understanding

    knowledge = own() if int(size) == SIZES[0] else grown(own(), int(size))
    before = resident_mb("self")
    began = time.process_time()
    understanding = Understanding(knowledge)
    build_s = time.process_time() - began
    asked = texts()[: TEXTS + WARM]
    took: list[float] = []
    for text in asked:
        began = time.process_time()
        understanding.understand(text)
        took.append((time.process_time() - began) * 1000)
    took = took[WARM:]
    print(
        json.dumps(
            {
                "p50_ms": percentile(took, 0.5),
                "p99_ms": percentile(took, 0.99),
                "mean_ms": sum(took) / len(took),
                "build_s": build_s,
                "resident_mb": resident_mb("self") - before,
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }
        )
    )


def measured(size: int) -> dict[str, Any]:
    """Return what one process of its own says of one size: times in ms of CPU, MB added to what was there."""
    command = [sys.executable, "-m", "benchmarks.understanding_speed", "child", str(size)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def measure() -> list[Figure]:
    """Return the figures of all sizes and how time grows."""
    found: dict[int, list[dict[str, Any]]] = {size: [] for size in SIZES}
    for number in range(ROUNDS):
        for size in SIZES:
            found[size].append(measured(size))
            say(f"  round {number + 1}: {size} entries {found[size][-1]}")
    sizes = {size: _size(rounds) for size, rounds in found.items()}
    return [*(_by_size(size, got) for size, got in sizes.items()), _growth(sizes)]


def _size(rounds: list[dict[str, Any]]) -> Size:
    names = ("p50_ms", "p99_ms", "mean_ms", "build_s", "resident_mb", "peak_mb")
    return Size(*(Rounds(tuple(one[name] for one in rounds)) for name in names))


def _by_size(size: int, got: Size) -> Figure:
    has_goal = size == 1_000
    return Figure(
        f"understanding one message, {size:,} entries, p99",
        f"<= {P99_GOAL_MS:.0f} ms" if has_goal else "",
        f"{got.p99_ms.spread()} ms",
        got.p99_ms.median <= P99_GOAL_MS if has_goal else None,
        "understanding_speed",
        f"p50 {got.p50_ms.median:.2f} ms; built in {got.build_s.median:.1f} s; adds"
        f" {got.resident_mb.median:.0f} MB, process peak {got.peak_mb.median:.0f} MB",
    )


def _growth(sizes: dict[int, Size]) -> Figure:
    growth = ratios(sizes[10_000].mean_ms, sizes[1_000].mean_ms)
    return Figure(
        "understanding, mean time at 10,000 entries / at 1,000",
        f"<= {GROWTH_GOAL:.0f}x",
        f"{growth.spread()}x",
        growth.median <= GROWTH_GOAL,
        "understanding_speed",
        f"p50 {ratios(sizes[10_000].p50_ms, sizes[1_000].p50_ms).median:.2f}x,"
        f" p99 {ratios(sizes[10_000].p99_ms, sizes[1_000].p99_ms).median:.2f}x",
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["child"]:
        child(sys.argv[2])
    else:
        sys.exit(show(measure()))
