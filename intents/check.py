"""The linter behind `faq check`: what a careful editor would send back. Reads no files and no clock."""

from __future__ import annotations

from datetime import date

from intents.entry import Knowledge
from intents.faults import Fault


def check(knowledge: Knowledge, on: date) -> list[Fault]:
    """Return every fault of the content as seen on the day `on`, errors first."""
    return [
        Fault(e.where, "warning", f"{e.id}: due for review since {e.review_by}")
        for e in knowledge.entries.values()
        if e.review_by < on
    ]
