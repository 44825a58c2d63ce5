"""
Run every benchmark: `make bench`; with `--write` also into docs/reference/performance.md.

`--only durable memory` runs some of them; their rows replace the earlier ones.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from benchmarks import (
    desks,
    durable,
    flat_memory,
    group_commit,
    memory,
    priority,
    queue_page,
    restore,
    rotate,
    scale,
    sealing,
    surge,
    telegram_echo,
    understanding_speed,
)
from benchmarks.figures import Figure, say, show
from benchmarks.report import Run, machine, today, write

ALL: dict[str, Callable[[], list[Figure]]] = {
    "durable": durable.measure,
    "memory": memory.measure,
    "group_commit": group_commit.measure,
    "queue_page": queue_page.measure,
    "understanding_speed": understanding_speed.measure,
    "telegram_echo": telegram_echo.measure,
    "restore": restore.measure,
    "rotate": rotate.measure,
    "scale": scale.measure,
    "sealing": sealing.measure,
    "surge": surge.measure,
    "flat_memory": flat_memory.measure,
    "priority": priority.measure,
    "desks": desks.measure,
}


def main() -> int:
    """Run what was asked for; return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--write", action="store_true", help="write docs/reference/performance.md")
    parser.add_argument("--only", nargs="+", choices=list(ALL), default=list(ALL))
    options = parser.parse_args()
    runs = []
    for name in options.only:
        say(f"{name} ...")
        run = Run(name, today(), machine(), ALL[name]())
        show(run.figures)
        runs.append(run)
    if options.write:
        write(runs)
    return int(any(figure.met is False for run in runs for figure in run.figures))


if __name__ == "__main__":
    sys.exit(main())
