"""A measured figure beside its goal, and the ways to run rounds so that a noisy machine misleads least."""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure; `met` None where there is no goal."""

    what: str
    goal: str
    measured: str
    met: bool | None
    #: Module that measures it: `python -m benchmarks.<command>`.
    command: str
    #: What one must know to read it.
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rounds:
    """The values of several rounds of one measurement."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """Return the middle value."""
        return statistics.median(self.values)

    def spread(self, form: str = ".2f") -> str:
        """Say the median and the range."""
        low, high = min(self.values), max(self.values)
        return f"{self.median:{form}} ({low:{form}} to {high:{form}})"


def interleaved(ways: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, Rounds]:
    """Run each way once in every round, so that a slow minute of the machine hits all of them."""
    values: dict[str, list[float]] = {name: [] for name in ways}
    order = list(ways)
    for number in range(rounds):
        # the order turns, so that no way is always the one after another
        shift = number % len(order)
        for name in [*order[shift:], *order[:shift]]:
            values[name].append(ways[name]())
            say(f"  round {number + 1}: {name} {values[name][-1]:,.6g}")
    return {name: Rounds(tuple(found)) for name, found in values.items()}


def ratios(over: Rounds, under: Rounds) -> Rounds:
    """Divide round by round."""
    return Rounds(tuple(a / b for a, b in zip(over.values, under.values, strict=True)))


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which `share` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def say(text: str) -> None:
    """Tell the person at the terminal what is going on."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def show(figures: Sequence[Figure]) -> int:
    """Print figures; return 1 when one of them falls short."""
    for figure in figures:
        mark = {True: "ok   ", False: "SHORT", None: "     "}[figure.met]
        print(f"{mark} {figure.what}: {figure.measured} (goal {figure.goal or '-'})")
        if figure.note:
            print(f"      {figure.note}")
    return int(any(figure.met is False for figure in figures))
