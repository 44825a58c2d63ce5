"""Tickets: one winner of a race, no closing without an outcome, numbers that never repeat."""

from __future__ import annotations

import asyncio
import sqlite3

import pytest

from storage import tickets
from storage.errors import NotFound
from storage.queries import queue
from storage.records.staff import Role
from storage.records.ticket import Outcome, Priority, Stage, Status, TicketKind
from storage.sqlite.store import SqliteStore
from storage.staff import add_staff
from storage.transaction import Tx
from tests.world import moment

AT = moment("2026-11-23 10:00")


def opens(tx: Tx, priority: Priority = Priority.NORMAL, **fields: str) -> str:
    number = f"W-2026-{tickets.next_serial(tx, 2026):04d}"
    tickets.open_ticket(
        tx, number, TicketKind.REPORT, priority, channel="web", contact=None, at=AT, fields=fields
    )
    return number


async def test_of_fifty_who_claim_at_once_one_wins(store: SqliteStore):
    number = await store.run(opens)
    staff = [await store.run(add_staff, f"s{n}", f"{n}", Role.OFFICER, AT) for n in range(50)]

    won = await asyncio.gather(*(store.run(tickets.claim, number, s, AT) for s in staff))

    assert won.count(True) == 1
    ticket = await store.read(tickets.by_number, number)
    assert ticket.claimed_by == staff[won.index(True)]
    assert ticket.stage is Stage.CHECKING


async def test_numbers_are_unique_and_without_gaps_under_concurrency(store: SqliteStore):
    numbers = await asyncio.gather(*(store.run(opens) for _ in range(200)))

    assert sorted(numbers) == [f"W-2026-{n:04d}" for n in range(1, 201)]


async def test_the_database_itself_refuses_a_closing_without_an_outcome(store: SqliteStore):
    await store.run(opens)

    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        await store.run(lambda tx: tx.execute("UPDATE ticket SET status = 'closed'"))


async def test_the_database_itself_refuses_an_outcome_of_an_open_ticket(store: SqliteStore):
    await store.run(opens)

    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        await store.run(lambda tx: tx.execute("UPDATE ticket SET outcome = 'linked'"))


async def test_closing_keeps_outcome_and_words_and_is_done_once(store: SqliteStore):
    number = await store.run(opens)

    first = await store.run(tickets.close, number, Outcome.NO_ACTION, "이미 이사", AT)
    second = await store.run(tickets.close, number, Outcome.LINKED, "", AT)

    assert (first, second) == (True, False)
    ticket = await store.read(tickets.by_number, number)
    assert ticket.outcome is Outcome.NO_ACTION
    assert await store.read(tickets.outcome_words, number) == "이미 이사"


async def test_a_closed_ticket_cannot_be_claimed_and_can_be_opened_again(store: SqliteStore):
    number = await store.run(opens)
    kim = await store.run(add_staff, "kim", "김", Role.OFFICER, AT)
    await store.run(tickets.close, number, Outcome.LINKED, "", AT)

    assert not await store.run(tickets.claim, number, kim, AT)
    assert await store.run(tickets.reopen, number, AT)
    assert await store.run(tickets.claim, number, kim, AT)


async def test_a_change_merges_fields_and_never_lowers_the_priority(store: SqliteStore):
    number = await store.run(opens, Priority.URGENT, story="가", place="나")

    await store.run(
        tickets.change_ticket, number, AT, fields={"place": "다"}, priority=Priority.NORMAL
    )

    ticket = await store.read(tickets.by_number, number)
    assert ticket.fields == {"story": "가", "place": "다"}
    assert ticket.priority is Priority.URGENT


async def test_the_queue_shows_the_worst_first_then_the_longest_waiting(store: SqliteStore):
    for priority in (Priority.NORMAL, Priority.CRITICAL, Priority.NORMAL, Priority.URGENT):
        await store.run(opens, priority)

    listed = await store.read(queue.listing, queue.Wanted([Status.NEW]), AT)

    assert [t.number[-1] for t in listed] == ["2", "4", "1", "3"]


async def test_phones_are_found_by_digest_however_they_are_written(store: SqliteStore):
    await store.run(opens, phone="010-1234-5678")

    digest = await store.read(lambda tx: tickets.phone_digest(tx, "01012345678"))

    found = await store.read(
        lambda tx: tx.value("SELECT count(*) FROM ticket WHERE phone_digest = ?", (digest,))
    )
    assert found == 1


async def test_an_unknown_number_is_not_found(store: SqliteStore):
    with pytest.raises(NotFound):
        await store.read(tickets.by_number, "W-2026-9999")


async def test_waiting_runs_from_the_first_unanswered_word(store: SqliteStore):
    number = await store.run(opens)
    later = moment("2026-11-23 10:05")
    await store.run(tickets.resident_wrote, number, AT)
    await store.run(tickets.resident_wrote, number, later)

    waiting = (await store.read(tickets.by_number, number)).waiting_since
    await store.run(tickets.staff_wrote, number, later)

    assert waiting == AT
    assert (await store.read(tickets.by_number, number)).waiting_since is None
