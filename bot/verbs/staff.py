"""staff: accounts of the console."""

from __future__ import annotations

import argparse
import asyncio
import sys
from typing import Any

from bot import clock
from bot.settings import Settings
from bot.verbs.opened import opened
from storage import audit, staff
from storage.records.staff import Role
from storage.transaction import Tx


def add_parser(commands: Any) -> None:
    """Add the verb."""
    parser = commands.add_parser("staff", help="list, add, link or disable staff accounts")
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("list", help="show all accounts").set_defaults(run=run_list)
    adding = actions.add_parser("add", help="add an account and print its one-time sign-in address")
    adding.add_argument("login")
    adding.add_argument("--name", required=True, help="name as colleagues see it")
    adding.add_argument("--role", choices=[r.value for r in Role], default=Role.OFFICER.value)
    adding.set_defaults(run=run_add)
    linking = actions.add_parser("link", help="print a new one-time sign-in address")
    linking.add_argument("login")
    linking.set_defaults(run=run_link)
    binding = actions.add_parser("telegram", help="bind a Telegram user id, for the staff group")
    binding.add_argument("login")
    binding.add_argument("user_id")
    binding.set_defaults(run=run_telegram)
    ending = actions.add_parser("disable", help="end an account and its sessions at once")
    ending.add_argument("login")
    ending.set_defaults(run=run_disable)


def run_list(_options: argparse.Namespace, settings: Settings) -> int:
    """Print login, role, state."""

    async def show() -> None:
        async with opened(settings) as store:
            for person in await store.read(staff.everyone):
                state = "disabled" if person.disabled else "on duty" if person.on_duty else "away"
                sys.stdout.write(f"{person.login:16} {person.role:10} {state}\n")

    asyncio.run(show())
    return 0


def run_add(options: argparse.Namespace, settings: Settings) -> int:
    """Add an account; 2 when the login is taken."""

    def add(tx: Tx, token: str) -> None:
        at = clock.now()
        person = staff.add_staff(tx, options.login, options.name, Role(options.role), at)
        staff.make_link(tx, person, token, at)
        audit.write(tx, "operator", "staff_added", str(person), options.role, at)

    return _with_link(settings, add)


def run_link(options: argparse.Namespace, settings: Settings) -> int:
    """Print a new sign-in address; 2 for an unknown login."""

    def link(tx: Tx, token: str) -> None:
        at = clock.now()
        person = _known(tx, options.login)
        staff.make_link(tx, person, token, at)
        audit.write(tx, "operator", "sign_in_link", str(person), "", at)

    return _with_link(settings, link)


def _known(tx: Tx, login: str) -> int:
    person = staff.by_login(tx, login)
    if person is None:
        raise ValueError(f"there is no account '{login}'")
    return person.id


def _with_link(settings: Settings, make: Any) -> int:
    token = clock.new_token()

    async def run() -> None:
        async with opened(settings, create=True) as store:
            await store.run(make, token)

    try:
        asyncio.run(run())
    except ValueError as fault:
        sys.stderr.write(f"bot: {fault}\n")
        return 2
    sys.stdout.write(f"{settings.url}/staff/link/{token}\n")
    return 0


def run_telegram(options: argparse.Namespace, settings: Settings) -> int:
    """Bind a Telegram user to an account."""

    def bind(tx: Tx) -> None:
        staff.bind_telegram(tx, _known(tx, options.login), options.user_id)
        audit.write(tx, "operator", "telegram_bound", options.login, "", clock.now())

    return _run(settings, bind)


def run_disable(options: argparse.Namespace, settings: Settings) -> int:
    """End an account; its open cases go back into the queue."""

    def end(tx: Tx) -> None:
        staff.disable(tx, _known(tx, options.login), clock.now())
        audit.write(tx, "operator", "staff_disabled", options.login, "", clock.now())

    return _run(settings, end)


def _run(settings: Settings, change: Any) -> int:
    async def run() -> None:
        async with opened(settings) as store:
            await store.run(change)

    try:
        asyncio.run(run())
    except ValueError as fault:
        sys.stderr.write(f"bot: {fault}\n")
        return 2
    return 0
