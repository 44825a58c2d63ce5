"""Two reports of one home, for tests of what staff do with them."""

from __future__ import annotations

import json

from storage.records.ticket import Priority
from tests.console.desk import Person, RunningDesk

HOME = {"about": "neighbour", "place": "송산로 77번길 12, 101동 302호", "story": "불이 꺼져 있어요"}
SAME_HOME = {"about": "neighbour", "place": "송산로77번길 12 101-302", "story": "며칠째 안 보여요"}


async def two_reports(desk: RunningDesk) -> tuple[Person, str, str]:
    """An officer who has the first of two reports of one home."""
    first = await desk.files(fields=HOME, contact_key="neighbour-1")
    second = await desk.files(
        fields=SAME_HOME, contact_key="neighbour-2", priority=Priority.URGENT, reasons=("unseen",)
    )
    kim = await desk.person("kim")
    await kim.does(first, "claim")
    return kim, first, second


async def last_word(desk: RunningDesk, number: str) -> str:
    """Return what the resident of a case was told last, '' for nothing."""
    said = await desk.said_to(number)
    return str(json.loads(said[-1])["text"]) if said else ""
