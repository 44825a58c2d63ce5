"""serve: run the service."""

from __future__ import annotations

import argparse
import asyncio
import errno
import sys
from typing import Any

from bot import logs
from bot.app import App
from bot.clock import new_token
from bot.settings import Settings
from bot.single import Lock
from storage import staff
from storage.records.staff import Role
from storage.transaction import Tx

FIRST_LOGIN = "admin"
#: How long a thread may keep the interpreter while others wait.
SWITCH_S = 0.0005


def add_parser(commands: Any) -> None:
    """Add the verb."""
    parser = commands.add_parser("serve", help="run the web page, the console and Telegram")
    parser.set_defaults(run=run)


def run(_options: argparse.Namespace, settings: Settings) -> int:
    """Run until stopped; a taken port is one clear sentence."""
    # the writer and the readers ask for the interpreter at every sentence of SQL; with Python's own
    # 5 ms each of them waits that long behind a page being rendered
    sys.setswitchinterval(SWITCH_S)
    logs.set_up(settings["LOG_LEVEL"], settings["LOG_FORMAT"])
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with Lock(settings.data_dir):
            asyncio.run(_serve(settings))
    except OSError as fault:
        if fault.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        sys.stderr.write(
            f"bot: port {settings.port} is taken or not allowed; choose another: PORT=8090 make run\n"
        )
        return 2
    return 0


async def _serve(settings: Settings) -> None:
    app = App(settings)

    async def announce() -> None:
        link = await first_link(app)
        if link:
            sys.stdout.write(
                f"\n첫 직원 계정으로 들어가는 주소입니다. 24시간 안에 한 번 열 수 있습니다:\n  {link}\n"
            )
        sys.stdout.write(f"\n주민 화면: {settings.url}/\n직원 화면: {settings.url}/staff/\n\n")
        sys.stdout.flush()

    await app.serve(announce)


async def first_link(app: App) -> str:
    """
    Make the first account when there is none; return its one-time sign-in address.

    Until somebody has set its password every start gives a new address; afterwards ''.
    """
    token = new_token()
    at = app.core.world.clock()

    def make(tx: Tx) -> bool:
        people = staff.everyone(tx)
        if people and (len(people) > 1 or people[0].login != FIRST_LOGIN or people[0].has_password):
            return False
        staff_id = (
            people[0].id if people else staff.add_staff(tx, FIRST_LOGIN, "첫 관리자", Role.LEAD, at)
        )
        staff.make_link(tx, staff_id, token, at)
        return True

    made = await app.core.store.run(make)
    return f"{app.settings.url}/staff/link/{token}" if made else ""
