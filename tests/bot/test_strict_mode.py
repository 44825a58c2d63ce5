"""Strict mode: nothing personal is asked in Telegram; a one-time link goes on, on the office's page."""

from __future__ import annotations

import re

import pytest

from tests.resident import Resident
from tests.world import office_at

STRICT = {"personal_on_page": True, "url": "https://office.example"}


def payload(resident: Resident) -> str:
    """Return the start payload of the link that was just sent."""
    found = re.search(r"\?start=(page_[0-9a-f]+)", resident.said)
    assert found is not None, resident.said
    return found.group(1)


async def test_a_report_in_telegram_goes_on_by_a_link_and_asks_nothing_there():
    async with office_at("2026-11-23 10:00", **STRICT) as office:
        there = office.resident("telegram")

        await there.says("이웃이 걱정돼요")

        there.heard("센터 화면에서", r"https://office\.example/\?start=page_")
        there.heard_nothing_of("편하게 적어", "어디인가요")


async def test_the_link_begins_the_same_flow_on_the_page_and_only_once():
    async with office_at("2026-11-23 10:00", **STRICT) as office:
        there, here, stranger = (office.resident(c) for c in ("telegram", "webchat", "webchat"))
        await there.says("전화 상담 신청")
        link = payload(there)

        await here.starts(link)
        await stranger.starts(link)

        here.heard("어떤 일로 전화드리면")
        stranger.heard("이미 썼거나")


async def test_what_was_told_before_the_link_is_not_asked_again():
    async with office_at("2026-11-23 10:00", **STRICT) as office:
        there, here = office.resident("telegram"), office.resident("webchat")
        await there.says("옆집 할머니가 며칠째 안 보이고 썩는 냄새가 심하게 나요")

        await here.starts(payload(there))

        here.heard("생명이 위험한가요")


async def test_a_link_is_worth_nothing_after_an_hour():
    async with office_at("2026-11-23 10:00", **STRICT) as office:
        there, here = office.resident("telegram"), office.resident("webchat")
        await there.says("전화 상담 신청")
        link = payload(there)
        office.clock.goes_on(minutes=61)

        await here.starts(link)

        here.heard("이미 썼거나")


async def test_questions_are_answered_in_telegram_as_ever():
    async with office_at("2026-11-23 10:00", **STRICT) as office:
        there = office.resident("telegram")

        await there.says("기초연금 얼마 받아요?")

        there.heard("기초연금")
        there.heard_nothing_of("start=page_")


async def test_without_strict_mode_the_report_is_taken_in_the_chat():
    async with office_at("2026-11-23 10:00") as office:
        there = office.resident("telegram")

        await there.says("이웃이 걱정돼요")

        there.heard("편하게 적어")


@pytest.mark.parametrize("alarm", ["죽고 싶어요", "오늘 잘 데가 없어요 이틀 굶었어요"])
async def test_after_an_alarm_the_link_is_no_number_to_call(alarm: str):
    async with office_at("2026-11-23 22:00", **STRICT) as office:
        there = office.resident("telegram")
        await there.says(alarm)
        await there.says("전화 상담 신청")
        there.heard("start=page_")

        await there.says("지금 전화 받아요?")

        there.heard("24시간")
        urls = [b.url for bubble in there.bubbles for b in bubble.buttons if b.url]
        assert urls
        assert all(url.startswith("tel:") for url in urls)
