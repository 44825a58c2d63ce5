"""One person's browser at the office: sign in, open, take, attach, close."""

from __future__ import annotations

import re

from playwright.async_api import Browser, Page, expect

from tests.console.day import Day
from tests.console.desk import PASSWORD
from tests.console.wire import Wire


class Window:
    """One person's browser."""

    def __init__(self, day: Day, page: Page, login: str, wire: Wire) -> None:
        self.day, self.page, self.login, self.wire = day, page, login, wire
        self.url = f"http://127.0.0.1:{wire.port}"
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    async def signs_in(self) -> None:
        """Use the form."""
        if "/sign-in" not in self.page.url:
            await self.opens("sign-in")
        await self.page.get_by_label("아이디").fill(self.login)
        await self.page.get_by_label("비밀번호").fill(PASSWORD)
        await self.page.get_by_role("button", name="로그인").click()
        await expect(self.page).not_to_have_url(re.compile("sign-in"))

    async def opens(self, path: str = "") -> None:
        """Go somewhere below /staff/."""
        await self.page.goto(f"{self.url}/staff/{path}")

    async def gets(self, path: str) -> object:
        """Look at a page beside the one that is open."""
        return await self.page.context.request.get(self.url + path)

    async def claims(self, number: str) -> None:
        """Open a case and take it."""
        await self.opens(f"case/{number}")
        await self.page.keyboard.press("Alt+Enter")
        await expect(self.page.locator(".owner.mine")).to_be_visible()


async def window(day: Day, browser: Browser, login: str) -> Window:
    """Open a browser of one's own and sign in."""
    context = await browser.new_context(viewport={"width": 1366, "height": 768})
    wire = Wire(day.service.app.settings.port)
    await wire.mend()
    one = Window(day, await context.new_page(), login, wire)
    await one.signs_in()
    day.awake.append(one)
    return one


async def closes(one: Window, outcome: str) -> None:
    """End the open case by the form."""
    await one.page.locator("#act-close summary").click()
    await one.page.get_by_label(outcome).check()
    await one.page.locator("#act-close").get_by_role("button", name="종료").click()
    await expect(one.page.locator(".case-head .outcome")).to_have_text(outcome)


async def attaches(one: Window, name: str, content: bytes, words: str) -> None:
    """Choose a file; read what is said."""
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    await one.page.set_input_files("#pick-file", file)  # type: ignore[arg-type]
    await expect(one.page.locator("#toast")).to_contain_text(words)
