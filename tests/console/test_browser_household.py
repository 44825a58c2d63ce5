"""The household panel in a real Chromium: a suggestion, a merge, a division."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from storage.records.ticket import Priority, TicketKind
from tests.console.desk import RunningDesk
from tests.console.households import HOME, SAME_HOME
from tests.console.in_chromium import Open, picture

pytestmark = pytest.mark.browser


async def test_a_suggestion_is_merged_and_divided_again(desk: RunningDesk, opens: Open) -> None:
    first = await desk.files(
        fields={**HOME, "phone": "010-1234-5678"}, contact_key="a", priority=Priority.TODAY
    )
    second = await desk.files(fields=SAME_HOME, contact_key="b", reasons=("unseen",))
    await desk.files(
        TicketKind.CALLBACK, fields={"phone": "010-1234-5678", "name": "김철수"}, contact_key="c"
    )
    page = await opens("kim", name="김주무관")
    await page.goto(f"{desk.url}/staff/case/{first}")
    await page.keyboard.press("Alt+Enter")
    await expect(page.locator(".alike .other")).to_have_count(2)
    await picture(page, "alike-1366")

    await page.get_by_role("button", name="이 건에 합치기").first.click()

    await expect(page.locator(".facts-pane")).to_contain_text("함께 접수된 건 1개")
    await page.locator("#act-home > summary").click()
    await page.locator("#home-person summary").click()
    await page.get_by_label("이름").fill("김순자")
    await page.get_by_role("button", name="적기", exact=True).click()
    await expect(page.locator(".person")).to_contain_text("김●●")
    await expect(page.get_by_label("이름")).to_have_value("")
    await expect(page.locator("#queue .item")).to_have_count(1)
    await picture(page, "household-1366")
    await page.goto(f"{desk.url}/staff/case/{second}")
    await picture(page, "merged-1366")
    await page.get_by_role("button", name="다시 나누기").click()
    await expect(page.locator(".care.merged")).to_have_count(0)
    await expect(page.get_by_role("button", name="내가 맡기")).to_be_visible()
