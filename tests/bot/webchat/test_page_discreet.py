"""The page on a phone that somebody else may pick up: the quick exit, the title, the visitor."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from handlers.messages import Reply
from tests.bot.webchat.browser import say
from tests.bot.webchat.conftest import Tab
from tests.bot.webchat.small import Server

pytestmark = pytest.mark.browser


async def test_a_visit_by_a_link_from_another_site_is_the_same_visitor(
    tab: Tab, server: Server
) -> None:
    await say(tab.page, "저예요")
    await expect(tab.page.locator(".sent").last).to_have_text("보냄")
    other = await tab.context.new_page()
    await other.route(
        "http://city.example/",
        lambda route: route.fulfill(
            content_type="text/html", body=f'<a id=a href="{server.url}">상담</a>'
        ),
    )
    await other.goto("http://city.example/")
    await other.click("#a")
    await expect(other.locator(".line.me .words")).to_have_text("저예요")


async def test_the_quick_exit_leaves_nothing_behind(tab: Tab) -> None:
    await tab.page.fill("#text", "남편이 때려요")
    await tab.page.click("#exit")
    await tab.page.wait_for_url("**/away")
    assert await tab.page.title() == "날씨 상식"
    assert await tab.page.evaluate("localStorage.getItem('chat.draft')") is None
    await tab.page.go_back()

    assert "복지" not in await tab.page.title()


async def test_escape_three_times_is_the_quick_exit(tab: Tab) -> None:
    await tab.page.focus("#text")
    for _ in range(3):
        await tab.page.keyboard.press("Escape")
    await tab.page.wait_for_url("**/away")


async def test_the_title_of_a_hidden_window_says_nothing_of_the_matter(
    tab: Tab, server: Server
) -> None:
    await tab.page.evaluate("Object.defineProperty(document, 'hidden', {get: () => true})")
    contact = server.mailbox.accepted[0].contact_key
    server.mailbox.put(contact, Reply("긴급복지가 결정됐어요."), "x", "staff")
    await expect(tab.page.locator(".line.staff")).to_have_count(1)

    assert await tab.page.title() == "새 답변 · 송산1동 행정복지센터"
