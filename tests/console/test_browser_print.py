"""The sheets in a real Chromium: on paper nothing of the screen around them."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.console.desk import RunningDesk
from tests.console.in_chromium import PICTURES, Open, picture
from tests.console.test_print import FIELDS

pytestmark = pytest.mark.browser


async def test_on_paper_stands_the_sheet_and_nothing_else(desk: RunningDesk, opens: Open) -> None:
    number = await desk.files(fields=FIELDS, reasons=("unseen", "cut_off"))
    page = await opens("kim", name="김주무관")
    await page.goto(f"{desk.url}/staff/case/{number}")
    await page.get_by_role("link", name="방문지 인쇄").click()
    await page.locator("#print-open summary").click()
    await page.get_by_role("button", name="방문하려고").click()
    await expect(page.locator(".paper")).to_contain_text("송산로 77번길 302호")
    await picture(page, "sheet-1366")

    await page.emulate_media(media="print")

    await expect(page.locator(".top")).to_be_hidden()
    await expect(page.locator(".sheet-bar")).to_be_hidden()
    await expect(page.locator(".paper")).to_be_visible()
    if PICTURES:
        await page.pdf(path=str(Path(PICTURES) / "sheet.pdf"), prefer_css_page_size=True)
        await page.set_viewport_size({"width": 794, "height": 1123})
        await picture(page, "sheet-paper")
    await page.emulate_media(media="screen")
    await page.goto(f"{desk.url}/staff/case/{number}/print/summary")
    await page.get_by_role("button", name="글 복사").click()
    await expect(page.get_by_role("button", name="복사했습니다")).to_be_visible()
    await picture(page, "summary-1366")
