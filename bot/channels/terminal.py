"""The same conversation in a shell: type, read, pick by number."""

from __future__ import annotations

import asyncio
import sys
from itertools import count

from bot.channels.channel import Line, Mailbox
from bot.clock import Clock
from handlers.messages import Inbound, Kind, Reply, Style

CHANNEL = "terminal"
_COLOURS = {"bot": "\033[36m", "staff": "\033[33m", "me": "\033[0m"}
_RESET = "\033[0m"


def render(reply: Reply, first_number: int = 1) -> str:
    """Show a bubble as lines; buttons are numbered as the core counts them."""
    lines = [reply.text] if reply.style is not Style.DANGER else [f"!! {reply.text}"]
    if reply.note:
        lines.append(f"   ({reply.note})")
    number = count(first_number)
    for button in reply.buttons:
        label = f"  [{next(number)}] {button.label}" if button.value else f"  · {button.label}"
        lines.append(label)
    return "\n".join(lines)


async def chat(mailbox: Mailbox, office: str, key: str, clock: Clock) -> None:
    """Talk until the input ends or somebody types /quit."""
    shown = 0
    loop = asyncio.get_running_loop()
    listening = asyncio.create_task(_listen(mailbox, key, shown))
    for number in count(1):
        text = await loop.run_in_executor(None, sys.stdin.readline)
        if not text or text.strip() == "/quit":
            break
        stamp = f"{clock().timestamp():.3f}:{number}"
        kind = Kind.START if text.strip() == "/start" else Kind.TEXT
        words = "" if kind is Kind.START else text.strip()
        await mailbox.accept(Inbound(office, CHANNEL, key, stamp, clock(), kind, words))
    await asyncio.sleep(0.5)
    listening.cancel()


async def _listen(mailbox: Mailbox, key: str, shown: int) -> None:
    async for _ in mailbox.arrivals(CHANNEL, key):
        lines = [x for x in await mailbox.history(CHANNEL, key, shown) if x.outbox_id > shown]
        number = 1
        for line in lines:
            _print(line, number)
            number += sum(1 for b in line.reply.buttons if b.value)
            shown = max(shown, line.outbox_id)
        if lines:
            await mailbox.acknowledge(CHANNEL, key, shown)


def _print(line: Line, number: int) -> None:
    sys.stdout.write(f"{_COLOURS[line.who]}{render(line.reply, number)}{_RESET}\n\n")
    sys.stdout.flush()
