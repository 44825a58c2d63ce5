"""Signed-in places: listed, ended by their owner or at once by others."""

from __future__ import annotations

import asyncio
import re

import pytest
from yarl import URL

from bot.console.entering import device_of
from storage.records.staff import Role
from tests.console.desk import Person, RunningDesk, plain

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"


def cookie(person: Person) -> str:
    return person.session.cookie_jar.filter_cookies(URL(person.desk.url + "/staff/"))["desk"].value


async def again(desk: RunningDesk, login: str) -> Person:
    """The same person with another browser."""
    other = desk.stranger()
    assert (await other.signs_in(login)).status == 303
    return other


def staff_id(person: Person) -> int:
    assert person.staff is not None
    return person.staff.id


async def test_one_sees_where_one_is_signed_in_and_ends_the_other_place(desk: RunningDesk) -> None:
    kim = await desk.person("kim")
    other = await again(desk, "kim")
    page = (await kim.gets("/staff/account")).text

    session = re.search(r"/staff/account/sessions/(\d+)/end", page)
    assert session is not None
    await kim.posts(session[0], partial=False)

    assert page.count("지금 이곳") == 1
    assert cookie(other) not in page
    assert (await other.gets("/staff/")).goes_to == "/staff/sign-in"
    assert (await kim.gets("/staff/")).status == 200
    assert (await desk.audit("sessions_ended"))[0][1] == str(staff_id(kim))


async def test_nobody_ends_the_session_of_another_through_their_own_page(desk: RunningDesk) -> None:
    kim, lee = await desk.person("kim"), await desk.person("lee")

    answers = [await lee.posts(f"/staff/account/sessions/{n}/end", partial=False) for n in (1,)]

    assert answers[0].status == 404
    assert (await kim.gets("/staff/")).status == 200


async def test_signing_out_everywhere_else_keeps_this_place(desk: RunningDesk) -> None:
    kim = await desk.person("kim")
    others = [await again(desk, "kim") for _ in range(2)]

    await kim.posts("/staff/account/sessions/end", partial=False)

    assert [(await o.gets("/staff/")).goes_to for o in others] == ["/staff/sign-in"] * 2
    assert (await kim.gets("/staff/")).status == 200


async def test_an_operator_ends_the_sessions_of_somebody_else(desk: RunningDesk) -> None:
    kim, operator = await desk.person("kim"), await desk.person("ops", Role.OPERATOR)
    assert "로그인 1곳" in plain((await operator.gets("/staff/people")).text)

    await operator.posts(f"/staff/people/{staff_id(kim)}/sessions/end", partial=False)

    assert (await kim.gets("/staff/")).goes_to == "/staff/sign-in"
    assert (await desk.stranger().signs_in("kim")).status == 303


async def test_an_open_page_of_an_ended_session_hears_the_end_at_once(desk: RunningDesk) -> None:
    kim, lead = await desk.person("kim"), await desk.person("lead", Role.LEAD)
    async with kim.session.get(desk.url + "/staff/live") as stream:
        await stream.content.readuntil(b"\n\n")
        await lead.posts(f"/staff/people/{staff_id(kim)}/sessions/end", partial=False)

        heard = await asyncio.wait_for(stream.content.read(), 2)

    assert heard == b"event: ended\ndata: {}\n\n"


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (CHROME, "크롬 · 윈도"),
        (CHROME.replace("Safari", "Whale/4.0 Safari"), "웨일 · 윈도"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1",
            "사파리 · 아이폰",
        ),
        ("<script>", "알 수 없는 기기"),
        ("", "알 수 없는 기기"),
    ],
)
def test_a_device_is_named_coarsely(agent: str, said: str) -> None:
    assert device_of(agent) == said
