"""cases: print every case; personal fields masked unless revealed with a reason, which is audited."""

from __future__ import annotations

import argparse
import asyncio
import getpass
import json
import sys
from typing import Any

from bot import clock
from bot.settings import Settings
from bot.verbs.opened import opened
from storage import audit, tickets
from storage.records.ticket import Ticket
from storage.transaction import Tx

#: Fields that say nothing about a person; signs and times may hold the sender's own words.
OPEN_FIELDS = frozenset({"about", "danger_now", "relation", "window", "who"})


def add_parser(commands: Any) -> None:
    """Add the verb."""
    parser = commands.add_parser("cases", help="print every case")
    parser.add_argument("--json", action="store_true", help="one JSON line a case")
    parser.add_argument("--reveal", action="store_true", help="open personal fields (audited)")
    parser.add_argument("--reason", default="", help="why; compulsory with --reveal")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print; 2 when --reveal comes without a reason."""
    if options.reveal and not options.reason.strip():
        sys.stderr.write("bot: --reveal needs --reason: opening personal fields is written down\n")
        return 2
    asyncio.run(_print(options, settings))
    return 0


async def _print(options: argparse.Namespace, settings: Settings) -> None:
    async with opened(settings) as store:
        found = await store.read(tickets.every)
        if options.reveal:
            await store.run(_write_down, len(found), options.reason.strip())
        for ticket in found:
            row = row_of(ticket, reveal=options.reveal)
            sys.stdout.write(json.dumps(row, ensure_ascii=False) if options.json else _line(row))
            sys.stdout.write("\n")


def _write_down(tx: Tx, count: int, reason: str) -> None:
    actor = f"operator:{getpass.getuser()}"
    audit.write(tx, actor, "reveal_all", f"{count} cases", reason, clock.now())


def row_of(ticket: Ticket, *, reveal: bool) -> dict[str, object]:
    """Return the documented form of one case."""
    fields = {
        name: value if reveal or name in OPEN_FIELDS else "***"
        for name, value in ticket.fields.items()
    }
    return {
        "number": ticket.number,
        "kind": ticket.kind,
        "status": ticket.status,
        "priority": ticket.priority.name.lower(),
        "opened_at": ticket.opened_at.isoformat(),
        "due_at": ticket.due_at.isoformat() if ticket.due_at else None,
        "channel": ticket.channel,
        "outcome": ticket.outcome,
        "unfinished": ticket.unfinished,
        "fields": fields,
    }


def _line(row: dict[str, object]) -> str:
    names = ("number", "kind", "status", "priority", "opened_at", "channel", "outcome")
    return "  ".join(str(row[name] or "-") for name in names)
