"""What somebody who leaves had goes back to the desk at once, and nobody is forgotten."""

from __future__ import annotations

import asyncio

from handlers.messages import Owner
from storage import staff as staff_table
from storage.records.staff import Role
from storage.records.ticket import Status, TicketKind
from tests.console.desk import RunningDesk
from tests.console.test_account import staff_id


async def test_what_a_dismissed_person_had_goes_back_with_a_line_and_rings(
    desk: RunningDesk,
) -> None:
    kim, lead = await desk.person("kim"), await desk.person("lead", Role.LEAD)
    numbers = [await desk.files(contact_key=f"k{n}") for n in range(60)]
    for number in numbers:
        await kim.does(number, "claim")
    await kim.does(numbers[0], "wait")

    await lead.posts(f"/staff/people/{staff_id(kim)}/disable", partial=False)

    assert {(t.status, t.claimed_by) for t in await desk.office.tickets()} == {(Status.NEW, None)}
    assert (await desk.office.timeline(numbers[0]))[-1] == "handed_back"
    assert len(await desk.audit("handed_back")) == 60
    assert len(await desk.audit("account_ended")) == 1
    waiting = await desk.office.value("SELECT count(*) FROM alert WHERE acked_at IS NULL")
    assert waiting == 60


async def test_who_talked_with_a_dismissed_person_waits_on_for_the_next(desk: RunningDesk) -> None:
    kim, lee = await desk.person("kim"), await desk.person("lee")
    lead = await desk.person("lead", Role.LEAD)
    resident = desk.office.resident("webchat")
    await resident.says("사람과 상담하고 싶어요")
    number = (await resident.tickets())[0].number
    await kim.does(number, "claim")
    talking = (await resident.talk()).owner
    page = await lee.session.get(desk.url + "/staff/live")
    await page.content.readuntil(b"\n\n")

    await lead.posts(f"/staff/people/{staff_id(kim)}/disable", partial=False)

    heard = await asyncio.wait_for(page.content.readuntil(b"\n\n"), 2)
    page.close()
    assert talking is Owner.PERSON
    assert (await resident.talk()).owner is Owner.NOBODY
    assert b"changed" in heard
    await lee.does(number, "claim")
    assert (await resident.talk()).owner is Owner.PERSON


async def test_a_talk_over_another_kind_of_case_is_the_bot_s_again_and_says_so(
    desk: RunningDesk,
) -> None:
    kim, lead = await desk.person("kim"), await desk.person("lead", Role.LEAD)
    resident = desk.office.resident("webchat")
    await resident.says("안녕하세요")
    number = await desk.files(TicketKind.CALLBACK, contact_key=resident.key)
    await kim.does(number, "claim")
    await kim.does(number, "join")

    await lead.posts(f"/staff/people/{staff_id(kim)}/disable", partial=False)

    assert (await resident.talk()).owner is Owner.BOT
    assert "이제 자동 응답이 답해요" in (await desk.said_to(number))[-1]


async def test_the_clock_hands_back_what_a_command_left(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    await kim.does(number, "claim")
    await desk.office.core.store.run(staff_table.disable, staff_id(kim), desk.office.clock())

    await desk.office.ticks(minutes=1)

    assert (await desk.office.ticket(number)).claimed_by is None
    assert "handed_back" in await desk.office.timeline(number)


async def test_what_was_offered_to_a_dismissed_person_stays_with_the_giver(
    desk: RunningDesk,
) -> None:
    kim, lee = await desk.person("kim"), await desk.person("lee")
    lead, number = await desk.person("lead", Role.LEAD), await desk.files()
    await kim.does(number, "claim")
    await kim.does(number, "offer", to=f"staff:{staff_id(lee)}")

    await lead.posts(f"/staff/people/{staff_id(lee)}/disable", partial=False)

    assert (await desk.office.ticket(number)).claimed_by == staff_id(kim)
    assert "수락을 기다립니다" not in (await kim.gets(f"/staff/case/{number}")).text
