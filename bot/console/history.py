"""The history of an entry: each version with what it changed; what came with the service is the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from intents.changes import Change, changes
from intents.entry import Entry
from intents.writing import entry_in
from storage.records.knowledge import Version


@dataclass(frozen=True, slots=True)
class Step:
    """One version; `number` counts from 1, `changes` compares it with the one before of this office."""

    number: int
    version: Version
    changes: tuple[Change, ...]
    newest: bool


def history_of(found: Sequence[Version]) -> tuple[Step, ...]:
    """Build the history of an entry of its versions, the newest first."""
    older = [*found, None][1:]
    return tuple(
        Step(len(found) - place, version, _changed(before, version), place == 0)
        for place, (version, before) in enumerate(zip(found, older, strict=True))
    )


def _changed(before: Version | None, version: Version) -> tuple[Change, ...]:
    """Compare two versions; there is nothing to compare with where one of them was taken back."""
    now, was = _entry(version), _entry(before) if before else None
    return changes(was, now) if now and was else ()


def _entry(version: Version) -> Entry | None:
    return entry_in(version.content, version.entry)[0] if version.content else None
