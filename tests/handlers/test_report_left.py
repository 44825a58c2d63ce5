"""A report that is left unfinished, for whatever reason, reaches staff."""

from __future__ import annotations

import pytest

from handlers.report.rules import read_story
from storage.records.ticket import Priority
from tests.handlers.test_report import tells
from tests.world import office_at

NO_STORY = read_story("")


async def test_a_report_left_for_15_minutes_is_rescued_and_completed_under_the_same_number():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await tells(me, "203호에 우편물이 쌓였어요", "아니요")

        await office.ticks(minutes=16)
        await me.hears()
        me.heard("남겨 두었어요\\(접수번호 W-2026-0001\\)")
        rescued = await office.ticket("W-2026-0001")
        for said in ("이웃", "그냥 보내기", "보내기"):
            await me.says(said)

        assert rescued.unfinished
        assert rescued.fields["signs"] == "우편물이 쌓임"
        me.heard("접수번호는 W-2026-0001")
        (done,) = await office.tickets()
        assert not done.unfinished


async def test_a_rescued_report_is_not_rescued_again_and_again():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await tells(me, "203호에 우편물이 쌓였어요")

        for _ in range(3):
            await office.ticks(minutes=16)

        assert len(await office.tickets()) == 1
        assert (await office.timeline("W-2026-0001")).count("opened_unfinished") == 1


async def test_a_photo_alone_is_rescued_too():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await tells(me)
        photo = await me.sends_photo()

        await office.ticks(minutes=16)

        (ticket,) = await office.tickets()
        assert ticket.attachments == (photo,)


@pytest.mark.parametrize("leaving", ["s:callback", "g:person", "g:benefits", "start"])
async def test_a_report_that_is_left_for_something_else_is_kept_for_staff(leaving: str):
    async with office_at("2026-11-23 20:00") as office:
        me = office.resident()
        await tells(me, "203호에 우편물이 쌓였어요", "아니요")

        await (me.starts() if leaving == "start" else me.presses_value(leaving))

        me.heard("적던 신고는 담당자가 볼 수 있게 남겨 두었어요\\(접수번호 W-2026-0001\\)")
        (ticket,) = await office.tickets()
        assert ticket.unfinished


async def test_an_acute_word_reaches_staff_before_the_form_is_filled():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()

        await me.says("옆집 할머니가 며칠째 안 보이고 썩은 냄새가 나요")

        (ticket,) = await office.tickets()
        assert ticket.unfinished
        assert ticket.priority is Priority.CRITICAL
        assert me.bubbles[0].style == "danger"
        me.heard("생명이 위험한가요")


async def test_an_acute_word_under_a_photo_keeps_the_photo():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()

        photo = await me.sends_photo("옆집 할머니가 며칠째 안 보이고 썩은 냄새가 나요")

        (ticket,) = await office.tickets()
        assert ticket.attachments == (photo,)


async def test_an_acute_report_is_not_withdrawn_by_a_word():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.says("옆집 할머니가 며칠째 안 보이고 썩은 냄새가 나요")

        await me.says("취소")

        me.heard("이미 담당자에게 전해졌어요")
        (ticket,) = await office.tickets()
        assert ticket.outcome is None
        assert "withdrawal_asked" in await office.timeline(ticket.number)
