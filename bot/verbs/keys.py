"""keys: rotate the keys of sealed fields while the service runs; resumable at any point."""

from __future__ import annotations

import argparse
import asyncio
import sys
from typing import Any

from cryptography.fernet import Fernet

from bot import clock
from bot.app import REFRESH_S
from bot.settings import Settings
from bot.single import is_held
from bot.verbs.backup import KEPT_BY_HAND, make_copy
from storage import audit, rotation
from storage.sealing import Keys, Sealer, load_keys, replace_keys
from storage.sqlite.store import SqliteStore

#: Between two steps, so that messages are never kept waiting.
PAUSE_S = 0.02
GRACE_S = 5


def add_parser(commands: Any) -> None:
    """Add the verb."""
    parser = commands.add_parser("keys", help="rotate the keys of sealed fields")
    actions = parser.add_subparsers(dest="action", required=True)
    rotating = actions.add_parser(
        "rotate", help="make a new key, seal everything again with it, drop the old keys"
    )
    rotating.add_argument("--resume", action="store_true", help="make no new key, only go on")
    rotating.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Rotate; the old keys are dropped only after a pass that found nothing sealed with them."""
    keys = load_keys(settings.key_file)
    if not options.resume and len(keys.fields) == 1:
        keys = Keys((Fernet.generate_key(), *keys.fields), keys.lookup, keys.cookies)
        replace_keys(settings.key_file, keys)
    if is_held(settings.data_dir):
        sys.stdout.write("The service goes on meanwhile; this takes a minute or more.\n")
        sys.stdout.flush()
    count = asyncio.run(_rotate(settings, keys))
    sys.stdout.write(f"{count} fields sealed again with the newest key; older keys dropped\n")
    # no copy opens with the key file that is left; a disk lost before the night would take all with it
    make_copy(settings, settings.backup_dir, int(settings["BACKUP_KEEP"]) or KEPT_BY_HAND)
    sys.stdout.write("Backups made before need the old key file.\n")
    return 0


async def _rotate(settings: Settings, keys: Keys) -> int:
    every = Sealer(keys, settings.key_file)
    newest = Sealer(Keys(keys.fields[:1], keys.lookup, keys.cookies))
    store = SqliteStore(settings.database, every, settings["OFFICE_KEY"])
    total = 0
    try:
        # a running service seals with its old key until it reads the key file again; what it sealed
        # until then is found by the passes after the wait
        total = await _one_pass(store, newest, every)
        if is_held(settings.data_dir):
            await asyncio.sleep(REFRESH_S + GRACE_S)
        while found := await _one_pass(store, newest, every):
            total += found
        replace_keys(settings.key_file, Keys(keys.fields[:1], keys.lookup, keys.cookies))
        await store.run(audit.write, "operator", "keys_rotated", "", f"{total} fields", clock.now())
    finally:
        store.close()
    return total


async def _one_pass(store: SqliteStore, newest: Sealer, every: Sealer) -> int:
    found = 0
    for table, column in await store.read(rotation.sealed_columns):
        after = -1
        while True:
            rows = await store.read(rotation.rows_after, table, column, after)
            if not rows:
                break
            # beside the transaction: nobody's message waits while photos are sealed
            changed = await asyncio.to_thread(rotation.sealed_again, rows, newest, every)
            if changed:
                await store.run(rotation.put_again, table, column, changed)
            found += len(changed)
            after = rows[-1][0]
            await asyncio.sleep(PAUSE_S if changed else 0)
    return found
