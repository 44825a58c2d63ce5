"""Every console page for everybody: no barrier that axe knows, no scrolling sideways, hands off the mouse."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from storage.records.staff import Role
from tests.bot.webchat.browser import AXE
from tests.console.desk import PASSWORD, RunningDesk
from tests.console.in_chromium import Open
from tests.console.monday import some_cases

pytestmark = pytest.mark.browser
CASE = "case/W-2026-0001"
PAGES = (
    "", CASE, f"{CASE}/print/visit-sheet", f"{CASE}/print/summary", "search", "canned", "hours",
    "people", "teams", "posters", "posters/sheet", "numbers", "audit", "danger", "account", "password",
    "knowledge", "knowledge/missed", "knowledge/entry/livelihood",
)  # fmt: skip
#: A small phone, a laptop at 200 %, a laptop.
SIZES = ((320, 640), (683, 384), (1366, 768))
#: There the page is the small phone's, only lower.
ZOOMED = 683


async def serious(page: Page) -> list[tuple[str, list[str]]]:
    """Return what axe finds serious or critical, contrast included."""
    found = await page.evaluate(AXE.read_text("utf-8") + ";axe.run()")
    return [
        (v["id"], [n["html"][:90] for n in v["nodes"]][:3])
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
    ]


async def too_wide(page: Page) -> list[str]:
    """Return the parts that can be scrolled sideways, but for tables and drawings in a frame."""
    return list(
        await page.evaluate(
            """[...document.querySelectorAll('html, .pane, .talk, .composer, .paper, main')]
            .filter(e => e.getClientRects().length && e.scrollWidth > e.clientWidth + 1)
            .map(e => `${e.tagName}.${e.className} ${e.scrollWidth}>${e.clientWidth}`)"""
        )
    )


async def unfolded(page: Page) -> None:
    """Open everything that can be unfolded."""
    for one in await page.locator("details:not(.me):not(.later) > summary").all():
        if await one.is_visible():
            await one.click()


async def test_no_page_has_a_barrier_or_scrolls_sideways(desk: RunningDesk, opens: Open) -> None:
    await some_cases(desk)
    page = await opens("lead", Role.LEAD, name="박팀장")
    await page.goto(f"{desk.url}/staff/{CASE}")
    await page.keyboard.press("Alt+Enter")
    await expect(page.locator("#text-reply")).to_be_visible()
    found: dict[tuple[str, int], object] = {}
    for path in PAGES:
        await page.goto(f"{desk.url}/staff/{path}")
        await unfolded(page)
        for width, height in SIZES:
            await page.set_viewport_size({"width": width, "height": height})
            barriers = await serious(page) if width != ZOOMED else []
            found[path, width] = (barriers, await too_wide(page))

    assert {where: what for where, what in found.items() if what != ([], [])} == {}


async def test_the_door_has_no_barrier(desk: RunningDesk, opens: Open) -> None:
    page = await opens("kim")
    await page.goto("about:blank")  # the queue goes to the door by itself when its session is gone
    await page.context.clear_cookies()
    await page.goto(f"{desk.url}/staff/sign-in")
    await page.get_by_label("아이디").fill("kim")
    await page.get_by_label("비밀번호").fill("falsch")
    await page.get_by_role("button", name="로그인").click()
    await expect(page.get_by_role("alert")).to_be_visible()
    for width, height in SIZES:
        await page.set_viewport_size({"width": width, "height": height})

        assert (await serious(page), await too_wide(page)) == ([], [])


async def tabs_to(page: Page, words: str) -> None:
    """Press Tab until something with these words has the focus, and can be seen to have it."""
    for _ in range(120):
        await page.keyboard.press("Tab")
        here = await page.evaluate(
            "(e => [e.textContent, e.id, e.name].join(' '))(document.activeElement)"
        )
        if words in here:
            line = "getComputedStyle(document.activeElement).outlineStyle"
            assert await page.evaluate(line) != "none", words
            return
    raise AssertionError(f"Tab never came to '{words}'")


async def test_a_case_from_the_door_to_its_end_without_a_mouse(
    desk: RunningDesk, opens: Open
) -> None:
    resident = desk.office.resident("webchat")
    await resident.presses_value("s:message")
    await resident.says("안부 전해 주세요")
    number = (await desk.office.tickets())[0].number
    page = await opens("kim", name="김주무관")
    await page.goto("about:blank")  # the queue goes to the door by itself when its session is gone
    await page.context.clear_cookies()
    await page.goto(f"{desk.url}/staff/sign-in")
    for words in ("kim", PASSWORD):
        await page.keyboard.type(words)
        await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/staff/")
    await tabs_to(page, "다음 건 맡기")
    await page.keyboard.press("Enter")
    await page.wait_for_url(f"**/staff/case/{number}**")

    await tabs_to(page, "text-reply")
    await page.keyboard.type("잘 전해 두었습니다.")
    await page.keyboard.press("Control+Enter")
    await expect(page.locator(".line.staff .bubble")).to_have_text("잘 전해 두었습니다.")
    await tabs_to(page, "종료하기")
    await page.keyboard.press("Enter")
    await tabs_to(page, "outcome")
    await page.keyboard.press("ArrowDown")
    await expect(page.get_by_label("안내·상담 완료")).to_be_checked()
    await tabs_to(page, "종료")
    await page.keyboard.press("Enter")

    await expect(page.locator(".case-head .outcome")).to_have_text("안내·상담 완료")
