"""
Take the pictures of docs/screenshots again, from the real service with a clock that is moved.

One evening and the morning after: a neighbour reports at night, a question with typos is answered, a
call is asked for, staff see it all at nine. Everything told here is made up.
"""

from __future__ import annotations

import asyncio
import io
import logging
import shutil
import socket
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image
from playwright.async_api import Browser, Page, async_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot import clock, logs  # noqa: E402 - found through the line above
from bot.app import App  # noqa: E402
from bot.core import World  # noqa: E402
from bot.settings import read_settings  # noqa: E402
from storage import staff  # noqa: E402
from storage.records.staff import Role  # noqa: E402
from storage.transaction import Tx  # noqa: E402

SHOTS = ROOT / "docs" / "screenshots"
SEOUL = ZoneInfo("Asia/Seoul")
NIGHT = datetime(2026, 11, 22, 22, 41, tzinfo=SEOUL)
MORNING = datetime(2026, 11, 23, 9, 4, tzinfo=SEOUL)
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
ARGS += ["--disable-component-update", "--disable-sync"]
LARGEST = 150_000
PHONE = {"width": 390, "height": 1040}
DESK = {"width": 1366, "height": 768}
FIELD = {"width": 390, "height": 844}


class MovedClock:
    """The real clock, shifted; it only ever goes forward."""

    def __init__(self, at: datetime) -> None:
        self.shift = timedelta()
        self.move(at)

    def __call__(self) -> datetime:
        """Return the shifted moment."""
        return clock.now() + self.shift

    def move(self, at: datetime) -> None:
        """Go on from there."""
        self.shift = at - clock.now()


def free_port() -> int:
    """Ask the system for a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def page_of(browser: Browser, app: App, size: dict[str, int], scale: float) -> Page:
    """Open a fresh visitor whose browser has the service's time."""
    context = await browser.new_context(
        viewport=size, device_scale_factor=scale, locale="ko-KR", timezone_id="Asia/Seoul",
        reduced_motion="reduce",
    )  # fmt: skip
    await context.clock.set_system_time(app.core.world.clock())
    return await context.new_page()


async def shoot(page: Page, name: str) -> None:
    """Keep what is seen, as a small PNG."""
    await page.wait_for_timeout(600)
    picture = Image.open(io.BytesIO(await page.screenshot()))
    target = SHOTS / f"{name}.png"
    picture.convert("RGB").quantize(200, dither=Image.Dither.NONE).save(target, optimize=True)
    size = target.stat().st_size
    print(f"{target.relative_to(ROOT)}: {size // 1000} kB")
    if size > LARGEST:
        raise SystemExit(f"{target} is larger than {LARGEST} bytes")


async def answered(page: Page, before: int) -> None:
    """Wait until the bot has said something new and fallen silent."""
    for _ in range(100):
        await page.wait_for_timeout(100)
        if await page.locator(".line.bot").count() > before:
            break
    await page.wait_for_timeout(700)


async def say(page: Page, words: str) -> None:
    """Type a message and wait for the answer."""
    before = await page.locator(".line.bot").count()
    await page.fill("#text", words)
    await page.press("#text", "Enter")
    await answered(page, before)


async def press(page: Page, label: str) -> None:
    """Press the newest button with this label and wait for the answer."""
    before = await page.locator(".line.bot").count()
    await page.locator("#log").get_by_role("button", name=label, exact=True).last.click()
    await answered(page, before)


async def resident(browser: Browser, app: App) -> Page:
    """Open the chat and wait for its greeting."""
    page = await page_of(browser, app, PHONE, 2)
    await page.goto(app.settings.url)
    await answered(page, 2)
    return page


async def at_night(browser: Browser, app: App) -> None:
    """A neighbour reports on a Sunday evening."""
    page = await resident(browser, app)
    await press(page, "이웃이 걱정돼요")
    await say(page, "솔밭빌라 203호 할머니가 사흘째 안 보이고 우편물이 쌓였어요")
    await press(page, "모르겠어요")
    await press(page, "이웃·지인")
    await press(page, "그냥 보내기")
    await press(page, "신고 보내기")
    await shoot(page, "report-at-night")


async def in_the_morning(browser: Browser, app: App) -> Page:
    """Questions on Monday; one asks for a call, one waits for a person: her page is returned."""
    page = await resident(browser, app)
    await shoot(page, "welcome")
    await say(page, "에너지 바우쳐 어떻개 신청하나요")
    await shoot(page, "question-with-typos")
    caller = await resident(browser, app)
    await press(caller, "전화 상담 신청")
    await press(caller, "생활이 어려워요")
    await press(caller, "네")
    await say(caller, "010-0000-0000")
    await caller.locator("#log button", has_text="오후").last.click()
    await caller.wait_for_timeout(800)
    talker = await resident(browser, app)
    await say(talker, "사람과 상담")
    await say(talker, "어머니 병원비 때문에 여쭤보고 싶어요")
    return talker


async def signed_in(browser: Browser, app: App) -> Page:
    """An officer signs in: from then on a resident who asks for a person finds one."""
    link = await app.core.store.run(officer, app.core.world.new_token(), app.core.world.clock())
    page = await page_of(browser, app, DESK, 1)
    await page.goto(f"{app.settings.url}/staff/link/{link}")
    await page.get_by_role("button", name="로그인하기").click()
    await page.fill("input[name=new]", "해질녘 느티나무 아래")
    await page.fill("input[name=again]", "해질녘 느티나무 아래")
    await page.get_by_role("button", name="저장").click()
    await page.wait_for_url("**/staff/")
    return page


async def at_the_desk(browser: Browser, app: App, page: Page, talker: Page) -> None:
    """The officer looks at the queue, takes the report, talks, and looks at the day."""
    await page.reload()
    await shoot(page, "console-queue")
    await takes(page, "위기가구 신고")
    await shoot(page, "console-case")
    await a_talk(page, talker)
    await page.goto(f"{app.settings.url}/staff/numbers")
    await shoot(page, "console-numbers")
    await in_the_field(browser, page, app)


async def takes(page: Page, kind: str) -> None:
    """Open the first case of a kind and claim it."""
    await page.locator(".items a", has_text=kind).first.click()
    await page.get_by_role("button", name="내가 맡기").first.click()
    await page.wait_for_selector("#text-reply")


async def replies(page: Page, words: str) -> None:
    """Write to the resident."""
    await page.fill("#text-reply", words)
    await page.press("#text-reply", "Control+Enter")
    await page.wait_for_timeout(700)


async def a_talk(page: Page, talker: Page) -> None:
    """A live consultation, both sides of it."""
    await page.locator(".tabs a", has_text="할당 전").click()
    await takes(page, "실시간 상담")
    await replies(page, "안녕하세요, 김하나입니다. 어머니께서는 언제 입원하셨나요?")
    await talker.fill("#text", "지난주 목요일이요. 병원비가 300만 원 나왔어요")
    await talker.press("#text", "Enter")
    await page.wait_for_timeout(900)
    await replies(
        page, "긴급복지 의료지원을 먼저 살펴볼게요. 진단서와 병원비 고지서를 가지고 계신가요?"
    )
    await talker.fill("#text", "네, 둘 다 있어요")
    await talker.press("#text", "Enter")
    await page.wait_for_timeout(5_000)
    await shoot(page, "console-talk")
    await shoot(talker, "talk-with-staff")


async def in_the_field(browser: Browser, page: Page, app: App) -> None:
    """The same officer's phone, on the way to a visit."""
    phone = await page_of(browser, app, FIELD, 2)
    await phone.context.add_cookies(await page.context.cookies())  # type: ignore[arg-type]
    await phone.goto(f"{app.settings.url}/staff/case/W-2026-0001")
    await phone.wait_for_selector("#text-reply")
    await shoot(phone, "console-phone")


def officer(tx: Tx, token: str, at: datetime) -> str:
    """Make an account and its one-time link."""
    staff.make_link(tx, staff.add_staff(tx, "hana", "김하나", Role.OFFICER, at), token, at)
    return token


async def main() -> None:
    """Run the service on a folder that is thrown away, and take all pictures."""
    logs.set_up("error", "text")
    logging.disable(logging.WARNING)
    SHOTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        time = MovedClock(NIGHT)
        settings = read_settings(
            {"DATA_DIR": folder, "PORT": str(free_port()), "OFFICE_PHONE": "031-000-0000"}
        )
        app = App(settings, World(time, clock.new_token))
        await app.start()
        try:
            async with async_playwright() as playwright:
                browser = await playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=ARGS
                )
                await at_night(browser, app)
                time.move(MORNING)
                await app.core.clockwork.tick()
                desk = await signed_in(browser, app)
                talker = await in_the_morning(browser, app)
                await at_the_desk(browser, app, desk, talker)
                await browser.close()
        finally:
            await app.stop()


if __name__ == "__main__":
    asyncio.run(main())
