"""backup, restore: sealed copies, proven by a real restore each time."""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path
from typing import Any

from bot import clock
from bot.settings import Settings
from bot.single import Lock
from storage import backup
from storage.errors import StoreBroken
from storage.sealing import Sealer, load_keys

#: Copies kept when none are made at night.
KEPT_BY_HAND = 14


def add_parser(commands: Any) -> None:
    """Add both verbs."""
    making = commands.add_parser("backup", help="make a sealed copy and prove it by restoring it")
    making.add_argument("--to", type=Path, default=None, help="folder; default: BACKUP_DIR")
    making.add_argument(
        "--keep", type=int, default=None, help="newest copies kept; default: BACKUP_KEEP"
    )
    making.set_defaults(run=run_backup)
    restoring = commands.add_parser("restore", help="put a copy in the place of the database")
    restoring.add_argument(
        "file", type=Path, nargs="?", help="or its folder; default: the newest copy in BACKUP_DIR"
    )
    restoring.add_argument("--drill", action="store_true", help="only prove that it would work")
    restoring.set_defaults(run=run_restore)


def run_backup(options: argparse.Namespace, settings: Settings) -> int:
    """Make a copy; 2 when there is no database or the copy does not prove itself."""
    if not settings.database.exists():
        raise StoreBroken(f"there is no database at {settings.database}")
    keep = int(settings["BACKUP_KEEP"]) or KEPT_BY_HAND if options.keep is None else options.keep
    if keep < 1:
        sys.stderr.write("bot: --keep must be 1 or more\n")
        return 2
    make_copy(settings, options.to or settings.backup_dir, keep)
    return 0


def make_copy(settings: Settings, folder: Path, keep: int) -> None:
    """Make and prove a copy, and say so; raises StoreError."""
    sealer = Sealer(load_keys(settings.key_file))
    # ended by SIGTERM it still removes its unfinished files
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        made, proof = backup.back_up(settings.database, folder, sealer, clock.now(), keep)
    finally:
        signal.signal(signal.SIGTERM, before)
    sys.stdout.write(f"{made}: {proof.rows} rows, proven by a restore\n")
    sys.stdout.write(
        f"Keep a copy of {settings.key_file} apart from it: without it nothing opens.\n"
    )


def run_restore(options: argparse.Namespace, settings: Settings) -> int:
    """Restore; the old database is moved aside, never deleted. 2 while the service runs."""
    found = options.file or settings.backup_dir
    if found.is_dir():
        found = backup.newest(found) or found
    if not found.is_file():
        raise StoreBroken(f"there is no backup at {found}: name the file or its folder")
    sealer = Sealer(load_keys(settings.key_file))
    proof = backup.drill(found, settings.data_dir, sealer)
    sys.stdout.write(f"{found.name}: {proof.rows} rows, sound\n")
    if options.drill:
        return 0
    with Lock(settings.data_dir):
        aside = f"{clock.now():%Y%m%dT%H%M%SZ}"
        beside = ""
        for ending in ("", "-wal", "-shm"):
            old = settings.database.with_name(settings.database.name + ending)
            if old.exists():
                old.rename(old.with_name(f"{old.name}.before-{aside}"))
                beside = f"; the old database stands beside it as *.before-{aside}"
        backup.restore(found, settings.database, sealer)
    sys.stdout.write(f"restored{beside}\n")
    return 0
