"""Tell whether a key file belongs to a database, before anything is written or copied with the wrong one."""

from __future__ import annotations

import sqlite3

from storage.errors import KeysError
from storage.rotation import sealed_columns
from storage.sealing import Sealer
from storage.transaction import Tx

#: A column may be empty in most rows; only so many of the newest are looked at.
_NEWEST = 50


def check_keys(connection: sqlite3.Connection, sealer: Sealer) -> None:
    """
    Raise KeysError when nothing of what was sealed last in each column opens.

    One damaged value is no wrong key, so one that opens is enough; a database with nothing sealed fits every key.
    """
    connection.row_factory = sqlite3.Row
    tx = Tx(connection, sealer, "")
    closed = False
    for table, column in sealed_columns(tx):
        newest = tx.value(
            f'SELECT "{column}" FROM (SELECT "{column}" FROM "{table}"'  # noqa: S608 - names of the schema
            f' ORDER BY rowid DESC LIMIT {_NEWEST}) WHERE "{column}" IS NOT NULL'
        )
        if newest is None:
            continue
        if sealer.can_open(newest):
            return
        closed = True
    if closed:
        raise KeysError(
            "the key file does not fit the database: put back the one that was beside it"
        )
