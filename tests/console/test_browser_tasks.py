"""Tasks and referrals in a real Chromium."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from storage.records.ticket import Priority
from tests.console.desk import RunningDesk
from tests.console.households import HOME
from tests.console.in_chromium import Open, picture

pytestmark = pytest.mark.browser


async def test_a_task_is_planned_shown_when_due_and_done(desk: RunningDesk, opens: Open) -> None:
    number = await desk.files(fields=HOME, contact_key="a", priority=Priority.TODAY)
    page = await opens("kim", name="김주무관")
    await page.goto(f"{desk.url}/staff/case/{number}")
    await page.keyboard.press("Alt+Enter")
    await page.locator("#act-task > summary").click()
    await page.get_by_label("무엇을").select_option("visit")
    await page.get_by_label("언제").fill("2026-11-23")
    await page.get_by_label("몇 시").fill("10:30")
    await page.get_by_label("내용", exact=True).fill("쌀이 있는지 보기")
    await page.locator("#act-task button").click()
    await expect(page.locator(".task")).to_contain_text("쌀이 있는지 보기")
    await page.locator("#act-refer > summary").click()
    await page.get_by_label("기관", exact=True).fill("보건소")
    await page.get_by_label("알린 내용").fill("혈압약이 떨어짐")
    await page.get_by_label("본인 동의").check()
    await page.get_by_label("동의한 분").fill("본인, 11.23. 전화로 동의")
    await picture(page, "refer-1366")
    await page.locator("#act-refer button").click()
    await expect(page.locator(".task")).to_have_count(3)

    desk.office.clock.goes_on(minutes=31)
    await desk.office.core.clockwork.tick()

    await expect(page.locator(".handover.due")).to_contain_text("오늘 할 일 1건")
    await page.locator("#act-refer > summary").click()
    await picture(page, "tasks-1366")
    await page.get_by_role("button", name="마침").first.click()
    await expect(page.locator(".handover.due")).to_have_count(0)
