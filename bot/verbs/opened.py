"""Open the store for a verb that works beside (or without) the running service."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.app import keys_of
from bot.settings import Settings
from storage.errors import StoreBroken
from storage.sealing import Sealer
from storage.sqlite.store import SqliteStore


@asynccontextmanager
async def opened(settings: Settings, *, create: bool = False) -> AsyncIterator[SqliteStore]:
    """Open the store and close it afterwards; raises StoreBroken when there is no database yet."""
    if not settings.database.exists() and not create:
        raise StoreBroken(f"there is no database at {settings.database}: run `make run` first")
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    store = SqliteStore(settings.database, Sealer(keys_of(settings)), settings["OFFICE_KEY"])
    try:
        yield store
    finally:
        store.close()
