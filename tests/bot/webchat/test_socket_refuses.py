"""The socket takes no nonsense, and lets nobody in from elsewhere."""

from __future__ import annotations

import os

import aiohttp
import pytest

from tests.bot.webchat.wire_page import Page


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


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1", None, "x"])
async def test_a_page_from_elsewhere_is_not_let_in(page: Page, origin: str | None) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await page.http.ws_connect(f"{page.server.url}/chat/socket", origin=origin)

    assert refused.value.status == 403
    assert page.server.mailbox.accepted == []
