"""The page for everybody: any size, large letters, by keyboard, by ear, small over the wire."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Response, expect

from tests.bot.webchat.browser import AXE, overflow, say, small_targets
from tests.bot.webchat.conftest import Tab
from tests.bot.webchat.small import Server

pytestmark = pytest.mark.browser


async def test_everything_works_by_keyboard_alone(tab: Tab, server: Server) -> None:
    page = tab.page
    for _ in range(30):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.textContent") == "이웃이 걱정돼요":
            break
    outline = await page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    await page.keyboard.press("Enter")
    await expect(page.locator(".line.bot .words").last).to_have_text("[s:report] 이웃이 걱정돼요")
    assert await page.evaluate("document.activeElement.id") == "log"
    for _ in range(30):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.id") == "menu-button":
            break
    await page.keyboard.press("Enter")
    await expect(page.locator("#menu")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator("#menu")).to_be_hidden()
    assert await page.evaluate("document.activeElement.id") == "menu-button"
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Space")
    await expect(page.locator(".line.bot .words").last).to_have_text("[g:benefits] 복지 혜택 찾기")

    assert outline == "3px"


@pytest.mark.parametrize("size", ["1", "2", "3"])
@pytest.mark.parametrize(("width", "height"), [(320, 568), (390, 844), (683, 384), (1366, 768)])
async def test_nothing_is_cut_or_too_small_at_any_size(
    tab: Tab, width: int, height: int, size: str
) -> None:
    """683 x 384 is a laptop at 200 % zoom; 320 px at the largest letters is 200 % of a phone's."""
    page = tab.page
    await page.set_viewport_size({"width": width, "height": height})
    await page.evaluate(f"document.querySelector('[data-size=\"{size}\"]').click()")
    await say(page, "위험")
    await expect(page.locator(".bubble.danger")).to_be_visible()
    await say(page, "접수")
    await expect(page.locator(".bubble.receipt")).to_be_visible()
    await say(page, "가" * 200 + " https://example.invalid/" + "a" * 200)
    await expect(page.locator(".line.me")).to_have_count(3)

    assert await overflow(page) <= 0
    assert await small_targets(page) == []
    box = await page.locator("#log").bounding_box()
    assert box is not None
    assert box["height"] >= 110
    await expect(page.locator("#exit")).to_be_in_viewport()


async def test_text_twice_as_large_fits_320_pixels(tab: Tab) -> None:
    await tab.page.set_viewport_size({"width": 320, "height": 568})
    await tab.page.evaluate("document.documentElement.style.fontSize = '34px'")
    await tab.page.evaluate("dispatchEvent(new Event('resize'))")
    await say(tab.page, "접수")
    await expect(tab.page.locator(".bubble.receipt")).to_be_visible()

    assert await overflow(tab.page) <= 0
    await expect(tab.page.locator("#text")).to_be_in_viewport()


async def test_the_text_size_is_kept(tab: Tab) -> None:
    await tab.page.click("#menu-button")
    await tab.page.click("[data-size='3']")
    await tab.page.reload()

    size = await tab.page.evaluate("getComputedStyle(document.querySelector('#text')).fontSize")
    assert size == "24px"


@pytest.mark.parametrize("scene", ["welcome", "danger", "receipt", "wants", "menu", "offline"])
async def test_axe_finds_nothing(tab: Tab, server: Server, scene: str) -> None:
    page = tab.page
    words = {"danger": "위험", "receipt": "접수", "wants": "장소"}.get(scene)
    if words:
        await say(page, words)
        await expect(page.locator(".line.bot")).to_have_count(4)
    if scene == "menu":
        await page.click("#menu-button")
    if scene == "offline":
        await server.stop()
        await say(page, "들리나요")
        await expect(page.locator("#banner")).to_be_visible(timeout=10_000)
    await page.evaluate(AXE.read_text("utf-8"))
    found = await page.evaluate("axe.run(document, {resultTypes: ['violations']})")

    told = [
        (v["id"], [n["html"][:120] for n in v["nodes"]], v["nodes"][0]["failureSummary"])
        for v in found["violations"]
    ]
    assert told == []


async def test_the_page_weighs_little_and_asks_nobody_else(
    browser: Browser, server: Server
) -> None:
    context = await browser.new_context()
    page = await context.new_page()
    hosts: set[str] = set()
    answers: list[Response] = []
    page.on("request", lambda asked: hosts.add(asked.url.split("/")[2]))
    page.on("websocket", lambda asked: hosts.add(asked.url.split("/")[2]))
    page.on("response", lambda answer: answers.append(answer))
    await page.goto(server.url)
    await page.wait_for_selector("button.choice")
    weights = [len(await each.body()) for each in answers if each.status == 200]

    assert sum(weights) <= 200_000
    assert hosts == {server.url.removeprefix("http://")}
    await context.close()


async def test_new_lines_are_announced_and_old_ones_are_not(tab: Tab) -> None:
    log = tab.page.locator("#log")
    await expect(log).to_have_attribute("role", "log")
    await expect(log).to_have_attribute("aria-live", "polite")
    assert await tab.page.get_attribute("html", "lang") == "ko"


async def test_a_wrong_clock_of_the_phone_does_not_show(tab: Tab) -> None:
    """The office's clock stands at noon of 23 November in these tests."""
    await say(tab.page, "지금 몇 시예요")
    await expect(tab.page.locator(".line.me .time")).to_have_text("오후 12:00")
    await expect(tab.page.locator(".day")).to_have_count(1)
