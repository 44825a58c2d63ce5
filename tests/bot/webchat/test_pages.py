"""The plain pages over real HTTP: headers, uploads, whose photo it is."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from io import BytesIO

import pytest
from PIL import Image

from tests.bot.webchat.small import Server, SmallOffice
from tests.bot.webchat.wire_page import Page


def photo() -> bytes:
    out = BytesIO()
    Image.new("RGB", (60, 40), "orange").save(out, "PNG")
    return out.getvalue()


async def upload(page: Page, body: bytes, **headers: str) -> tuple[int, dict[str, str]]:
    url = f"{page.server.url}/chat/upload"
    async with page.http.post(
        url, data=BytesIO(body), headers={"Origin": page.server.url, **headers}
    ) as got:
        return got.status, await got.json()


@pytest.mark.parametrize(
    "path", ["/", "/away", "/static/chat/chat.js", "/static/chat/no", "/chat/attachment/x"]
)
async def test_every_answer_carries_the_headers(page: Page, path: str) -> None:
    async with page.http.get(page.server.url + path) as got:
        policy = got.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert got.headers["X-Content-Type-Options"] == "nosniff"
        assert got.headers["Referrer-Policy"] == "no-referrer"
        assert "geolocation=(self)" in got.headers["Permissions-Policy"]


async def test_opening_the_page_gives_no_cookie_and_the_socket_does(page: Page) -> None:
    """A visit by a link from elsewhere comes without the Strict cookie; it must not be replaced."""
    async with page.http.get(page.server.url) as got:
        assert "Set-Cookie" not in got.headers
    await page.open()
    async with page.http.get(page.server.url) as got:
        assert "Max-Age=15552000" in got.headers["Set-Cookie"]
        assert "Secure" not in got.headers["Set-Cookie"]


async def test_the_cookie_is_secure_behind_a_proxy_with_tls(page: Page) -> None:
    await page.open()
    async with page.http.get(page.server.url, headers={"X-Forwarded-Proto": "https"}) as got:
        assert "Secure" in got.headers["Set-Cookie"]


async def test_a_photo_is_seen_by_its_own_visitor_only(
    page: Page, new_page: Callable[[], Awaitable[Page]]
) -> None:
    await page.open()
    status, told = await upload(page, photo())
    await page.say("p", attachments=[told["key"]])
    await page.hear("said")
    address = f"{page.server.url}/chat/attachment/{told['key']}"
    stranger = await new_page()
    await stranger.open()

    assert status == 200
    async with page.http.get(address) as got:
        assert got.headers["Content-Type"] == "image/jpeg"
        assert got.headers["Cache-Control"] == "no-store"
        assert (await got.read()).startswith(b"\xff\xd8")
    async with stranger.http.get(address) as got:
        assert got.status == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"<svg/>", 415),
        (b"%PDF-1.7", 415),
        (b"", 415),
        (photo()[:80], 415),
        (b"x" * (10 << 20), 415),
        (b"x" * (10 << 20) + b"x", 413),
    ],
)
async def test_what_is_no_photo_is_refused_kindly(page: Page, body: bytes, status: int) -> None:
    await page.open()
    got, told = await upload(page, body, **{"Content-Type": "image/jpeg"})

    assert got == status
    assert told["say"].endswith("주세요.")


async def test_an_upload_from_elsewhere_or_from_nobody_is_refused(page: Page) -> None:
    assert (await upload(page, photo()))[0] == 403
    await page.open()
    assert (await upload(page, photo(), Origin="https://evil.example"))[0] == 403
    assert (await upload(page, photo()))[0] == 200


async def test_hiding_the_talk_makes_this_device_a_stranger(page: Page) -> None:
    await page.open()
    await page.say("a", "비밀이에요")
    await page.hear("said")
    await asyncio.sleep(0.05)
    async with page.http.post(
        f"{page.server.url}/chat/forget", headers={"Origin": page.server.url}
    ) as got:
        assert got.status == 200

    assert await page.open() == []


async def test_the_names_of_office_and_numbers_are_escaped(server: Server, page: Page) -> None:
    await server.stop()
    server.office = SmallOffice(name="<b>송산</b>", phone="")
    await server.start()
    async with page.http.get(server.url) as got:
        text = await got.text()

    assert "<b>송산" not in text
    assert "&lt;b&gt;송산" in text


@pytest.mark.parametrize("phone", ["", "동 대표전화"])
async def test_an_office_without_a_number_has_no_dead_telephone_link(
    server: Server, page: Page, phone: str
) -> None:
    await server.stop()
    server.office = SmallOffice(phone=phone)
    await server.start()
    async with page.http.get(server.url) as got:
        text = await got.text()

    assert 'href=""' not in text
    assert 'href="tel:"' not in text
    assert "전화하거나 찾아와 주세요" in text


async def test_the_neutral_page_says_nothing_of_us(page: Page) -> None:
    async with page.http.get(f"{page.server.url}/away") as got:
        text = await got.text()

    for word in ("복지", "상담", "망원경", "송산", "chat.js"):
        assert word not in text


async def test_without_script_the_telephone_is_there(page: Page) -> None:
    async with page.http.get(page.server.url) as got:
        text = await got.text()

    assert '<a href="tel:0318700000">031-870-0000</a>' in text.partition("<noscript>")[2]


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ("en-US,en;q=0.9,ko;q=0.1", ("Leave quickly", "Emergency", "I need help")),
        ("fr,zh-CN;q=0.8,ko;q=0.2", ("快速离开", "紧急时", "我需要帮助")),
        ("vi", ("Thoát nhanh", "Khẩn cấp", "Tôi cần giúp đỡ")),
    ],
)
async def test_the_emergency_strip_and_the_way_to_help_speak_the_browsers_language(
    page: Page, wanted: str, says: tuple[str, ...]
) -> None:
    """U9."""
    async with page.http.get(page.server.url, headers={"Accept-Language": wanted}) as got:
        text = await got.text()
        assert got.headers["Vary"] == "Accept-Language"

    assert all(words in text for words in says)
    assert "빨리 나가기" not in text


@pytest.mark.parametrize("wanted", ["ko-KR,ko;q=0.9,en;q=0.8", "", "fr", "en;q=x", ";;;,,"])
async def test_in_any_other_language_the_page_is_korean_and_the_doors_stand_in_the_menu(
    page: Page, wanted: str
) -> None:
    async with page.http.get(page.server.url, headers={"Accept-Language": wanted}) as got:
        text = await got.text()

    assert "빨리 나가기" in text
    assert 'class="tongue"' not in text
    assert 'data-press="l:vi"' in text
