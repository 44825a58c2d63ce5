"""The reply box in a real Chromium: words put in, a file, a time; nothing goes by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from storage import canned
from storage.records.ticket import TicketKind
from storage.transaction import Tx
from tests.console.desk import RunningDesk
from tests.console.in_chromium import Open, picture
from tests.console.monday import some_cases
from tests.console.test_reply_files import PDF

pytestmark = pytest.mark.browser


def keep_some(tx: Tx, desk: RunningDesk, staff_id: int) -> None:
    at = desk.office.clock()
    canned.add(
        tx, "첫인사", "안녕하세요, {기관} {담당자}입니다. 무엇을 도와드릴까요?", staff_id, at
    )
    canned.add(tx, "서류 안내", "신분증을 가지고 {주소}로 오시면 됩니다.", staff_id, at)


async def my_case(desk: RunningDesk, opens: Open, **look: int) -> tuple[Page, str]:
    number = await some_cases(desk)
    page = await opens("kim", name="김주무관", **look)
    await desk.office.core.store.run(keep_some, desk, 1)
    await page.goto(f"{desk.url}/staff/case/{number}")
    await page.keyboard.press("Alt+Enter")
    await expect(page.locator("#text-reply")).to_be_visible()
    return page, number


async def test_words_are_found_put_in_and_sent_by_a_person(desk: RunningDesk, opens: Open) -> None:
    page, number = await my_case(desk, opens)
    await page.locator("[data-picker]").click()
    await expect(page.locator("#answers article")).to_have_count(2)
    await page.locator("#picker-query").fill("기초연금")
    await page.keyboard.press("Enter")
    await expect(page.locator("#answers h4").first).to_contain_text("기초연금")
    await picture(page, "picker-1366")
    await page.locator("#picker-query").fill("첫인사")
    await expect(page.locator("#answers h4").first).to_have_text("첫인사")

    await page.locator("#answers button").first.click()

    await expect(page.locator("#text-reply")).to_have_value(
        "안녕하세요, 송산1동 행정복지센터 김주무관입니다. 무엇을 도와드릴까요?"
    )
    assert not any("도와드릴까요?" in s for s in (await desk.said_to(number))[-1:])
    await page.reload()
    await expect(page.locator("#text-reply")).to_have_value(
        "안녕하세요, 송산1동 행정복지센터 김주무관입니다. 무엇을 도와드릴까요?"
    )
    assert await desk.office.value("SELECT max(used) FROM canned_answer") == 1


async def test_a_file_and_a_time(desk: RunningDesk, opens: Open, tmp_path: Path) -> None:
    page, number = await my_case(desk, opens)
    (tmp_path / "신청서.pdf").write_bytes(PDF)
    await page.locator("#text-reply").fill("신청서를 보내 드려요.")
    await page.locator("#pick-file").set_input_files(tmp_path / "신청서.pdf")
    await expect(page.locator(".chip")).to_contain_text("신청서.pdf")
    await expect(page.locator("#text-reply")).to_have_value("신청서를 보내 드려요.")
    await page.locator("#later summary").click()
    await page.get_by_label("보낼 때").fill("2026-11-24T09:00")
    await picture(page, "later-1366")
    await page.get_by_role("button", name="예약하기").click()

    await expect(page.locator(".later-item")).to_contain_text("예약 11.24. 09:00")
    await expect(page.locator(".later-item")).to_contain_text("첨부 1개")
    await expect(page.locator("#text-reply")).to_have_value("")
    await expect(page.locator(".chip")).to_have_count(0)
    await picture(page, "waiting-1366")
    await page.get_by_role("button", name="예약 취소").click()
    await expect(page.locator(".later-item")).to_have_count(0)
    assert not any("신청서를" in s for s in await desk.said_to(number))


async def test_a_phone_has_room_for_it_all(desk: RunningDesk, opens: Open) -> None:
    page, _number = await my_case(desk, opens, width=390, height=844)
    await page.locator("#later summary").click()
    await picture(page, "reply-390")
    await page.locator("#later summary").click()
    await page.locator("[data-picker]").click()
    await expect(page.locator("#answers article")).to_have_count(2)
    await picture(page, "picker-390")

    assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


async def test_the_page_of_answers(desk: RunningDesk, opens: Open) -> None:
    from storage.records.staff import Role

    await desk.files(TicketKind.REPORT)
    page = await opens("lead", Role.LEAD, name="박팀장")
    await desk.office.core.store.run(keep_some, desk, 1)
    await page.goto(desk.url + "/staff/canned")
    await page.locator(".canned summary").first.click()
    await picture(page, "canned-1366")

    await page.locator(".canned textarea").first.fill("짧은 답")
    await page.get_by_role("button", name="저장").first.click()

    await expect(page.locator(".canned-text").first).to_have_text("짧은 답")
