"""doctor: look at everything the service needs; say each fault and how to mend it."""

from __future__ import annotations

import argparse
import asyncio
import shutil
import socket
import sys
from collections.abc import Iterator
from datetime import timedelta
from importlib.metadata import version
from typing import Any

from bot import clock
from bot.calendar_check import calendar_faults
from bot.nightly_backup import NIGHTLY
from bot.office import public_holidays
from bot.settings import Settings
from bot.single import is_held
from bot.verbs.opened import opened
from handlers.hours import seoul
from intents.check import check
from intents.faults import FaultyData
from intents.load import load
from storage import audit, backup, jobs, outbox, staff
from storage.errors import KeysError, StoreError
from storage.transaction import Tx

#: Below this the disk is as good as full: the write-ahead log alone may need as much.
LEAST_FREE_MB = 200
#: Two nights in a row without a copy.
OLDEST_BACKUP_DAYS = 2


def add_parser(commands: Any) -> None:
    """Add the verb."""
    parser = commands.add_parser("doctor", help="look for faults and say how to mend them")
    parser.set_defaults(run=run)


def run(_options: argparse.Namespace, settings: Settings) -> int:
    """Print each fault; 1 when there is one."""
    faults = [
        *_knowledge(settings),
        *_files(settings),
        *_calendar(),
        *_port(settings),
        *asyncio.run(_database(settings)),
    ]
    for fault in faults:
        sys.stdout.write(f"✗ {fault}\n")
    if not faults:
        sys.stdout.write("✓ no fault found\n")
    return 1 if faults else 0


def _knowledge(settings: Settings) -> Iterator[str]:
    folder = settings.faq_dir
    try:
        knowledge = load(folder, settings.own_knowledge)
        # whether questions find their answers was checked when they were published
        found = check(knowledge, seoul(clock.now()).date(), findable=False)
    except FaultyData as fault:
        yield from str(fault).splitlines()
        return
    errors = sum(f.severity == "error" for f in found)
    if errors:
        yield f"the knowledge has {errors} errors: python -m bot faq check"


def _files(settings: Settings) -> Iterator[str]:
    folder = settings.data_dir
    if not folder.exists():
        yield f"{folder} is not there yet: `make run` makes it"
        return
    free_mb = shutil.disk_usage(folder).free // 1_000_000
    if free_mb < LEAST_FREE_MB:
        yield f"only {free_mb} MB are free on the disk of {folder}: make room, messages wait meanwhile"
    if settings["OFFICE_PHONE"] == "동 대표전화":
        yield "OFFICE_PHONE is not set: residents are told to call a number that is no number"


def _calendar() -> Iterator[str]:
    yield from calendar_faults(clock.now(), version("holidays"), public_holidays)


def _port(settings: Settings) -> Iterator[str]:
    """Another program on our port; our own service that runs and answers is no fault."""
    if settings.data_dir.exists() and is_held(settings.data_dir):
        return
    with socket.socket() as probe:
        if probe.connect_ex((settings["HOST"], settings.port)) == 0:
            yield f"another program answers on port {settings.port}: stop it, or set another PORT"


async def _database(settings: Settings) -> list[str]:
    if not settings.database.exists():
        return []
    try:
        async with opened(settings) as store:
            return [*await store.read(_look), *await store.read(_backups, settings)]
    except KeysError as fault:
        # a backup would fit these keys no better
        return [str(fault)]
    except StoreError as fault:
        return [f"the database cannot be used ({fault}): restore a backup"]


def _backups(tx: Tx, settings: Settings) -> list[str]:
    """Nights without a copy, or one that is of no use; a house that has just been set up has none yet."""
    made = backup.newest(settings.backup_dir)
    if made and not backup.opens(made, tx.sealer):
        return [
            f"{made.name} does not open with these keys: python -m bot backup makes one that does"
        ]
    last = jobs.last_due(tx, NIGHTLY.name)
    if last is None or settings["BACKUP_KEEP"] == "0":
        return []
    newest = max(last, backup.made_at(made)) if made else last
    days = (clock.now() - newest).days
    if days < OLDEST_BACKUP_DAYS:
        return []
    return [f"there was no backup for {days} days: python -m bot backup says why"]


def _look(tx: Tx) -> list[str]:
    faults = []
    result = tx.value("PRAGMA quick_check")
    if result != "ok":
        faults.append(f"the database is damaged ({result}): restore a backup")
    broken = audit.first_broken(tx)
    if broken is not None:
        faults.append(
            f"the audit log was changed at line {broken}: tell the data-protection officer"
        )
    dead = outbox.dead_since(tx, clock.now() - timedelta(days=1))
    if dead:
        faults.append(f"{dead} messages could not be delivered since yesterday: see their cases")
    if not [s for s in staff.everyone(tx) if not s.disabled]:
        faults.append("there is no staff account: python -m bot staff add LOGIN --name NAME")
    return faults
