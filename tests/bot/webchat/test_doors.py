"""A flood from one address is slowed down; all of it is kept, and others feel nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.channels.webchat.doors import LOCAL, LONGEST_S, Doors, address_of
from bot.channels.webchat.limits import Pace
from tests.bot.webchat.small import Server
from tests.bot.webchat.wire_page import Page

NewPage = Callable[[], Awaitable[Page]]


@pytest.mark.parametrize(
    ("remote", "forwarded", "address"),
    [
        ("203.0.113.7", None, "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),
        ("127.0.0.1", None, "127.0.0.1"),
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "10.9.9.9, 198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "<script>", "<script>"),
        ("127.0.0.1", "2001:db8:1:2:3:4:5:6", "2001:0db8:0001:0002"),
        ("127.0.0.1", "2001:db8:1:2:ffff::1", "2001:0db8:0001:0002"),
        ("127.0.0.1", "::ffff:198.51.100.1", "198.51.100.1"),
        ("", None, ""),
        (None, "198.51.100.1", ""),
    ],
)
def test_an_address_is_told_by_the_socket_or_by_our_own_proxy(
    remote: str | None, forwarded: str | None, address: str
) -> None:
    assert address_of(remote, forwarded, LOCAL) == address


def test_nobody_waits_longer_than_bearable_and_the_debt_is_forgiven() -> None:
    pace = Pace(burst=10, per_second=1, longest_s=LONGEST_S)
    waits = [pace.wait_s("flood", 0) for _ in range(10_000)]

    assert max(waits) == LONGEST_S
    assert pace.wait_s("flood", LONGEST_S + 1) == 0


def test_a_hundred_people_at_one_address_are_not_slowed() -> None:
    """A phone company's address, or an office's: each writes every two seconds."""
    pace = Doors().messages

    assert {pace.wait_s("shared", n / 50) for n in range(5_000)} == {0.0}


async def test_a_flood_of_invented_visitors_is_slowed_and_all_of_it_is_kept(
    server: Server, new_page: NewPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    sleep = asyncio.sleep

    async def noted(seconds: float) -> None:
        # the loop goes on at once: how long it would be is what matters
        slept.append(seconds)
        await sleep(0)

    monkeypatch.setattr("bot.channels.webchat.doors.asyncio.sleep", noted)
    # a slow machine writes no flood: for the doors all of it comes at one moment
    monkeypatch.setattr("bot.channels.webchat.doors.monotonic", lambda: 0.0)
    pages = [await new_page() for _ in range(40)]
    for page in pages:
        await page.open()
        for number in range(10):
            await page.say(f"m{number}", "도와주세요")
    for page in pages:
        for _ in range(10):
            await page.hear("said")

    assert len(server.mailbox.texts()) == 400
    assert any(0 < wait_s <= LONGEST_S for wait_s in slept)


async def test_photos_of_one_address_are_slowed_whoever_sends_them(
    server: Server, new_page: NewPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    wait_s = Pace.wait_s

    def noted(self: Pace, key: str, now_s: float) -> float:
        asked.append(key)
        return wait_s(self, key, now_s)

    monkeypatch.setattr(Pace, "wait_s", noted)
    page = await new_page()
    await page.open()
    headers = {"Origin": server.url, "X-Forwarded-For": "198.51.100.9"}
    async with page.http.post(f"{server.url}/chat/upload", data=b"none", headers=headers) as answer:
        assert answer.status == 415

    assert "198.51.100.9" in asked
