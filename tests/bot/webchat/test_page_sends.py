"""Photos and places from the page."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from playwright.async_api import expect

from handlers.messages import Kind
from tests.bot.webchat.browser import say
from tests.bot.webchat.conftest import Tab
from tests.bot.webchat.small import Server

pytestmark = pytest.mark.browser


async def test_a_photo_is_shown_before_and_after_it_is_sent(tab: Tab, server: Server) -> None:
    out = BytesIO()
    Image.new("RGB", (800, 600), "teal").save(out, "JPEG")
    file = {"name": "문.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}
    await tab.page.set_input_files("#photo", file)  # type: ignore[arg-type]
    await expect(tab.page.locator(".preview.done")).to_be_visible()
    await say(tab.page, "우편함이에요")
    picture = tab.page.locator(".line.me .photo img")
    await expect(picture).to_be_visible()
    await expect(tab.page.locator(".sent").last).to_have_text("보냄")

    assert server.mailbox.accepted[-1].kind is Kind.PHOTO
    await tab.page.reload()
    await expect(picture).to_be_visible()
    await expect(picture).to_have_js_property("naturalWidth", 800)


async def test_a_file_that_is_no_photo_is_refused_in_words(tab: Tab) -> None:
    file = {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 x"}
    await tab.page.set_input_files("#photo", file)  # type: ignore[arg-type]

    await expect(tab.page.locator("#notice")).to_contain_text("사진만 보낼 수 있어요")
    await expect(tab.page.locator(".preview")).to_have_count(0)


async def test_the_place_is_sent_with_one_tap(tab: Tab, server: Server) -> None:
    await tab.context.grant_permissions(["geolocation"], origin=server.url)
    await tab.context.set_geolocation({"latitude": 37.73, "longitude": 127.05})
    await say(tab.page, "장소")
    await tab.page.get_by_role("button", name="지금 위치 보내기").click()
    await expect(tab.page.locator(".line.me .words").last).to_have_text("위치를 보냈어요.")
    await expect(tab.page.locator(".sent").last).to_have_text("보냄")

    assert server.mailbox.accepted[-1].kind is Kind.LOCATION


async def test_without_the_place_the_address_can_be_typed(tab: Tab) -> None:
    await say(tab.page, "장소")
    await tab.page.get_by_role("button", name="지금 위치 보내기").click()
    await expect(tab.page.locator("#notice")).to_contain_text("주소나 가까운 가게 이름")
    await tab.page.get_by_role("button", name="주소 직접 쓰기").click()

    assert await tab.page.evaluate("document.activeElement.id") == "text"
