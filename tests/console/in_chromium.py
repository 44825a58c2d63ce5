"""What tests of the console in a real Chromium share."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

from playwright.async_api import Page

#: Set to a folder to keep pictures of the pages.
PICTURES = os.environ.get("CONSOLE_PICTURES", "")
#: The fixture `opens`: signs somebody in with a browser of their own.
Open = Callable[..., Awaitable[Page]]


async def picture(page: Page, name: str) -> None:
    """Keep a picture of the page when that is asked for."""
    if PICTURES:
        await page.screenshot(path=str(Path(PICTURES) / f"{name}.png"))
