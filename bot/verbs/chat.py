"""chat: talk to the bot in a shell."""

from __future__ import annotations

import argparse
import asyncio
from typing import Any

from bot import clock, logs
from bot.app import keys_of, knowledge_of
from bot.channels.terminal import chat
from bot.core import Core, World, read_known
from bot.settings import Settings
from bot.single import Lock
from bot.staff_group import StaffGroup


def add_parser(commands: Any) -> None:
    """Add the verb."""
    parser = commands.add_parser("chat", help="talk to the bot in this terminal (/quit ends)")
    parser.add_argument(
        "--as", dest="key", default="terminal", help="name of the talk to go on with"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Talk until the input ends; the same store and rules as the service."""
    logs.set_up("error", settings["LOG_FORMAT"])
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    # beside the service both would decide on the same messages
    with Lock(settings.data_dir):
        asyncio.run(_chat(options.key, settings))
    return 0


async def _chat(key: str, settings: Settings) -> None:
    known = read_known(knowledge_of(settings))
    world = World(clock.now, clock.new_token)
    core = Core(settings.database, keys_of(settings), known, world, StaffGroup("telegram", "", ""))
    await core.start(clock=False)
    await chat(core.mailbox, known.office.key, key, world.clock)
    await core.stop()
