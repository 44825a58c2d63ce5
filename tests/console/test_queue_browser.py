"""The queue's head in a real Chromium: search by keys and by Korean input, filters, what it looks like."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.console.desk import RunningDesk
from tests.console.test_browser import Open, browser, opens, picture, some_cases

pytestmark = pytest.mark.browser
__all__ = ["browser", "opens"]


async def test_a_search_with_the_keyboard_alone(desk: RunningDesk, opens: Open) -> None:
    await some_cases(desk)
    page = await opens("kim", name="김주무관")
    await page.keyboard.press("Alt+KeyS")
    cdp = await page.context.new_cdp_session(page)
    await cdp.send(
        "Input.imeSetComposition", {"text": "송산로", "selectionStart": 3, "selectionEnd": 3}
    )
    await page.locator("[data-key=find]").dispatch_event(
        "keydown", {"key": "Enter", "isComposing": True, "keyCode": 229, "bubbles": True}
    )
    await page.wait_for_timeout(200)
    assert page.url.endswith("/staff/")

    await cdp.send("Input.insertText", {"text": "송산로 101동"})
    await page.keyboard.press("Enter")

    await page.wait_for_url("**/staff/search")
    await expect(page.locator("tbody tr")).to_have_count(1)
    await picture(page, "search-1366")


async def test_a_filter_is_kept_over_a_live_change(desk: RunningDesk, opens: Open) -> None:
    await some_cases(desk)
    page = await opens("kim", name="김주무관")
    await page.locator("#filter summary").click()
    await page.get_by_label("종류").select_option("report")
    await desk.files(contact_key="fresh")
    await page.wait_for_timeout(900)
    await expect(page.get_by_label("종류")).to_have_value("report")
    await page.get_by_role("button", name="적용").click()
    await expect(page.locator("#queue .item")).to_have_count(3)
    await picture(page, "queue-filter-1366")

    await page.locator("#filter summary").click()
    await page.get_by_placeholder("이 보기의 이름").fill("신고만")
    await page.get_by_role("button", name="보기 저장").click()
    await desk.files(contact_key="fresh-2")

    await expect(page.locator("#queue .item")).to_have_count(4)
    await expect(page.locator(".views a[aria-current]")).to_have_text("신고만")
    await page.locator("#queue .item a").first.click()
    await expect(page.locator("#queue .item")).to_have_count(4)
    await picture(page, "case-filter-1366")
