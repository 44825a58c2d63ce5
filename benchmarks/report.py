"""Write the figures into docs/reference/performance.md; rows of benchmarks that did not run stay."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from benchmarks.child import ROOT
from benchmarks.figures import Figure

PAGE = ROOT / "docs" / "reference" / "performance.md"
#: The rows as data, beside the page: the next run of some benchmarks keeps the rows of the others.
KEPT = ROOT / "benchmarks" / "results.json"

_HEAD = """# Performance

<!-- Written by `python -m benchmarks --write`; do not edit by hand. -->

Every figure is a ratio or a limit, measured in one run on one machine.
What is compared runs in turns, round after round, so that a slow minute hits both sides.
A cell shows the median of the rounds, and in brackets the lowest and the highest round.
A ratio says more than a rate: rates differ between machines, and between quiet and busy hours of one.
Run them all with `make bench`, or one with the command in its row.
"""

_MARKS = {True: "met", False: "**falls short**", None: "no goal"}


@dataclass(frozen=True, slots=True)
class Run:
    """One benchmark's run: when, where, and what came out."""

    name: str
    on: str
    machine: str
    figures: list[Figure]


def today() -> str:
    """Return the day of the run."""
    return date.today().isoformat()  # noqa: DTZ011 - the operator's own day


def machine() -> str:
    """Name the machine, its software, and how busy it was."""
    busy = os.getloadavg()[1]
    return (
        f"{os.cpu_count()} cores ({_processor()}), {_memory_gb()} GB, Python"
        f" {platform.python_version()}, SQLite {sqlite3.sqlite_version}, load {busy:.1f}"
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _memory_gb() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3)


def write(runs: Sequence[Run]) -> None:
    """Merge runs with the kept ones and write the page."""
    kept = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    kept |= {run.name: asdict(run) for run in runs}
    KEPT.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", "utf-8")
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page([_run(raw) for raw in kept.values()]), "utf-8")


def _run(raw: dict[str, object]) -> Run:
    figures = raw["figures"]
    assert isinstance(figures, list)
    return Run(
        str(raw["name"]), str(raw["on"]), str(raw["machine"]), [Figure(**f) for f in figures]
    )


def page(runs: Sequence[Run]) -> str:
    """Return the whole page."""
    return "\n".join([_HEAD, *_table(runs), "", *_details(runs), "", *_short(runs)])


def _table(runs: Sequence[Run]) -> list[str]:
    rows = ["| what | goal | measured | | command |", "| --- | --- | --- | --- | --- |"]
    rows += [
        f"| {f.what} | {f.goal or '-'} | {f.measured} | {_MARKS[f.met]} |"
        f" `python -m benchmarks.{f.command}` |"
        for run in runs
        for f in run.figures
    ]
    return rows


def _details(runs: Sequence[Run]) -> list[str]:
    lines = ["## How to read them", ""]
    lines += [f"- {f.what}: {f.note}." for run in runs for f in run.figures if f.note]
    lines += ["", "## Where and when", ""]
    lines += [f"- `benchmarks.{run.name}`: {run.on}, {run.machine}." for run in runs]
    return lines


def _short(runs: Sequence[Run]) -> list[str]:
    short = [f for run in runs for f in run.figures if f.met is False]
    if not short:
        return [
            "## What falls short",
            "",
            "Nothing of what is recorded above; benchmarks without a row have not been recorded yet.",
            "",
        ]
    known = (Path(__file__).with_name("shortfalls.md")).read_text("utf-8").strip()
    names = [f"- {f.what}: {f.measured}, goal {f.goal}." for f in short]
    return ["## What falls short", "", *names, "", known, ""]
