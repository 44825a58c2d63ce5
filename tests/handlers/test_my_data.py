"""View my data: what is kept, for how long, in counts; nothing personal on the screen; a copy by staff."""

from __future__ import annotations

import pytest

from storage import settings
from tests.resident import Resident
from tests.world import RunningOffice, office_at

MORNING = "2026-11-23 10:00"


async def visited(office: RunningOffice, channel: str = "web") -> Resident:
    """A resident who asked for a visit and consented."""
    me = office.resident(channel)
    await me.presses_value("s:visit")
    abroad = ("네",) if channel == "telegram" else ()
    for said in ("다리가 아파요", "네", *abroad, "010-7777-8888", "바다로 7", "먼저 전화해 주세요"):
        await me.says(said)
    return me


@pytest.mark.parametrize(
    "words", ["내 정보 보기", "내정보보기", "내 정보 보여주세요", "개인정보 열람", "/mydata"]
)
async def test_exact_words_show_it(words: str):
    async with office_at(MORNING) as office:
        me = office.resident()
        await me.says(words)

        me.heard("접수된 신청은 없어요", "동의하신 것은 없어요")
        assert me.labels[-4:] == ["사본 받기", "내 신청 보기", "내 정보 지우기", "처음으로"]


async def test_the_wish_to_erase_is_another_wish():
    async with office_at(MORNING) as office:
        me = office.resident()
        await me.says("내 정보 지워 주세요")

        me.heard("지울까요")


async def test_it_counts_words_files_cases_and_consents_and_says_how_long():
    async with office_at(MORNING) as office:
        me = await visited(office)
        await me.sends_photo()
        await me.says("내 정보 보기")

        me.heard("이야기 7개, 사진·음성 1개", "30일 뒤", "11월 23일", "신청은 2건", "5년 동안")
        me.heard(r"동의하신 것: 찾아가는 상담\(11월 23일\(월\)\)")


async def test_over_telegram_the_consent_for_abroad_stands_there_too():
    async with office_at(MORNING) as office:
        me = await visited(office, "telegram")
        await me.says("내 정보 보기")

        me.heard("찾아가는 상담", "국외 이전")


async def test_nothing_personal_is_on_the_screen():
    async with office_at(MORNING) as office:
        me = await visited(office)
        await me.says("내 정보 보기")

        me.heard_nothing_of("7777", "바다로", "다리")


async def test_the_offices_own_period_is_told():
    async with office_at(MORNING) as office:
        await office.core.store.run(settings.put, "keep_days:talk", "14", office.clock())
        me = office.resident()
        await me.says("내 정보 보기")

        me.heard("14일 뒤")


async def test_a_copy_is_asked_of_staff_once():
    async with office_at(MORNING) as office:
        me = office.resident()
        await me.says("내 정보 보기")
        await me.presses("사본 받기")
        await me.says("네")

        me.heard("W-2026-0001", "10일 안에")
        ticket = await office.ticket("W-2026-0001")
        assert (ticket.kind, ticket.priority.name) == ("message", "NORMAL")
        assert "열람" in ticket.fields["text"]


async def test_a_copy_not_wanted_files_nothing():
    async with office_at(MORNING) as office:
        me = office.resident()
        await me.presses_value("s:copy")
        await me.says("아니요")

        assert await office.tickets() == []


async def test_it_is_offered_beside_ones_requests_and_in_an_open_form():
    async with office_at(MORNING) as office:
        me = office.resident()
        await me.says("내 신청 보기")
        assert "내 정보 보기" in me.labels

        await me.presses_value("s:visit")
        await me.says("내 정보 보기")

        me.heard("접수된 신청은 없어요")
        assert (await me.talk()).flow.name == "visit"


async def test_after_an_erasure_it_shows_what_is_left():
    async with office_at(MORNING) as office:
        me = await visited(office)
        await me.presses_value("s:erase")
        await me.says("네")
        await me.says("내 정보 보기")

        me.heard("신청은 2건", "이야기 3개")
