"""breach: the list of affected people for the notice that the law asks for; sealed, and written down."""

from __future__ import annotations

import argparse
import asyncio
import csv
import getpass
import io
import os
import sys
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from bot import clock
from bot.settings import Settings
from bot.verbs.opened import opened
from handlers.hours import SEOUL
from storage import audit, breach
from storage.sealing import Sealer, load_keys
from storage.transaction import Tx

#: From so many on 보호위/KISA must be told in any case (시행령 제40조).
TELL_FROM = 1_000
COLUMNS = ("contact", "channel", "chat_key", "reachable_by_chat", "phones", "cases", "kept")


def add_parser(commands: Any) -> None:
    """Add the verb."""
    parser = commands.add_parser("breach", help="list who is affected by a leak")
    actions = parser.add_subparsers(dest="action", required=True)
    exporting = actions.add_parser("export", help="write the list of affected people, sealed")
    exporting.add_argument(
        "--from", dest="begin", type=_day, required=True, help="first day of the leak (2026-11-23)"
    )
    exporting.add_argument("--to", dest="end", type=_day, required=True, help="last day of it")
    exporting.add_argument("--reason", required=True, help="why; it is written down")
    exporting.set_defaults(run=run_export)
    opening = actions.add_parser("open", help="print a list that was exported")
    opening.add_argument("file", type=Path)
    opening.add_argument("--reason", required=True, help="why; it is written down")
    opening.set_defaults(run=run_open)


def _day(text: str) -> datetime:
    try:
        return datetime.combine(datetime.fromisoformat(text).date(), time.min, SEOUL)
    except ValueError:
        raise argparse.ArgumentTypeError(f"write a day as 2026-11-23, not {text}") from None


def run_export(options: argparse.Namespace, settings: Settings) -> int:
    """Write the list; 2 without a reason or when the days are the wrong way round."""
    if not options.reason.strip() or options.end < options.begin:
        sys.stderr.write("bot: --reason must say something, and --to not be before --from\n")
        return 2
    people = asyncio.run(_gather(options, settings))
    target = settings.data_dir / f"affected-{clock.now():%Y%m%dT%H%M%SZ}.sealed"
    handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(Sealer(load_keys(settings.key_file)).seal_bytes(table(people).encode()))
    sys.stdout.write(f"{target}: {len(people)} people\n")
    sys.stdout.write(f"To read it: python -m bot breach open {target} --reason WHY\n")
    if len(people) >= TELL_FROM:
        sys.stdout.write(f"{TELL_FROM} or more: tell 개인정보보호위원회 or KISA within 72 hours\n")
    return 0


async def _gather(options: argparse.Namespace, settings: Settings) -> list[breach.Affected]:
    end = options.end + timedelta(days=1)

    def gather(tx: Tx) -> list[breach.Affected]:
        found = breach.affected(tx, options.begin, end)
        days = f"{options.begin:%Y-%m-%d}..{options.end:%Y-%m-%d}"
        detail = f"{days} {options.reason.strip()}"
        audit.write(tx, _operator(), "breach_export", f"{len(found)} people", detail, clock.now())
        return found

    async with opened(settings) as store:
        return await store.run(gather)


def run_open(options: argparse.Namespace, settings: Settings) -> int:
    """Print a list; 2 without a reason."""
    if not options.reason.strip():
        sys.stderr.write("bot: --reason must say something\n")
        return 2
    content = Sealer(load_keys(settings.key_file)).open_bytes(options.file.read_bytes())
    asyncio.run(_write_down(options, settings))
    sys.stdout.write(content.decode())
    return 0


async def _write_down(options: argparse.Namespace, settings: Settings) -> None:
    async with opened(settings) as store:
        await store.run(
            audit.write, _operator(), "breach_opened", options.file.name, options.reason.strip(),
            clock.now(),
        )  # fmt: skip


def _operator() -> str:
    return f"operator:{getpass.getuser()}"


def table(people: list[breach.Affected]) -> str:
    """Write the list as CSV: whom to tell, by which way, of what."""
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(COLUMNS)
    for person in people:
        reachable = person.contact is not None and not person.blocked
        rows.writerow(
            (
                person.contact or "", person.channel, person.key, "yes" if reachable else "no",
                " ".join(person.phones), " ".join(person.cases), " ".join(sorted(person.kinds)),
            )
        )  # fmt: skip
    return out.getvalue()
