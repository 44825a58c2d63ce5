"""Passing a case on: it stays the giver's until somebody accepts; nobody absent is given anything."""

from __future__ import annotations

import asyncio

from storage import staff as staff_table
from storage import teams
from storage.records.staff import Role
from tests.console.desk import Person, RunningDesk, plain


async def two(desk: RunningDesk) -> tuple[Person, Person, str]:
    """Kim has a case, Lee sits beside."""
    kim, lee = await desk.person("kim"), await desk.person("lee")
    number = await desk.files()
    await kim.does(number, "claim")
    return kim, lee, number


async def owner(desk: RunningDesk, number: str) -> int | None:
    return (await desk.office.ticket(number)).claimed_by


def to(person: Person) -> str:
    assert person.staff is not None
    return f"staff:{person.staff.id}"


async def away(person: Person) -> None:
    await person.posts("/staff/duty", {"on": "0"}, partial=False)


async def test_the_giver_has_it_until_the_receiver_accepts(desk: RunningDesk) -> None:
    kim, lee, number = await two(desk)
    assert kim.staff is not None
    assert lee.staff is not None

    offered = await kim.does(number, "offer", to=to(lee), text="통화는 끝났어요")
    meanwhile = await owner(desk, number)
    queue = plain((await lee.gets("/staff/")).text)
    accepted = await lee.does(number, "accept")

    assert offered.status == accepted.status == 200
    assert "수락을 기다립니다" in plain(offered.text)
    assert meanwhile == kim.staff.id
    assert "나에게 온 인계 요청 1건" in queue
    assert await owner(desk, number) == lee.staff.id
    assert (await desk.office.timeline(number))[-2:] == ["offered", "transferred"]
    assert await desk.office.event_texts(number, "offered") == ["lee 주무관 · 통화는 끝났어요"]
    assert (await desk.audit("offered"))[0][2] == f"to={to(lee)}"
    assert "나에게 온 인계 요청" not in (await lee.gets("/staff/")).text


async def test_who_is_absent_is_offered_nothing_and_accepts_nothing(desk: RunningDesk) -> None:
    kim, lee, number = await two(desk)
    await away(lee)

    refused = await kim.does(number, "offer", to=to(lee))
    await lee.posts("/staff/duty", {"on": "1"}, partial=False)
    await kim.does(number, "offer", to=to(lee))
    await away(lee)
    too_late = await lee.does(number, "accept")

    assert refused.status == 409
    assert "지금 자리에 없어" in refused.text
    assert too_late.status == 409
    assert "자리 비움" in too_late.said


async def test_of_a_team_the_first_who_accepts_gets_it(desk: RunningDesk) -> None:
    kim, lee, number = await two(desk)
    park, stranger = await desk.person("park"), await desk.person("other")
    lead = await desk.person("lead", Role.LEAD)
    assert lee.staff is not None
    assert park.staff is not None
    await lead.posts("/staff/teams", {"name": "맞춤형복지팀"}, partial=False)
    members = {f"s{lee.staff.id}": "1", f"s{park.staff.id}": "1"}
    await lead.posts("/staff/teams/1", members, partial=False)

    await kim.does(number, "offer", to="team:1")
    outsider = await stranger.does(number, "accept")
    answers = await asyncio.gather(*(p.does(number, "accept") for p in (lee, park)))

    assert outsider.status == 409
    assert sorted(a.status for a in answers) == [200, 409]
    assert await owner(desk, number) in (lee.staff.id, park.staff.id)
    assert (await desk.office.timeline(number)).count("transferred") == 1


async def test_a_team_with_nobody_on_duty_is_absent(desk: RunningDesk) -> None:
    kim, lee, number = await two(desk)
    assert lee.staff is not None
    team = await desk.office.core.store.run(teams.add, "야간팀", desk.office.clock())
    await desk.office.core.store.run(teams.set_members, team, [lee.staff.id])
    await away(lee)

    assert (await kim.does(number, "offer", to=f"team:{team}")).status == 409


async def test_a_refusal_needs_a_reason_and_leaves_it_with_the_giver(desk: RunningDesk) -> None:
    kim, lee, number = await two(desk)
    assert kim.staff is not None
    await kim.does(number, "offer", to=to(lee))

    silent = await lee.does(number, "decline")
    await lee.does(number, "decline", text="오늘 출장입니다")
    late = await lee.does(number, "accept")

    assert silent.status == 409
    assert await desk.office.event_texts(number, "offer_declined") == ["오늘 출장입니다"]
    assert late.status == 409
    assert await owner(desk, number) == kim.staff.id


async def test_an_offer_ends_when_it_is_taken_back_released_or_taken_over(
    desk: RunningDesk,
) -> None:
    kim, lee, number = await two(desk)
    park = await desk.person("park")
    answers = []
    for end in ("withdraw", "release", "take-over"):
        await kim.does(number, "offer", to=to(lee))
        who = park if end == "take-over" else kim
        await who.does(number, end, text="까닭")
        answers.append((await lee.does(number, "accept")).status)
        await kim.does(number, "claim")

    assert answers == [409, 409, 409]


async def test_only_its_owner_can_offer_a_case_and_not_to_oneself_or_to_nobody(
    desk: RunningDesk,
) -> None:
    kim, lee, number = await two(desk)

    refused = [
        await lee.does(number, "offer", to=to(kim)),
        await kim.does(number, "offer", to=to(kim)),
        await kim.does(number, "offer", to="staff:999"),
        await kim.does(number, "withdraw"),
    ]

    assert [answer.status for answer in refused] == [409] * 4
    assert await desk.office.timeline(number) == ["opened", "claimed"]


async def test_who_runs_the_system_is_no_receiver(desk: RunningDesk) -> None:
    kim, _lee, number = await two(desk)
    operator = await desk.person("ops", Role.OPERATOR, "운영자")

    page = (await kim.gets(f"/staff/case/{number}")).text

    assert "운영자" not in page
    assert (await kim.does(number, "offer", to=to(operator))).status == 409


async def test_an_ended_team_is_offered_nothing(desk: RunningDesk) -> None:
    kim, lee, number = await two(desk)
    lead = await desk.person("lead", Role.LEAD)
    assert lee.staff is not None
    await lead.posts("/staff/teams", {"name": "옛팀"}, partial=False)
    await lead.posts("/staff/teams/1", {f"s{lee.staff.id}": "1"}, partial=False)
    await kim.does(number, "offer", to="team:1")

    again = await lead.posts("/staff/teams", {"name": "옛팀"}, partial=False)
    await lead.posts("/staff/teams/1/end", partial=False)

    assert again.status == 409
    assert (await lee.does(number, "accept")).status == 409
    assert [a for a, *_ in await desk.audit("team_ended")] == [to(lead)]


async def test_a_capacity_is_set_by_a_lead_and_can_be_lifted(desk: RunningDesk) -> None:
    kim, lead = await desk.person("kim"), await desk.person("lead", Role.LEAD)
    assert kim.staff is not None
    address, seen = f"/staff/people/{kim.staff.id}/capacity", []
    for text in ("3", "0", "zwei", ""):
        await lead.posts(address, {"capacity": text}, partial=False)
        seen.append((await desk.office.core.store.read(staff_table.get, kim.staff.id)).capacity)

    assert seen == [3, 3, 3, None]


async def test_others_see_who_looks_and_who_types_until_they_go(desk: RunningDesk) -> None:
    kim, lee, number = await two(desk)
    here = f"/staff/live/case/{number}/who"
    await lee.gets(here)
    looks = plain((await kim.gets(here)).text)
    await lee.gets(f"{here}?typing=1")
    types = plain((await kim.gets(f"/staff/case/{number}")).text)
    await lee.gets(f"{here}?gone")
    gone = plain((await kim.gets(here)).text)
    await lee.gets(here)
    desk.office.clock.goes_on(minutes=1)

    assert "lee 주무관 님이 보고 있습니다" in looks
    assert "lee 주무관 님이 쓰는 중입니다" in types
    assert "lee" not in gone
    assert "lee" not in (await kim.gets(here)).text


async def test_pages_hear_that_somebody_came_but_not_who(desk: RunningDesk) -> None:
    kim, lee, number = await two(desk)
    async with kim.session.get(desk.url + "/staff/live") as stream:
        await stream.content.readuntil(b"\n\n")
        await lee.gets(f"/staff/live/case/{number}/who")

        heard = await asyncio.wait_for(stream.content.readuntil(b"\n\n"), 2)

    assert heard == f'event: who\ndata: {{"number": "{number}"}}\n\n'.encode()
