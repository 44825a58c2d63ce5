"""A colleague at the console who presses twice: each form once, whatever dies in between."""

from __future__ import annotations

import asyncio
import random  # noqa: TID251 - chance is what a torture is made of
import re
import secrets
from collections.abc import Callable
from contextlib import suppress

import aiohttp

from bot.console.guard import COOKIE
from storage.transaction import Tx
from tests.fake_telegram.world import Chat
from torture.checks import Findings

NUMBER = re.compile(r"W-\d{4}-\d{4,}")
#: How many times one form is sent at once.
SUBMITS = (1, 2, 3)
DONE = (200, 303)


class Officer:
    """Writes notes on cases; a note without an answer is sent again with the same form key."""

    def __init__(self, port: int, session: str, group: Chat, chance: random.Random) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.session, self.group, self.chance = session, group, chance
        #: Text of each note, and whether the service said that it is kept.
        self.notes: dict[str, bool] = {}
        self.submits = 0
        self._open: list[tuple[str, str, str]] = []

    async def work(self, over: Callable[[], bool]) -> None:
        """Write notes until it is over."""
        while not over():
            if number := self._some_case():
                text = f"메모 {secrets.token_hex(6)}"
                self.notes[text] = False
                self._open.append((number, text, secrets.token_urlsafe(16)))
            await self._send_what_is_open()
            await asyncio.sleep(self.chance.uniform(0.1, 0.6))

    async def settle(self, within_s: float) -> None:
        """Send again what was never answered."""
        with suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                while self._open:
                    await self._send_what_is_open()
                    await asyncio.sleep(0.1)

    def check(self, findings: Findings, tx: Tx) -> None:
        """Each note is there once."""
        rows = tx.all("SELECT text_sealed FROM event WHERE actor LIKE 'staff:%' AND kind = 'note'")
        texts = [tx.sealer.open(row[0]) for row in rows]
        if self.notes and not any(self.notes.values()):
            findings.add("broken", "the console never said that a note is kept")
        for text, confirmed in self.notes.items():
            if texts.count(text) > 1:
                findings.add("doubled", f"a note from the console: {texts.count(text)} times")
            elif confirmed and not texts.count(text):
                findings.add("lost", "a note that the console said was kept")

    def _some_case(self) -> str:
        texts = [str(m.get("text", "")) for m in list(self.group.messages.values())[-20:]]
        found = [number for text in texts for number in NUMBER.findall(text)]
        return self.chance.choice(found) if found else ""

    async def _send_what_is_open(self) -> None:
        headers = {"Origin": self.base, "Sec-Fetch-Site": "same-origin"}
        cookies = {COOKIE: self.session}
        async with aiohttp.ClientSession(headers=headers, cookies=cookies) as session:
            for note in tuple(self._open):
                times = self.chance.choice(SUBMITS)
                answers = await asyncio.gather(*(self._post(session, *note) for _ in range(times)))
                if any(answers):
                    self.notes[note[1]] = True
                    self._open.remove(note)

    async def _post(self, session: aiohttp.ClientSession, number: str, text: str, key: str) -> bool:
        self.submits += 1
        form = {"token": key, "text": text}
        with suppress(aiohttp.ClientError, OSError, TimeoutError):
            async with session.post(
                f"{self.base}/staff/case/{number}/note", data=form, allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=5),
            ) as answer:  # fmt: skip
                home = "/case/" in answer.headers.get("Location", "/case/")
                return answer.status in DONE and home
        return False
