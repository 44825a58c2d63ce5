"""What a page is shown over the socket: the history, what comes live, and in which window."""

from __future__ import annotations

import asyncio

import aiohttp

from bot.channels.webchat import socket
from handlers.messages import Reply
from tests.bot.webchat.script import WELCOME
from tests.bot.webchat.wire_page import Page


async def test_a_cursor_brings_only_what_is_new(page: Page) -> None:
    await page.open()
    first = (await page.hear("lines"))["lines"]
    await page.close()
    contact = page.server.mailbox.accepted[0].contact_key
    page.server.mailbox.put(contact, Reply("새 소식이에요."), "news")

    lines = await page.open(first[-1]["cursor"], page.scope)

    assert [line["text"] for line in lines] == ["새 소식이에요."]
    assert page.reset is False


async def test_the_cursor_of_another_visitor_counts_for_nothing(page: Page) -> None:
    await page.open()
    await page.hear("lines")
    await page.close()

    lines = await page.open(999, "somebodyelse")

    assert len(lines) == len(WELCOME)
    assert page.reset is True


async def test_a_long_history_comes_in_pages(page: Page) -> None:
    await page.open()
    contact = page.server.mailbox.accepted[0].contact_key
    for number in range(250):
        page.server.mailbox.put(contact, Reply(f"{number}"), f"n{number}")
    await page.close()

    lines = await page.open()

    assert [line["text"] for line in lines[-250:]] == [str(n) for n in range(250)]


async def test_staff_words_arrive_live_and_in_order(page: Page) -> None:
    await page.open()
    await page.hear("lines")
    contact = page.server.mailbox.accepted[0].contact_key
    for number in range(20):
        page.server.mailbox.put(contact, Reply(f"{number}"), f"s{number}", "staff")
        await asyncio.sleep(0)
    heard: list[str] = []
    while len(heard) < 20:
        heard += [line["text"] for line in (await page.hear("lines"))["lines"]]

    assert heard == [str(n) for n in range(20)]


async def test_the_other_window_of_the_same_person_sees_what_was_said(page: Page) -> None:
    await page.open()
    other = Page(page.server, page.http)
    await other.open()
    await page.say("x1", "여기서 말해요")

    while True:
        lines = (await other.hear("lines"))["lines"]
        if lines[0]["who"] == "me":
            break
    assert (lines[0]["id"], lines[0]["text"]) == ("x1", "여기서 말해요")


async def test_seen_is_never_more_than_was_shown(page: Page) -> None:
    await page.open()
    last = (await page.hear("lines"))["lines"][-1]["cursor"]
    await page.send({"type": "seen", "cursor": 10**15})
    await page.send({"type": "beat"})
    await page.hear("beat")

    assert page.server.mailbox.acknowledged == [last]


async def test_the_eleventh_window_sends_the_first_away(page: Page) -> None:
    windows = [Page(page.server, page.http) for _ in range(socket.MOST_WINDOWS + 1)]
    await windows[0].open()
    for window in windows[1:]:
        await window.open()

    assert windows[0].ws is not None
    message = await windows[0].ws.receive(timeout=5)
    while message.type is aiohttp.WSMsgType.TEXT:
        message = await windows[0].ws.receive(timeout=5)
    assert message.data == socket.REPLACED
    await windows[-1].send({"type": "beat"})
    await windows[-1].hear("beat")


async def test_a_changed_state_is_told_with_the_next_line(page: Page) -> None:
    await page.open()
    assert (await page.hear("state"))["owner"] == "bot"
    page.server.state = {"open": False, "line": "지금은 쉬는 시간", "owner": "person"}
    await page.say("s", "누구 있나요")

    assert await page.hear("state") == {"type": "state", **page.server.state}
