"""Fixtures: a served console on a Monday at ten, and a way into it with a real browser."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect

from storage.records.staff import Role
from tests.console.desk import PASSWORD, RunningDesk
from tests.console.in_chromium import Open
from tests.world import office_at


@pytest.fixture
async def desk() -> AsyncIterator[RunningDesk]:
    """The console of an open office."""
    async with office_at("2026-11-23 10:00") as office:
        running = RunningDesk(office)
        await running.start()
        yield running
        await running.stop()


@pytest.fixture
async def opens(desk: RunningDesk, browser: Browser) -> Open:
    """Sign somebody in with a browser of their own; fail on anything the console complains of."""

    async def sign_in(
        login: str, role: Role = Role.OFFICER, width: int = 1366, height: int = 768, name: str = ""
    ) -> Page:
        await desk.account(login, role, name)
        context = await browser.new_context(viewport={"width": width, "height": height})
        page = await context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"script: {error}"))
        page.on("console", _complain)
        await page.goto(desk.url + "/staff/sign-in")
        await page.get_by_label("아이디").fill(login)
        await page.get_by_label("비밀번호").fill(PASSWORD)
        await page.get_by_role("button", name="로그인").click()
        await expect(page).not_to_have_url(re.compile("sign-in"))
        # The address changes before the script is there to hear a key.
        await page.wait_for_load_state("load")
        return page

    return sign_in


def _complain(message: object) -> None:
    text = str(getattr(message, "text", ""))
    if "Content Security Policy" in text or "Refused" in text:
        raise AssertionError(text)
