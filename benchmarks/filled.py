"""A database with many rows, as years of work leave it: quickly made, sealed with true keys."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from storage.sealing import Keys, Sealer
from storage.sqlite.connection import open_writer
from storage.sqlite.schema import migrate
from storage.times import to_ms

OFFICE = "songsan1"
AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
YEAR = 2020
#: Rows of a thousand, by table: five years of an office that is asked a lot.
SHARES = {"contact": 150, "inbox": 250, "outbox": 250, "ticket": 150, "event": 200}
#: What is open does not grow with the years; what waits to be sent does here, as after an outage.
OPEN, WAITING_ONE_IN = 300, 20
_TEXTS = 200


def fill(path: Path, rows: int, keys: Keys) -> dict[str, int]:
    """Make a database of about so many rows; return how many each table got."""
    counts = {name: rows * share // 1000 for name, share in SHARES.items()}
    sealer = Sealer(keys)
    with closing(open_writer(path)) as connection:
        migrate(connection)
        # this is preparation: nobody needs it to survive a power cut
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("BEGIN")
        for name, count in counts.items():
            _FILLERS[name](connection, count, counts, sealer)
        connection.execute("COMMIT")
        connection.execute("ANALYZE")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return counts


def _texts(sealer: Sealer, size: int) -> list[bytes]:
    return [sealer.seal(f"{n} " + "옆집이 조용해요 " * size) for n in range(_TEXTS)]


def _contacts(db: sqlite3.Connection, count: int, _all: dict[str, int], sealer: Sealer) -> None:
    rows = (
        (OFFICE, sealer.digest("contact", "telegram", str(n)), sealer.seal(str(n)), to_ms(AT))
        for n in range(count)
    )
    db.executemany(
        "INSERT INTO contact (office, channel, key_digest, key_sealed, created_at)"
        " VALUES (?, 'telegram', ?, ?, ?)",
        rows,
    )


def _inbox(db: sqlite3.Connection, count: int, counts: dict[str, int], sealer: Sealer) -> None:
    texts = _texts(sealer, 4)
    rows = (
        (OFFICE, f"u{n}", 1 + n % counts["contact"], texts[n % _TEXTS], to_ms(AT) - n, to_ms(AT))
        for n in range(count)
    )
    db.executemany(
        "INSERT INTO inbox (office, channel, external_id, contact_id, kind, payload_sealed, sent_at,"
        " received_at, done_at) VALUES (?, 'telegram', ?, ?, 'text', ?, ?, ?, 1)",
        rows,
    )


def _outbox(db: sqlite3.Connection, count: int, counts: dict[str, int], sealer: Sealer) -> None:
    texts = _texts(sealer, 6)
    rows = (
        (
            OFFICE, 1 + n % counts["contact"], texts[n % _TEXTS], f"in:{n}",
            "ready" if n % WAITING_ONE_IN == 0 else "sent", to_ms(AT), to_ms(AT),
        )
        for n in range(count)
    )  # fmt: skip
    db.executemany(
        "INSERT INTO outbox (office, contact_id, channel, payload_sealed, idem, status, not_before,"
        " created_at) VALUES (?, ?, 'telegram', ?, ?, ?, ?, ?)",
        rows,
    )


def _tickets(db: sqlite3.Connection, count: int, counts: dict[str, int], sealer: Sealer) -> None:
    stories = ({"story": "옆집이 조용해요", "phone": f"010-0000-{n:04d}"} for n in range(_TEXTS))
    fields = [sealer.seal(json.dumps(story, ensure_ascii=False)) for story in stories]
    db.executemany(
        "INSERT INTO ticket (office, number, serial, year, kind, status, stage, priority, channel,"
        " contact_id, fields_sealed, phone_digest, opened_at, closed_at, outcome, changed_at)"
        " VALUES (?, ?, ?, ?, 'report', ?, 'received', ?, 'telegram', ?, ?, ?, ?, ?, ?, ?)",
        _ticket_rows(count, counts["contact"], fields, sealer),
    )


def _ticket_rows(
    count: int, people: int, fields: list[bytes], sealer: Sealer
) -> Iterator[tuple[object, ...]]:
    each = max(1, count // OPEN)
    for n in range(count):
        is_open = n % each == 0
        phone = sealer.digest("phone", f"010{n:08d}")
        opened = to_ms(AT) - (count - n) * 1000
        yield (
            OFFICE, f"W-{YEAR}-{n + 1:04d}", n + 1, YEAR, "new" if is_open else "closed",
            # the same mixture among the open ones, however many there are
            1 + n // each % 4,
            1 + n % people, fields[n % _TEXTS], phone, opened,
            None if is_open else opened, None if is_open else "answered", opened,
        )  # fmt: skip


def _events(db: sqlite3.Connection, count: int, counts: dict[str, int], sealer: Sealer) -> None:
    texts = _texts(sealer, 2)
    rows = ((OFFICE, 1 + n % counts["ticket"], to_ms(AT), texts[n % _TEXTS]) for n in range(count))
    db.executemany(
        "INSERT INTO event (office, ticket_id, at, actor, kind, text_sealed)"
        " VALUES (?, ?, ?, 'resident', 'said', ?)",
        rows,
    )


_FILLERS = {
    "contact": _contacts,
    "inbox": _inbox,
    "outbox": _outbox,
    "ticket": _tickets,
    "event": _events,
}
