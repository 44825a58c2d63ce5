"""Read the knowledge from its folders of YAML files. Every fault is collected before anything is refused."""

from __future__ import annotations

from pathlib import Path

from intents.check import check
from intents.entry import Knowledge
from intents.faults import Fault, FaultyData
from intents.parse import Parsed
from intents.yaml_lines import Unreadable, read_yaml

__all__ = ["Fault", "FaultyData", "check", "load", "read"]


def read(folder: Path, own: Path | None = None) -> tuple[Knowledge, tuple[str, ...]]:
    """
    Return what can be used, and every fault found; raises only OSError.

    An entry in `own`, the folder of the office, stands in the place of the one with the same id in `folder`; its
    faults are named with the name of that folder in front.
    """
    parsed = Parsed()
    _take(parsed, folder, folder)
    if own is not None:
        parsed.let_replace()
        _take(parsed, own, own.parent)
    parsed.cross_check()
    return parsed.knowledge(), tuple(parsed.faults)


def _take(parsed: Parsed, folder: Path, shown_from: Path) -> None:
    for path in sorted(folder.rglob("*.yaml")):
        shown_as = path.relative_to(shown_from).as_posix()
        try:
            parsed.take(read_yaml(path, shown_as), shown_as)
        except Unreadable as fault:
            parsed.faults.append(str(fault))


def load(folder: Path, own: Path | None = None) -> Knowledge:
    """
    Return the knowledge in `folder` (contacts.yaml, ko/*.yaml, ko/danger/*.yaml), entries of `own` in its place.

    Raises FaultyData with all faults at once; the caller then keeps its last good knowledge.
    """
    knowledge, faults = read(folder, own)
    if not knowledge.entries:
        faults = (*faults, f"{folder.name}:1: no entries found")
    if faults:
        raise FaultyData(faults)
    return knowledge
