"""Read the knowledge from its folder of YAML files. Every fault is collected before anything is refused."""

from __future__ import annotations

from pathlib import Path

from intents.check import check
from intents.entry import Knowledge
from intents.faults import Fault, FaultyData
from intents.parse import Parsed
from intents.yaml_lines import Unreadable, read_yaml

__all__ = ["Fault", "FaultyData", "check", "load", "read"]


def read(folder: Path) -> tuple[Knowledge, tuple[str, ...]]:
    """Return what can be used of `folder`, and every fault found; raises only OSError."""
    parsed = Parsed()
    for path in sorted(folder.rglob("*.yaml")):
        shown_as = path.relative_to(folder).as_posix()
        try:
            parsed.take(read_yaml(path, shown_as), shown_as)
        except Unreadable as fault:
            parsed.faults.append(str(fault))
    parsed.cross_check()
    return parsed.knowledge(), tuple(parsed.faults)


def load(folder: Path) -> Knowledge:
    """
    Return the knowledge in `folder` (contacts.yaml, ko/*.yaml, ko/danger/*.yaml).

    Raises FaultyData with all faults at once; the caller then keeps its last good knowledge.
    """
    knowledge, faults = read(folder)
    if not knowledge.entries:
        faults = (*faults, f"{folder.name}:1: no entries found")
    if faults:
        raise FaultyData(faults)
    return knowledge
