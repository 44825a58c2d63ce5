"""Notifications of a real Chromium: asked for by a button, only when nobody looks, a number and no more."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from bot.hub import DESK
from storage.records.ticket import Priority
from tests.console.desk import RunningDesk
from tests.console.in_chromium import Open

pytestmark = pytest.mark.browser

#: Keeps what the page shows, and says that another window is in front.
WATCH = """
window.shown = [];
const Real = window.Notification;
window.Notification = class extends Real {
  constructor(title, options) { super(title, options); window.shown.push(`${title}: ${options.body}`); }
};
Object.defineProperty(document, "hidden", { get: () => true });
"""


async def test_an_alert_behind_another_window_shows_a_number_and_nothing_else(
    desk: RunningDesk, opens: Open
) -> None:
    page = await opens("kim", name="김주무관")
    await page.context.grant_permissions(["notifications"])
    await page.add_init_script(WATCH)
    await page.reload()
    await expect(page.locator("#link-state")).to_have_text("실시간")
    await expect(page.locator("#notify")).to_have_text("알림창 꺼짐")
    await page.locator("#notify").click()
    await expect(page.locator("#notify")).to_have_text("알림창 켜짐")

    await desk.files(priority=Priority.CRITICAL, fields={"name": "박순자"})
    desk.console.hub.tell(DESK, "")

    await expect(page).to_have_title("(1) 대기열 · 상담석 · 복지망원경")
    assert await page.evaluate("window.shown") == ["복지망원경 상담석: 확인하지 않은 경보 1건"]
