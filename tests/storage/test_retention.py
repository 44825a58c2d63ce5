"""What is past its period is gone, and nothing else is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import audit, contacts, events, inbox, outbox, retention, tickets
from storage.records.ticket import Outcome, Priority, TicketKind
from storage.sealing import Keys, Sealer
from storage.sqlite.store import SqliteStore
from storage.transaction import Tx

THEN = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path):
    store = SqliteStore(tmp_path / "a.db", Sealer(Keys.new()), "o")
    yield store
    store.close()


def talk_and_case(tx: Tx) -> None:
    """A question without a case, and a closed case with its talk."""
    person = contacts.contact_id(tx, "web", "p", THEN)
    free = inbox.keep(tx, "web", "1", person, "text", "{}", THEN, THEN)
    assert free is not None
    inbox.mark_done(tx, free, THEN, "answered", "")
    outbox.put(tx, person, "web", "{}", "a", THEN, pull=True)
    case = tickets.open_ticket(
        tx, "W-2026-0001", TicketKind.REPORT, Priority.TODAY, channel="web", contact=person, at=THEN
    )
    bound = inbox.keep(tx, "web", "2", person, "text", "{}", THEN, THEN)
    assert bound is not None
    inbox.mark_done(tx, bound, THEN, "done", "", None, case)
    events.add_event(tx, case, "bot", "opened", "", THEN)
    tickets.close(tx, "W-2026-0001", Outcome.LINKED, "", THEN)


def rows(tx: Tx) -> dict[str, int]:
    return {
        t: tx.value(f"SELECT count(*) FROM {t}")
        for t in ("inbox", "outbox", "ticket", "event", "contact")
    }


async def test_a_talk_without_a_case_goes_after_thirty_days(store: SqliteStore):
    await store.run(talk_and_case)

    await store.run(retention.destroy_old, THEN + timedelta(days=31))

    assert await store.read(rows) == {
        "inbox": 1,
        "outbox": 0,
        "ticket": 1,
        "event": 1,
        "contact": 1,
    }


async def test_a_case_stays_five_years_and_then_goes_with_all_that_belongs_to_it(
    store: SqliteStore,
):
    await store.run(talk_and_case)

    await store.run(retention.destroy_old, THEN + timedelta(days=5 * 365 - 1))
    kept = await store.read(rows)
    await store.run(retention.destroy_old, THEN + timedelta(days=5 * 365 + 1))

    assert kept["ticket"] == 1
    assert set((await store.read(rows)).values()) == {0}


async def test_an_open_case_never_goes(store: SqliteStore):
    def open_case(tx: Tx) -> None:
        tickets.open_ticket(
            tx,
            "W-2026-0001",
            TicketKind.REPORT,
            Priority.TODAY,
            channel="web",
            contact=None,
            at=THEN,
        )

    await store.run(open_case)

    await store.run(retention.destroy_old, THEN + timedelta(days=20 * 365))

    assert (await store.read(rows))["ticket"] == 1


async def test_audit_lines_go_after_two_years_and_the_chain_still_verifies(store: SqliteStore):
    for day in (0, 400, 800):
        await store.run(audit.write, "staff:1", "view", "W-1", "", THEN + timedelta(days=day))

    await store.run(retention.destroy_old, THEN + timedelta(days=801))

    assert len(await store.read(audit.lines)) == 2
    assert await store.read(audit.first_broken) is None
