"""The sets of the evaluation, and its figures as tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

SETS = Path(__file__).parent / "sets"

Rows = list[tuple[str, ...]]
Bools = npt.NDArray[np.bool_]


def a_set(name: str, key: str, batch: str = "") -> list[dict[str, Any]]:
    """Return the texts of a set; a later batch stands in a folder of its own."""
    path = SETS / batch / f"{name}.yaml"
    return list(yaml.safe_load(path.read_text(encoding="utf-8"))[key]) if path.exists() else []


def percent(value: float) -> str:
    return f"{100 * value:.1f}"


def halves(hits: Bools | Sequence[bool]) -> str:
    """Return all, and the even and the odd half: errors of the even half have been looked at, of the odd one never."""
    every = np.asarray(hits, dtype=float)
    if not len(every):
        return "-"
    odd = every[1::2].mean() if len(every) > 1 else every.mean()
    return f"{percent(every.mean())} ({percent(every[::2].mean())} / {percent(odd)})"


def table(head: Sequence[str], rows: Rows) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
