"""A real Chromium for the tests of the page: where it is found, how it is started."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright, expect

ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
#: Debian's package; Playwright's own Chromium when it is not there.
CHROMIUM = shutil.which(os.environ.get("CHROMIUM", "chromium")) or ""
#: Milliseconds a test waits for what must come to a page; only a failing one waits so long.
PATIENCE = 20_000
AXE = Path(__file__).parents[2] / "vendor" / "axe.min.js"


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Start a browser and stop it; what is expected of a page may take as long as a busy machine needs."""
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        path = CHROMIUM or None
        browser = await playwright.chromium.launch(executable_path=path, args=list(ARGS))
        yield browser
        await browser.close()


async def bubbles(page: Page, who: str) -> list[str]:
    """Return the words of all bubbles of "me", "bot" or "staff", in order."""
    return await page.locator(f".line.{who} .words").all_inner_texts()


async def say(page: Page, words: str) -> None:
    """Type and press Enter."""
    await page.fill("#text", words)
    await page.press("#text", "Enter")


async def overflow(page: Page) -> int:
    """Return by how many pixels the page, or the talk in it, is wider than the window."""
    return int(
        await page.evaluate(
            "Math.max(document.documentElement.scrollWidth - innerWidth,"
            " ...['#log', '#composer', '.top', '.numbers', '#menu'].map(s => {"
            " const e = document.querySelector(s); return e.scrollWidth - e.clientWidth }))"
        )
    )


async def small_targets(page: Page) -> list[str]:
    """Name everything that can be pressed and is smaller than 44 x 44 px (links in a sentence are not)."""
    return list(
        await page.evaluate(
            """[...document.querySelectorAll('a:not(.tel):not(.skip), button, textarea')]
            .filter(e => e.getClientRects().length)
            .map(e => [e, e.getBoundingClientRect()])
            .filter(([e, r]) => r.width < 43.5 || r.height < 43.5)
            .map(([e, r]) => `${e.id || e.className || e.textContent} ${r.width}x${r.height}`)"""
        )
    )
