"""Open SQLite connections with the settings that the measurements chose."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from storage.errors import StoreBroken

#: How long a connection waits for another process's lock (a backup, a command) before it gives up.
BUSY_MS = 5_000


def open_writer(path: Path) -> sqlite3.Connection:
    """Open the only writing connection; WAL, and FULL so that a commit survives a power cut."""
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    connection = _open(path)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
    except sqlite3.Error as fault:
        raise unusable(path, fault) from fault
    return connection


def unusable(path: Path, fault: sqlite3.Error) -> StoreBroken:
    """Say in one sentence why the database cannot be used, and what to do."""
    text = str(fault)
    if "readonly" in text or "unable to open" in text:
        return StoreBroken(f"{path} cannot be written ({text}): give the service its folder")
    if "full" in text:
        return StoreBroken(f"{path} cannot be written ({text}): free some space on its disk")
    if "locked" in text:
        return StoreBroken(f"{path} is locked by another program: stop it, then start again")
    return StoreBroken(f"{path} is damaged ({text}): keep a copy of it and restore a backup")


def open_reader(path: Path) -> sqlite3.Connection:
    """Open a connection that cannot write."""
    connection = _open(path)
    connection.execute("PRAGMA query_only=ON")
    return connection


def _open(path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, cached_statements=512
        )
        connection.row_factory = sqlite3.Row
        connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        connection.execute("PRAGMA cache_size=-8000")
        connection.execute("PRAGMA temp_store=MEMORY")
    except sqlite3.Error as fault:
        raise unusable(path, fault) from fault
    return connection
