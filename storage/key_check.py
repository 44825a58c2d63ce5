"""Tell whether a key file belongs to a database, before anything is written or copied with the wrong one."""

from __future__ import annotations

import sqlite3

from storage.errors import KeysError
from storage.rotation import sealed_columns
from storage.sealing import Sealer
from storage.transaction import Tx

#: A column may be empty in most rows; only so many of the newest are looked at.
_NEWEST = 50
#: ... and so many values opened.
_TRIED = 5


def check_keys(connection: sqlite3.Connection, sealer: Sealer) -> None:
    """
    Raise KeysError when what was sealed last in a column does not open.

    A damaged value is no wrong key: of the newest of a column one that opens is enough, and one alone that does not
    says nothing where other columns open. A database with nothing sealed fits every key.
    """
    connection.row_factory = sqlite3.Row
    tx = Tx(connection, sealer, "")
    opened, closed, damaged = False, False, False
    for table, column in sealed_columns(tx):
        newest = tx.all(
            f'SELECT "{column}" AS sealed FROM (SELECT "{column}" FROM "{table}"'  # noqa: S608 - names of the schema
            f' ORDER BY rowid DESC LIMIT {_NEWEST}) WHERE "{column}" IS NOT NULL LIMIT {_TRIED}'
        )
        if any(sealer.can_open(row["sealed"]) for row in newest):
            opened = True
        elif len(newest) > 1:
            closed = True
        elif newest:
            damaged = True
    if opened and closed:
        raise KeysError(
            "the key file opens only a part of the database: put back the one with both keys, "
            "then `python -m bot keys rotate --resume`"
        )
    if closed or (damaged and not opened):
        raise KeysError(
            "the key file does not fit the database: put back the one that was beside it"
        )
