"""The socket over real HTTP: nothing that was said is lost, nothing doubled."""

from __future__ import annotations

import asyncio
import json
import math
from collections.abc import Awaitable, Callable

import pytest
import structlog
from structlog.testing import capture_logs

from bot.channels.webchat import socket
from handlers.messages import Kind, Place
from tests.bot.webchat.script import WELCOME
from tests.bot.webchat.small import Server
from tests.bot.webchat.wire_page import Page


async def test_an_empty_talk_begins_by_itself_once(page: Page) -> None:
    assert await page.open() == []
    frame = await page.hear("lines")
    assert frame["lines"][0]["text"] == WELCOME[0].text
    await page.close()

    lines = await page.open()

    assert [line["text"] for line in lines] == [reply.text for reply in WELCOME]
    assert [i.kind for i in page.server.mailbox.accepted] == [Kind.START]


async def test_a_message_is_said_after_it_is_kept(page: Page) -> None:
    await page.open()
    await page.say("one", "월세가 밀렸어요")

    assert (await page.hear("said"))["id"] == "one"
    kept = page.server.mailbox.accepted[-1]
    assert (kept.text, kept.kind, kept.office, kept.channel) == (
        "월세가 밀렸어요",
        Kind.TEXT,
        "songsan1",
        "webchat",
    )


async def test_buttons_places_and_photos_have_their_kind(page: Page) -> None:
    await page.open()
    await page.say("1", "처음으로", press="g:home")
    await page.say("2", place={"latitude": 37.7, "longitude": 127.0})
    await page.say("3", "우리 집", attachments=["k1"])
    for _ in range(3):
        await page.hear("said")
    button, place, photo = page.server.mailbox.accepted[-3:]

    assert (button.kind, button.press) == (Kind.BUTTON, "g:home")
    assert (place.kind, place.place) == (Kind.LOCATION, Place(37.7, 127.0))
    assert (photo.kind, photo.attachments) == (Kind.PHOTO, ("k1",))


async def test_the_same_id_twice_is_one_message(page: Page) -> None:
    await page.open()
    for _ in range(5):
        await page.say("same", "안녕하세요")
    for _ in range(5):
        assert (await page.hear("said"))["id"] == "same"

    assert page.server.mailbox.texts() == ["안녕하세요"]


async def test_two_visitors_may_use_the_same_id(
    new_page: Callable[[], Awaitable[Page]], server: Server
) -> None:
    for text in ("하나", "둘"):
        one = await new_page()
        await one.open()
        await one.say("same", text)
        await one.hear("said")

    assert server.mailbox.texts() == ["하나", "둘"]


async def pace(page: Page, patch: pytest.MonkeyPatch, burst: int, per_second: float) -> None:
    patch.setattr(socket.Pace.__init__, "__defaults__", (burst, per_second, math.inf))
    await page.server.stop()
    await page.server.start()


async def test_a_reconnect_storm_loses_and_doubles_nothing(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forty connections are torn in the middle of a queue of thirty; each sends all that is unsaid."""
    await pace(page, monkeypatch, 60, 1000)
    await page.open()
    unsaid = {f"m{n}": f"말 {n}" for n in range(30)}
    received: dict[int, str] = {}
    cursor = 0
    for storm in range(40):
        await page.open(cursor, page.scope)
        for client_id, text in unsaid.items():
            await page.say(client_id, text)
        for _ in range(storm % 4):
            if not unsaid:
                break
            frame = await page.hear("said", "lines")
            if frame["type"] == "said":
                unsaid.pop(frame["id"], None)
        assert page.ws is not None
        page.ws._response.connection.transport.abort()  # type: ignore[union-attr]
    while unsaid:
        await page.open(cursor, page.scope)
        for client_id, text in unsaid.items():
            await page.say(client_id, text)
        while unsaid:
            unsaid.pop(str((await page.hear("said"))["id"]), None)
    await asyncio.sleep(0.2)
    for line in await page.open():
        if line["cursor"]:
            received[line["cursor"]] = line["text"]

    assert page.server.mailbox.texts() == [f"말 {n}" for n in range(30)]
    assert len(received) == 30 + len(WELCOME)


async def test_a_flood_is_slowed_and_all_of_it_arrives(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    await pace(page, monkeypatch, 20, 200)
    await page.open()
    for number in range(300):
        await page.say(f"f{number}", f"{number}")
    for number in range(300):
        assert (await page.hear("said"))["id"] == f"f{number}"

    assert page.server.mailbox.texts() == [str(n) for n in range(300)]


async def test_a_fault_of_storage_ends_the_connection_and_says_nothing_of_the_text(
    page: Page,
) -> None:
    await page.open()
    await page.hear("lines")
    page.server.mailbox.broken = True
    wrapper = structlog.get_config()["wrapper_class"]
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(0))
    with capture_logs() as logs:
        await page.say("c", "CANARY 010-1234-5678")
        with pytest.raises(ConnectionError):
            await page.hear("said")
    structlog.configure(wrapper_class=wrapper)
    page.server.mailbox.broken = False
    await page.open()
    await page.say("c", "CANARY 010-1234-5678")

    assert (await page.hear("said"))["id"] == "c"
    assert any(entry["action"] == "failed" for entry in logs)
    assert "CANARY" not in json.dumps(logs)


async def test_a_deep_link_begins_even_an_old_talk(page: Page) -> None:
    await page.open()
    await page.hear("lines")
    await page.close()
    await page.open(start="report", start_id="visit1")

    assert (await page.hear("started"))["id"] == "visit1"
    assert page.server.mailbox.accepted[-1].text == "report"


async def test_a_restart_keeps_the_visitor_and_the_talk(page: Page) -> None:
    await page.open()
    await page.say("before", "재시작 전")
    await page.hear("said")
    await asyncio.sleep(0.05)
    await page.server.stop()
    await page.server.start()

    lines = await page.open()
    await page.say("before", "재시작 전")
    await page.hear("said")

    assert [line["text"] for line in lines if line["who"] == "me"] == ["재시작 전"]
    assert page.server.mailbox.texts() == []
