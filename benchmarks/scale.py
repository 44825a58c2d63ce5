"""
What a resident or an officer waits for must not grow with the years: one million rows against ten thousand.

`python -m benchmarks.scale [rows]`
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import timedelta
from pathlib import Path

from benchmarks.figures import Figure, interleaved, ratios, show
from benchmarks.filled import AT, OFFICE, fill
from storage import contacts, inbox, outbox, tickets
from storage.queries import queue
from storage.records.ticket import Priority, Status, TicketKind
from storage.sealing import Keys, Sealer
from storage.sqlite.connection import open_writer
from storage.transaction import Tx

SMALL, LARGE = 10_000, 1_000_000
GOAL = 1.3
#: Rounds, and how often each piece of work is done in one.
ROUNDS, TIMES = 11, 100

Work = Callable[[Tx, int], object]


def claim(tx: Tx, n: int) -> object:
    """Claim a batch of rows to send, and give it back."""
    rows = outbox.claim(tx, "telegram", AT + timedelta(seconds=n), 32)
    for row in rows:
        outbox.put_back(tx, row, AT, "", in_doubt=False, counts=False)
    return rows


def first_page(tx: Tx, _n: int) -> object:
    """Read the first page of what is new."""
    return queue.listing(tx, queue.Wanted((Status.NEW,)), AT, 50)


def place_in_queue(tx: Tx, _n: int) -> object:
    """Find the most urgent that nobody has."""
    return queue.most_urgent(tx, AT)


def new_report(tx: Tx, n: int) -> object:
    """Keep a message, open a case, answer."""
    person = contacts.contact_id(tx, "telegram", f"new {n} {time.perf_counter()}", AT)
    said = inbox.keep(tx, "telegram", f"new {time.perf_counter()}", person, "text", "{}", AT, AT)
    number = f"W-2026-{tickets.next_serial(tx, 2026):04d}"
    fields = {"story": "옆집이 조용해요", "place": "바다로 7", "phone": "010-0000-0000"}
    made = tickets.open_ticket(
        tx, number, TicketKind.REPORT, Priority.URGENT, channel="telegram", contact=person, at=AT,
        fields=fields,
    )  # fmt: skip
    outbox.put(tx, person, "telegram", "{}", f"new:{said}", AT, pull=False, ticket_id=made)
    return made


def look_up(tx: Tx, n: int) -> object:
    """Find a contact by its platform key, and its cases."""
    person = contacts.find_contact(tx, "telegram", str(n * 7))
    return person and tickets.of_contact(tx, person)


WORK: dict[str, Work] = {
    "claim of 32 rows to send": claim,
    "first page of the queue": first_page,
    "the most urgent case": place_in_queue,
    "new report, all its rows": new_report,
    "contact by its key, with its cases": look_up,
}


@contextmanager
def opened(path: Path, rows: int, keys: Keys) -> Iterator[Tx]:
    """Fill a database and open it as the writer does."""
    fill(path, rows, keys)
    with closing(open_writer(path)) as connection:
        yield Tx(connection, Sealer(keys), OFFICE)


def timed(tx: Tx, work: Work) -> float:
    """Do a piece of work often, in one transaction that is thrown away; return milliseconds each."""
    connection: sqlite3.Connection = tx._connection
    connection.execute("BEGIN IMMEDIATE")
    try:
        began = time.perf_counter()
        for n in range(TIMES):
            work(tx, n)
        return (time.perf_counter() - began) * 1000 / TIMES
    finally:
        connection.execute("ROLLBACK")


def measure(large: int = LARGE) -> list[Figure]:
    """Compare, piece by piece, round by round."""
    keys = Keys.new()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        few = stack.enter_context(opened(Path(folder) / "few.db", SMALL, keys))
        many = stack.enter_context(opened(Path(folder) / "many.db", large, keys))
        return [_compare(name, work, few, many, large) for name, work in WORK.items()]


def _compare(name: str, work: Work, few: Tx, many: Tx, large: int) -> Figure:
    for tx in (few, many):
        timed(tx, work)
    found = interleaved(
        {"few": lambda: timed(few, work), "many": lambda: timed(many, work)}, ROUNDS
    )
    ratio = ratios(found["many"], found["few"])
    return Figure(
        f"{name}: {large:,} rows / {SMALL:,}",
        f"<= {GOAL}x",
        f"{ratio.spread()}x",
        ratio.median <= GOAL,
        "scale",
        f"{found['many'].median:.3f} ms against {found['few'].median:.3f} ms",
    )


if __name__ == "__main__":
    sys.exit(show(measure(int(sys.argv[1]) if len(sys.argv) > 1 else LARGE)))
