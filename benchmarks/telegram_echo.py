"""
What durability costs on Telegram: our echo bot against a bare python-telegram-bot one, on the same fake server.

`python -m benchmarks.telegram_echo`. Both poll; a burst of messages waits; the clock stops at the last reply.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.child import cpu_s, started
from benchmarks.figures import Figure, Rounds, interleaved, ratios, show
from tests.fake_telegram import FakeTelegram, Person

GOAL = 0.8
PEOPLE, WARM, MESSAGES, ROUNDS = 100, 200, 1_500, 5
PATIENCE_S = 300.0


async def run(way: str, folder: Path) -> tuple[float, float]:
    """Start a fresh server and bot; return (replies a second, CPU seconds of the bot)."""
    async with FakeTelegram() as fake:
        people = [fake.person(f"p{n}") for n in range(PEOPLE)]
        command = [
            sys.executable, "-m", "benchmarks.telegram_bots", way, fake.api_url, fake.token, str(folder),
        ]  # fmt: skip
        with started(command, {}, folder / f"{way}.log") as process:
            await _burst(people, WARM)
            used, began = cpu_s(process.pid), time.perf_counter()
            await _burst(people, MESSAGES)
            return MESSAGES / (time.perf_counter() - began), cpu_s(process.pid) - used


async def _burst(people: list[Person], count: int) -> None:
    replies = sum(len(person.chat.from_bot) for person in people) + count
    for number in range(count):
        await people[number % len(people)].says(f"안녕하세요 {number}")
    ends = time.monotonic() + PATIENCE_S
    while sum(len(person.chat.from_bot) for person in people) < replies:
        if time.monotonic() > ends:
            raise RuntimeError("the bot did not answer everything: see its log")
        await asyncio.sleep(0.005)


def measure() -> list[Figure]:
    """Return the figure."""
    used: dict[str, list[float]] = {"bare": [], "durable": []}

    def rate(way: str) -> float:
        with tempfile.TemporaryDirectory() as folder:
            found, cpu = asyncio.run(run(way, Path(folder)))
        used[way].append(cpu / MESSAGES * 1e6)
        return found

    rates = interleaved({way: lambda way=way: rate(way) for way in used}, ROUNDS)
    share = ratios(rates["durable"], rates["bare"])
    cpu = {way: Rounds(tuple(values)).median for way, values in used.items()}
    return [
        Figure(
            "Telegram echo: durable bot / bare python-telegram-bot, replies a second",
            f">= {GOAL}x",
            f"{share.spread()}x",
            share.median >= GOAL,
            "telegram_echo",
            f"{rates['durable'].median:,.0f} against {rates['bare'].median:,.0f} replies/s;"
            f" CPU {cpu['durable']:,.0f} against {cpu['bare']:,.0f} us a reply",
        )
    ]


if __name__ == "__main__":
    sys.exit(show(measure()))
