"""What can go wrong with the store; the class says whose fault it is and what to do."""

from __future__ import annotations

import sqlite3


class StoreError(Exception):
    """Base of all storage faults."""


class StoreBusy(StoreError):
    """The disk is full, locked or slow: nothing was kept; the caller must try again."""


class StoreBroken(StoreError):
    """The database cannot be used: run `python -m bot doctor`, restore a backup."""


class KeysError(StoreError):
    """The key file is missing or readable by others; the message says how to mend it."""


class NotFound(StoreError):
    """There is no such row, or it belongs to another office."""


#: What a unit of work must let pass, because it is the disk's fault and not the message's.
#: MemoryError is SQLite's "out of memory"; InternalError a file that was changed under it.
TROUBLE = (StoreError, sqlite3.OperationalError, sqlite3.InternalError, MemoryError)
