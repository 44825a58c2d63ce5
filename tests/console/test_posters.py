"""Posters: what their codes open, for the office and for one building."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.console.qr import qr
from handlers.messages import Kind
from storage.records.staff import Role
from tests.console.desk import RunningDesk, plain
from tests.world import RunningOffice, office_at

SOLBAT = {"code": "solbat2", "name": "솔밭빌라 2동"}


@pytest.fixture
async def linked(desk: RunningDesk) -> RunningDesk:
    """A desk whose office has an address and a bot."""
    core = desk.office.core
    office = replace(
        core.known.office, url="https://songsan.example", telegram="https://t.me/songsan_bot"
    )
    core.known = replace(core.known, office=office)
    return desk


async def test_the_poster_of_the_office_has_both_ways(linked: RunningDesk) -> None:
    kim = await linked.person("kim")

    page = (await kim.gets("/staff/posters/sheet")).text

    assert page.count("<svg ") == 2
    assert "https://songsan.example/?start=report" in page
    assert "https://t.me/songsan_bot?start=report" in page
    assert "24시간 사람이 보는 곳은 아닙니다" in page
    assert "119" in page


async def test_without_an_address_the_page_says_what_is_missing(desk: RunningDesk) -> None:
    kim = await desk.person("kim")

    listed, sheet = (
        await kim.gets("/staff/posters"),
        await kim.gets("/staff/posters/sheet"),
    )

    assert "PUBLIC_URL" in listed.text
    assert "<svg" not in sheet.text


async def test_a_building_has_a_poster_of_its_own_until_it_is_dropped(
    linked: RunningDesk,
) -> None:
    lead = await linked.person("lead", Role.LEAD)
    await lead.posts("/staff/posters", SOLBAT, partial=False)

    page = (await lead.gets("/staff/posters/sheet?building=solbat2")).text
    await lead.posts("/staff/posters/solbat2/drop", partial=False)

    assert "?start=report_solbat2" in page
    assert "솔밭빌라 2동" in page
    assert (await lead.gets("/staff/posters/sheet?building=solbat2")).status == 404
    assert [line[1] for line in await linked.audit("building_set")] == ["solbat2"]


@pytest.mark.parametrize("form", [{**SOLBAT, "code": "솔밭"}, {**SOLBAT, "name": " "}, {"code": "a" * 21, "name": "가"}])  # fmt: skip
async def test_a_wrong_building_is_said_beside_the_form(
    desk: RunningDesk, form: dict[str, str]
) -> None:
    lead = await desk.person("lead", Role.LEAD)

    answer = await lead.posts("/staff/posters", form, partial=False)

    assert answer.status == 400
    assert 'role="alert"' in answer.text


async def test_officers_print_but_add_no_buildings(desk: RunningDesk) -> None:
    kim = await desk.person("kim")

    assert "건물 더하기" not in plain((await kim.gets("/staff/posters")).text)
    assert (await kim.posts("/staff/posters", SOLBAT, partial=False)).status == 403


@pytest.fixture
async def office() -> AsyncIterator[RunningOffice]:
    """An office in which a poster hangs."""
    async with office_at("2026-11-23 10:00") as one:
        one_desk = RunningDesk(one)
        await one_desk.start()
        lead = await one_desk.person("lead", Role.LEAD)
        await lead.posts("/staff/posters", SOLBAT, partial=False)
        yield one
        await one_desk.stop()


async def reports(office: RunningOffice, payload: str, story: str) -> str:
    """Scan a poster, tell a story, stay anonymous; return what is shown before sending."""
    resident = office.resident("webchat")
    await resident.sends(kind=Kind.START, text=payload)
    await resident.says(story)
    for label in ("아니요", "이웃·지인", "그냥 보내기"):
        await resident.presses(label)
    return resident.said


@pytest.mark.parametrize(
    ("story", "place"),
    [
        ("할머니가 며칠째 안 보이고 우편물이 쌓였어요", "솔밭빌라 2동"),
        ("302호 할머니가 며칠째 안 보이고 우편물이 쌓였어요", "솔밭빌라 2동 302호"),
        ("용현로 33 할머니가 며칠째 안 보이고 우편물이 쌓였어요", "용현로 33"),
    ],
)
async def test_a_report_from_a_building_knows_its_place(
    office: RunningOffice, story: str, place: str
) -> None:
    said = await reports(office, "report_solbat2", story)

    assert re.search(rf"곳: {place}\n", said), said


async def test_a_code_that_nobody_made_still_opens_the_report(office: RunningOffice) -> None:
    resident = office.resident("webchat")

    await resident.sends(kind=Kind.START, text="report_elsewhere")
    talk = await resident.talk()

    assert talk.flow is not None
    assert talk.flow.name == "report"


async def test_a_report_that_was_left_keeps_the_building(office: RunningOffice) -> None:
    resident = office.resident("webchat")
    await resident.sends(kind=Kind.START, text="report_solbat2")
    await resident.says("할머니가 며칠째 안 보이고 우편물이 쌓였어요")

    await office.ticks(minutes=16)

    assert (await resident.tickets())[0].fields["place"] == "솔밭빌라 2동"


def test_a_code_of_a_long_address_is_not_cut_off() -> None:
    drawn = qr("https://" + "a" * 200, "QR")

    assert "viewBox" in drawn
    assert " style=" not in drawn
