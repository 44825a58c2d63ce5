"""The socket over real HTTP: nothing lost, nothing doubled, nobody let in from elsewhere."""

from __future__ import annotations

import asyncio
import json
import math
import os
from collections.abc import Awaitable, Callable

import aiohttp
import pytest
import structlog
from structlog.testing import capture_logs

from bot.channels.webchat import socket
from handlers.messages import Kind, Place, Reply
from tests.bot.webchat.small import WELCOME, Page, Server


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


async def test_nonsense_is_refused_and_the_talk_goes_on(page: Page) -> None:
    await page.open()
    nonsense = ["{", "", "null", "[[[[", '{"type":"say","id":"x","text":"\\ud800"}', "가" * 40_000]
    for raw in nonsense:
        await page.send(raw)
        assert (await page.hear("refused"))["why"] in ("malformed", "too_big")
    assert page.ws is not None
    await page.ws.send_bytes(os.urandom(500))
    await page.hear("refused")
    await page.say("ok", "그래도 들리나요?", mood="unknown field")

    assert (await page.hear("said"))["id"] == "ok"


async def test_a_null_byte_is_taken_out_and_the_rest_is_kept(page: Page) -> None:
    await page.open()
    await page.say("n", "전\x00기가 끊\x07겼어요\r\n도와\t주세요 \u202e거꾸로 😀")
    await page.hear("said")

    assert page.server.mailbox.texts() == ["전기가 끊겼어요\n도와\t주세요 \u202e거꾸로 😀"]


async def test_a_frame_beyond_all_measure_closes_only_its_own_connection(page: Page) -> None:
    await page.open()
    await page.send("x" * 2_000_000)
    with pytest.raises((ConnectionError, AssertionError)):
        await page.hear("said")

    await page.open()
    await page.say("after", "다시 왔어요")
    assert (await page.hear("said"))["id"] == "after"


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


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1", None, "x"])
async def test_a_page_from_elsewhere_is_not_let_in(page: Page, origin: str | None) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await page.http.ws_connect(f"{page.server.url}/chat/socket", origin=origin)

    assert refused.value.status == 403
    assert page.server.mailbox.accepted == []


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
