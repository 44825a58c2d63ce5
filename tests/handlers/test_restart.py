"""A restart in the middle of every flow, at every question, changes nothing (capability: restart-safe)."""

from __future__ import annotations

import re

import pytest

from handlers.messages import Button
from tests.resident import Resident
from tests.world import RunningOffice, office_at

#: What somebody types to each question; where nothing stands, the first button is pressed.
TYPED = {
    "story": "할머니가 계신 집 이야기예요",
    "place": "송산로 12 203호",
    "phone": "010-1234-5678",
    "reason": "휠체어를 타고 있어요",
    "text": "안부 전해 주세요",
    "topic": "보청기 지원이 궁금해요",
}
FLOWS = ("report", "help", "callback", "visit", "message", "erase")


async def through(me: Resident, office: RunningOffice, flow: str, *, restart: bool) -> list[str]:
    """Answer every question of a flow; return the names of the questions."""
    await me.presses_value(f"s:{flow}")
    names = []
    while (state := (await me.talk()).flow) is not None:
        name = await question(me)
        names.append(name)
        if restart:
            await office.restarts()
        if name in TYPED:
            await me.says(TYPED[name])
        else:
            await me.presses_value(first_choice(me).value)
        assert len(names) < 20, (state, me.said)
    return names


async def question(me: Resident) -> str:
    """Return the name of the open question, as the log names it."""
    contact = await me.contact()
    by = await me.office.value(
        "SELECT decided_by FROM inbox WHERE contact_id = ? ORDER BY id DESC LIMIT 1", contact
    )
    return str(by).partition(".")[2]


def first_choice(me: Resident) -> Button:
    """Return the first button of the open question."""
    return next(b for bubble in me.bubbles for b in bubble.buttons if b.value.startswith("f:"))


@pytest.mark.parametrize("channel", ["web", "telegram"])
@pytest.mark.parametrize("flow", FLOWS)
async def test_a_restart_before_every_answer_leads_to_the_same_end(flow: str, channel: str):
    ends = []
    for restart in (False, True):
        async with office_at("2026-11-23 10:00") as office:
            me = office.resident(channel)

            names = await through(me, office, flow, restart=restart)

            (ticket,) = await office.tickets()
            ends.append((names, re.sub(r"\s+", " ", me.said), ticket.fields, ticket.priority))
    assert ends[0] == ends[1]


async def test_somebody_who_comes_back_after_a_day_goes_on_where_they_were():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.presses_value("s:callback")
        await me.says("보청기 지원이 궁금해요")

        await office.ticks(hours=24)
        await me.says("네")

        me.heard("전화번호를 적어 주세요")
