"""The page on a phone that somebody else may pick up: the quick exit, the title, the visitor."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from handlers.messages import Reply, Style
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


async def test_a_number_that_is_not_kept_does_not_stay_on_the_screen(tab: Tab) -> None:
    await say(tab.page, "제 번호 900101-1234567 인데요")

    await expect(tab.page.locator(".line.me .words")).not_to_contain_text("1234567")
    await expect(tab.page.locator(".line.me .words")).to_contain_text("인데요")


async def test_what_was_erased_is_gone_from_the_page(tab: Tab, server: Server) -> None:
    await say(tab.page, "아무도 몰랐으면 하는 말")
    await expect(tab.page.locator(".sent").last).to_have_text("보냄")
    contact = server.mailbox.accepted[0].contact_key
    server.mailbox.put(
        contact, Reply("대화 기록을 지웠어요.", style=Style.RECEIPT, erases=True), "gone"
    )

    await expect(tab.page.locator("#log")).to_contain_text("대화 기록을 지웠어요.")
    await expect(tab.page.locator("#log")).not_to_contain_text("아무도 몰랐으면 하는 말")


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
