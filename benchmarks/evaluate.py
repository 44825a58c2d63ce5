"""
`make evaluate`: measure the understanding on texts it was not built from, beside what one would pick instead.

Fixed seeds, no network. The table goes to docs/reference/understanding.md. Sets: benchmarks/sets, written blind.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import faq_data
from benchmarks import understanding_speed
from benchmarks.evaluate_hearing import (
    danger_table,
    decisions_table,
    followups_table,
    private_table,
    wishes_table,
)
from benchmarks.evaluate_matching import held_out, questions_table, voices_table
from benchmarks.evaluate_tables import Rows, table
from intents.entry import Knowledge
from intents.load import load
from intents.understanding import Understanding

REPORT = Path(__file__).parent.parent / "docs" / "reference" / "understanding.md"
#: Batches written later, by other hands, each when the one before had been looked at for long.
LATER = ("second", "third")
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def speed_table(sizes: Sequence[int]) -> str:
    rows: Rows = []
    for size in sizes:
        took = understanding_speed.measured(size)
        rows.append(
            (f"{size:,}", f"{took['build_s']:.1f}", f"{took['p50_ms']:.2f}", f"{took['p99_ms']:.2f}",
             f"{took['resident_mb']:+.0f}")
        )  # fmt: skip
    head = ("entries", "build s", "p50 ms of CPU", "p99 ms of CPU", "resident MB added")
    return table(head, rows)


def report(knowledge: Knowledge, sizes: Sequence[int]) -> str:
    ours = Understanding(knowledge)
    parts: Mapping[str, Callable[[], str]] = {
        "Questions": lambda: questions_table(knowledge, ours),
        "By voice": lambda: voices_table(knowledge, ours),
        "Own questions held out": lambda: held_out(knowledge),
        "Decisions at the shipped thresholds": lambda: decisions_table(ours),
        "Wishes": lambda: wishes_table(ours),
        "Danger": lambda: danger_table(ours),
        **{
            title: part for batch in LATER for title, part in _later(knowledge, ours, batch).items()
        },
        "Fourth set: danger": lambda: danger_table(ours, "fourth"),
        "Third set: second messages of a talk (counts)": lambda: followups_table(ours, "third"),
        "Personal numbers": private_table,
        "Speed and memory": lambda: speed_table(sizes),
    }
    text = "\n\n".join(f"### {title}\n\n{part()}" for title, part in parts.items())
    return f"All figures in % where nothing else is said; {len(knowledge.entries)} entries.\n\n{text}\n"


def _later(
    knowledge: Knowledge, ours: Understanding, batch: str
) -> Mapping[str, Callable[[], str]]:
    name = f"{batch.capitalize()} set"
    return {
        f"{name}: questions": lambda: questions_table(knowledge, ours, batch),
        f"{name}: decisions": lambda: decisions_table(ours, batch),
        f"{name}: wishes": lambda: wishes_table(ours, batch),
        f"{name}: danger": lambda: danger_table(ours, batch),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--faq", type=Path, default=Path(faq_data.__file__).parent, help="folder of the knowledge"
    )
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=understanding_speed.SIZES, help="entries to time"
    )
    parser.add_argument("--no-write", action="store_true", help=f"do not write {REPORT.name}")
    options = parser.parse_args()
    measured = report(load(options.faq), options.sizes)
    sys.stdout.write(measured)
    if not options.no_write and REPORT.exists():
        before, _, rest = REPORT.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        REPORT.write_text(f"{before}{BEGIN}\n{measured}{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
