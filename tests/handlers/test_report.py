"""The report of a household in crisis: R1-R7, R9, R12, R13, R17 and the rescue."""

from __future__ import annotations

import pytest

from handlers.report.rules import read_story
from storage.records.ticket import Priority, TicketKind
from tests.resident import Resident
from tests.world import office_at

NO_STORY = read_story("")


async def tells(me: Resident, *said: str) -> None:
    """Begin a report and answer so far."""
    await me.presses_value("s:report")
    for words in said:
        await me.says(words)


@pytest.mark.parametrize("channel", ["web", "telegram", "terminal"])
@pytest.mark.parametrize("at", ["2026-11-23 10:00", "2026-11-23 23:00", "2026-12-25 12:00"])
async def test_both_doors_stand_on_the_first_screen_at_all_hours(channel: str, at: str):
    """R1."""
    async with office_at(at) as office:
        me = office.resident(channel)

        await me.starts()

        assert me.labels[:2] == ["제가 도움이 필요해요", "이웃이 걱정돼요"]
        me.heard("자동", "24시간 사람이 보는 곳은 아니")


async def test_a_place_and_one_sign_are_enough_and_nobody_asks_who_one_is():
    """R2, R7."""
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await tells(me, "송산로 12 203호에 우편물이 쌓였어요", "아니요", "이웃", "그냥 보내기")

        await me.says("보내기")

        me.heard(r"접수번호는 W-2026-0001", "031-000-0000")
        me.heard_nothing_of("곧 방문", "방문합니다")
        (ticket,) = await office.tickets()
        assert ticket.fields["place"] == "송산로 12 203호"
        assert "phone" not in ticket.fields


async def test_danger_to_life_is_asked_second_and_yes_shows_the_numbers_before_the_form_goes_on():
    """R5."""
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await tells(me, "이웃 이야기예요")
        me.heard("생명이 위험한가요")

        await me.says("모르겠어요")

        assert "119" in me.bubbles[-2].text
        assert "112" in me.bubbles[-2].text
        assert "어디인가요" in me.bubbles[-1].text


async def test_a_report_from_elsewhere_is_taken_and_told_where_else_to_call():
    """R12: never a dead end."""
    async with office_at("2026-11-23 10:00", areas=("송산1동", "용현동")) as office:
        me = office.resident()
        await tells(me, "우편물이 쌓였어요", "아니요")

        await me.says("신곡동 12 행복빌라")

        me.heard("우리 동이 아닌 것 같지만", "129", "어떤 사이세요")


async def test_who_must_report_by_law_is_thanked():
    """R13."""
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()

        await tells(me, "저는 통장인데 203호에 우편물이 쌓였어요", "아니요")

        me.heard("늘 살펴 주셔서 고맙습니다")
        me.heard_nothing_of("학대")


async def test_who_must_report_by_law_is_told_of_the_police_where_somebody_may_be_beaten():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()

        await tells(me, "저는 통장인데 203호 아이가 멍이 들어 있어요", "아니요")

        me.heard("늘 살펴 주셔서 고맙습니다", "112에도 직접 신고")


async def test_at_night_the_report_is_taken_and_the_exact_opening_said():
    """H4, H5."""
    async with office_at("2026-11-27 23:10") as office:
        me = office.resident()
        await tells(me, "203호에 우편물이 쌓였어요", "아니요", "이웃", "그냥 보내기")

        await me.says("보내기")

        me.heard("W-2026-0001", "11월 30일\\(월\\) 오전 9시", "119", "112", "109", "129")
        assert (await office.ticket("W-2026-0001")).kind is TicketKind.REPORT


async def test_at_night_an_ordinary_report_rings_at_the_opening_a_critical_one_at_once():
    async with office_at("2026-11-23 23:00", group="-100") as office:
        me, you = office.resident(), office.resident()
        await tells(me, "203호에 우편물이 쌓였어요", "아니요", "이웃", "그냥 보내기", "보내기")
        await tells(you, "305호에 우편물이 쌓였어요", "네", "이웃", "그냥 보내기", "보내기")

        await office.ticks(seconds=15)
        at_night = await office.group_hears()
        office.clock.says("2026-11-24 09:00")
        await office.ticks()

        assert [t for t in at_night if "0001" in t] == []
        assert at_night == ["W-2026-0002 · 위급"]
        assert "W-2026-0001 · 보통" in await office.group_hears()


async def test_check_and_edit_before_sending():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await tells(me, "203호에 우편물이 쌓였어요", "아니요", "이웃", "그냥 보내기")
        await me.says("고치기")
        await me.says("곳")
        me.heard("어디인가요")

        await me.says("304호예요")
        me.heard("곳: 304호예요", "모습: 우편물이 쌓임")
        await me.says("보내기")

        (ticket,) = await office.tickets()
        assert ticket.fields["place"] == "304호예요"


async def test_more_may_be_told_before_sending():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await tells(me, "203호에 우편물이 쌓였어요", "아니요", "이웃", "그냥 보내기", "더 적기")
        await me.says("개가 계속 짖어요")
        await me.says("더 적기")
        await me.says("문 앞에 약 봉투도 있어요")

        await me.says("보내기")

        (ticket,) = await office.tickets()
        assert ticket.fields["more"] == "개가 계속 짖어요\n문 앞에 약 봉투도 있어요"


async def test_a_photo_and_a_shared_place_are_kept_at_whatever_question_they_come():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await tells(me, "우편물이 쌓였어요")
        photo = await me.sends_photo()
        me.heard("사진을 잘 받았어요", "생명이 위험한가요")
        await me.shares_place(37.7381, 127.0337)
        me.heard("위치를 잘 받았어요", "생명이 위험한가요")
        for said in ("아니요", "이웃", "그냥 보내기", "보내기"):
            await me.says(said)

        (ticket,) = await office.tickets()
        assert ticket.attachments == (photo,)
        assert ticket.fields["place"] == "지도 위치 37.73810, 127.03370"


async def test_a_number_in_a_neighbours_story_is_not_taken_for_the_reporters():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await tells(me, "203호 할아버지 번호 010-1111-2222인데 우편물이 쌓였어요", "아니요", "이웃")
        await me.says("전화번호 남기기")

        await me.says("네")

        me.heard("전화번호를 적어 주세요")


async def test_ones_own_number_in_ones_own_story_is_not_asked_for_again():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.presses_value("s:help")
        for said in (
            "월세가 밀렸어요 010-1111-2222",
            "아니요",
            "송산로 12",
            "전화번호 남기기",
            "네",
        ):
            await me.says(said)

        me.heard("010-\\*\\*\\*\\*-2222")


async def test_a_report_for_oneself_is_looked_at_the_same_day():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.presses_value("s:help")
        for said in (
            "사는 게 팍팍해요",
            "아니요",
            "송산로 12",
            "1",
            "그냥 보내기",
            "채팅으로만 할게요",
            "보내기",
        ):
            await me.says(said)

        (ticket,) = await office.tickets()
        assert ticket.priority >= Priority.TODAY
        assert ticket.fields["about"] == "self"
