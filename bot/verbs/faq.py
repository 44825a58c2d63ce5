"""faq: check the knowledge; list the questions that found no answer."""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path
from typing import Any

import faq_data
from bot import clock
from bot.settings import Settings
from bot.verbs.opened import opened
from handlers.hours import seoul
from intents.check import check
from intents.load import load
from storage import reviews


def add_parser(commands: Any) -> None:
    """Add the verb."""
    parser = commands.add_parser("faq", help="check the knowledge, list missed questions")
    actions = parser.add_subparsers(dest="action", required=True)
    checking = actions.add_parser(
        "check", help="refuse faulty entries, list what is due for review"
    )
    checking.add_argument("--quiet", action="store_true", help="faults only, no warnings")
    checking.set_defaults(run=run_check)
    missed = actions.add_parser("missed", help="questions that found no answer, like ones together")
    missed.set_defaults(run=run_missed)


def run_check(options: argparse.Namespace, settings: Settings) -> int:
    """Print each fault with file and line; 1 when there is one."""
    folder = Path(settings["FAQ_DIR"] or Path(faq_data.__file__).parent)
    knowledge = load(folder)
    found = check(knowledge, seoul(clock.now()).date())
    errors = [f for f in found if f.severity == "error"]
    for fault in errors if options.quiet else found:
        sys.stdout.write(f"{fault}\n")
    sys.stdout.write(
        f"{len(knowledge.entries)} entries, {len(errors)} errors, {len(found) - len(errors)} warnings\n"
    )
    return 1 if errors else 0


def run_missed(_options: argparse.Namespace, settings: Settings) -> int:
    """Print missed questions, the most frequent first."""

    async def show() -> None:
        async with opened(settings) as store:
            for missed in await store.read(reviews.missed_texts):
                sys.stdout.write(f"{missed.count:4} {missed.reason:14} {missed.text}\n")

    asyncio.run(show())
    return 0
