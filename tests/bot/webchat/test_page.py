"""The page in a real Chromium: typing, pressing, and nothing lost on a bad line."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import expect

from handlers.messages import Kind
from tests.bot.webchat.browser import bubbles, say
from tests.bot.webchat.conftest import Tab
from tests.bot.webchat.script import WELCOME
from tests.bot.webchat.small import Server

pytestmark = pytest.mark.browser


async def test_typing_gets_an_answer(tab: Tab, server: Server) -> None:
    await say(tab.page, "월세가 밀렸어요")
    await expect(tab.page.locator(".line.bot .words").last).to_have_text(
        "들었어요: 월세가 밀렸어요"
    )

    assert await bubbles(tab.page, "me") == ["월세가 밀렸어요"]
    await expect(tab.page.locator(".sent").last).to_have_text("보냄")
    assert await tab.page.input_value("#text") == ""
    assert server.mailbox.acknowledged


async def test_enter_while_a_syllable_is_put_together_does_not_send(
    tab: Tab, server: Server
) -> None:
    keys = await tab.context.new_cdp_session(tab.page)
    await tab.page.focus("#text")
    for part in ("ㅇ", "아", "안"):
        await keys.send(
            "Input.imeSetComposition",
            {"text": part, "selectionStart": len(part), "selectionEnd": len(part)},
        )
    await keys.send(
        "Input.dispatchKeyEvent",
        {"type": "rawKeyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229},
    )
    await asyncio.sleep(0.2)

    assert server.mailbox.texts() == []
    await keys.send("Input.insertText", {"text": "안녕"})
    await tab.page.press("#text", "Enter")
    await expect(tab.page.locator(".line.me")).to_have_count(1)
    await expect(tab.page.locator(".sent").last).to_have_text("보냄")
    assert server.mailbox.texts() == ["안녕"]


async def test_shift_enter_is_a_new_line_and_the_field_grows(tab: Tab, server: Server) -> None:
    before = (await tab.page.locator("#text").bounding_box() or {})["height"]
    for number in range(4):
        await tab.page.type("#text", f"{number}번 줄")
        await tab.page.press("#text", "Shift+Enter")
    after = (await tab.page.locator("#text").bounding_box() or {})["height"]
    await tab.page.press("#text", "Enter")
    await expect(tab.page.locator(".sent").last).to_have_text("보냄")

    assert after > before + 40
    assert server.mailbox.texts() == ["0번 줄\n1번 줄\n2번 줄\n3번 줄"]


async def test_a_restart_of_the_server_loses_and_doubles_nothing(tab: Tab, server: Server) -> None:
    page = tab.page
    await say(page, "하나")
    await expect(page.locator(".line.bot .words").last).to_have_text("들었어요: 하나")
    heard = server.mailbox.texts()
    await server.stop()
    for words in ("둘", "셋", "넷"):
        await say(page, words)
    await expect(page.locator("#banner")).to_be_visible(timeout=10_000)
    await expect(page.locator("button.sent.failed").first).to_be_visible()
    await expect(page.locator(".line.me").last).to_be_in_viewport(ratio=1)
    await server.start()
    await page.evaluate("document.getElementById('retry').click()")
    await expect(page.locator(".line.bot .words").last).to_have_text("들었어요: 넷")
    await expect(page.locator("#banner")).to_be_hidden()

    assert heard + server.mailbox.texts() == ["하나", "둘", "셋", "넷"]
    assert await bubbles(page, "me") == ["하나", "둘", "셋", "넷"]
    assert len(await bubbles(page, "bot")) == len(WELCOME) + 4
    assert await page.evaluate("localStorage.getItem('chat.queue')") is None


async def test_many_restarts_while_typing_lose_and_double_nothing(tab: Tab, server: Server) -> None:
    said: list[str] = []
    heard: list[str] = []
    for turn in range(4):
        for number in range(3):
            said.append(f"{turn}-{number}")
            await say(tab.page, said[-1])
        await asyncio.sleep(0.05 * turn)
        heard += server.mailbox.texts()
        await server.stop()
        said.append(f"{turn}-끊김")
        await say(tab.page, said[-1])
        await server.start()
        await tab.page.evaluate("document.getElementById('retry').click()")
    await expect(tab.page.locator(".line.bot .words").last).to_have_text(
        "들었어요: 3-끊김", timeout=30_000
    )
    heard += server.mailbox.texts()

    assert heard == said
    assert await bubbles(tab.page, "me") == said


async def test_what_was_not_sent_outlives_the_window(tab: Tab, server: Server) -> None:
    await server.stop()
    await say(tab.page, "꺼지기 전에 쓴 말")
    await tab.page.close()
    await server.start()
    again = await tab.context.new_page()
    await again.goto(server.url)
    await expect(again.locator(".line.bot .words").last).to_have_text("들었어요: 꺼지기 전에 쓴 말")

    assert server.mailbox.texts() == ["꺼지기 전에 쓴 말"]


async def test_reload_keeps_the_talk_and_the_draft(tab: Tab) -> None:
    await say(tab.page, "기억해 주세요")
    await expect(tab.page.locator(".line.bot .words").last).to_contain_text("기억해")
    before = await tab.page.locator(".line .words").all_inner_texts()
    await tab.page.fill("#text", "쓰다 만 말")
    await tab.page.reload()
    await expect(tab.page.locator(".line.me")).to_have_count(1)

    assert await tab.page.locator(".line .words").all_inner_texts() == before
    assert await tab.page.input_value("#text") == "쓰다 만 말"


async def test_a_pressed_button_is_marked_and_cannot_be_pressed_again(
    tab: Tab, server: Server
) -> None:
    button = tab.page.get_by_role("button", name="운영 시간").and_(tab.page.locator(".choice"))
    await button.click()
    await expect(tab.page.locator(".line.bot .words").last).to_have_text("[g:hours] 운영 시간")

    await expect(tab.page.locator(".choice.taken")).to_have_text("운영 시간 골랐어요")
    assert await tab.page.locator(".choice:enabled").count() == 0
    await tab.page.reload()
    await expect(tab.page.locator(".choice.taken")).to_have_text("운영 시간 골랐어요")
    assert [i.press for i in server.mailbox.accepted if i.kind is Kind.BUTTON] == ["g:hours"]


@pytest.mark.parametrize(
    "press", ["g:home", "g:benefits", "s:report", "g:person", "g:requests", "g:hours"]
)
async def test_the_menu_sends_its_value(tab: Tab, server: Server, press: str) -> None:
    await tab.page.click("#menu-button")
    await tab.page.click(f"#menu [data-press='{press}']")
    await expect(tab.page.locator(".sent").last).to_have_text("보냄")

    assert server.mailbox.accepted[-1].press == press
    await expect(tab.page.locator("#menu")).to_be_hidden()


async def test_a_danger_card_dials_with_one_tap(tab: Tab) -> None:
    await tab.page.set_viewport_size({"width": 320, "height": 568})
    await say(tab.page, "위험")
    link = tab.page.get_by_role("link", name="109에 전화하기")
    await expect(link).to_be_in_viewport(ratio=1)

    assert await link.get_attribute("href") == "tel:109"
    box = await link.bounding_box()
    assert box is not None
    assert box["height"] >= 56
    await say(tab.page, "괜찮아요")
    await expect(link).to_be_visible()


async def test_a_hundred_thousand_letters_arrive_whole(tab: Tab, server: Server) -> None:
    words = " ".join(f"{n}번째" for n in range(20_000))
    await tab.page.evaluate("words => { document.getElementById('text').value = words }", words)
    await tab.page.click("#send")
    await expect(tab.page.locator(".sent:not(.hidden)").last).to_have_text("보냄")

    assert len(words) > 100_000
    assert "".join(server.mailbox.texts()) == words


async def test_markup_is_shown_as_it_was_typed(tab: Tab) -> None:
    evil = "<img src=x onerror=alert(1)><b>굵게</b>"
    await say(tab.page, evil)
    await expect(tab.page.locator(".line.bot .words").last).to_have_text(f"들었어요: {evil}")

    assert await tab.page.locator(".words img, .words b").count() == 0


async def test_while_an_answer_is_awaited_the_page_says_so(tab: Tab, server: Server) -> None:
    server.mailbox.delay_s = 0.6
    await say(tab.page, "잠깐만요")
    await expect(tab.page.locator(".typing")).to_be_visible()
    await expect(tab.page.locator(".line.bot .words").last).to_have_text("들었어요: 잠깐만요")
    await expect(tab.page.locator(".typing")).to_have_count(0)


async def test_with_a_person_on_the_line_the_header_says_nothing_of_nobody(
    tab: Tab, server: Server
) -> None:
    server.state = {"open": False, "line": "지금 당번이 없습니다", "owner": "person"}
    await say(tab.page, "어머니 병원비요")
    await expect(tab.page.locator("#status-line")).to_have_text("담당자와 상담 중")

    server.state = {"open": True, "line": "상담 가능 · 18시까지", "owner": "person"}
    await say(tab.page, "네")
    await expect(tab.page.locator("#status-line")).to_have_text(
        "담당자와 상담 중 · 상담 가능 · 18시까지"
    )
