"""Inbox and outbox: once, in order, never lost; and what is marked when nobody can know."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from storage import contacts, inbox, outbox
from storage.sqlite.store import SqliteStore
from storage.transaction import Tx
from tests.world import moment

AT = moment("2026-11-23 10:00")


@pytest.fixture
async def contact(store: SqliteStore) -> int:
    return await store.run(contacts.contact_id, "telegram", "me", AT)


async def keep(store: SqliteStore, contact: int, external: str, payload: str = "{}") -> int | None:
    return await store.run(inbox.keep, "telegram", external, contact, "text", payload, AT, AT)


async def put(store: SqliteStore, contact: int, idem: str, *, pull: bool = False, **more) -> int:
    row = await store.run(outbox.put, contact, "telegram", idem, idem, AT, pull=pull, **more)
    assert row is not None
    return row


async def claimed(store: SqliteStore, at=AT, limit: int = 10) -> list[outbox.Outgoing]:
    return await store.run(outbox.claim, "telegram", at, limit)


async def test_the_same_message_is_kept_once(store: SqliteStore, contact: int):
    kept = await asyncio.gather(*(keep(store, contact, "u1") for _ in range(10)))

    assert sum(k is not None for k in kept) == 1


async def test_messages_wait_in_the_order_in_which_they_were_kept(store, contact):
    for n in range(3):
        await keep(store, contact, f"u{n}", str(n))

    order = []
    while (waiting := await store.read(inbox.oldest_waiting, contact)) is not None:
        order.append(waiting.payload)
        await store.run(inbox.mark_done, waiting.id, AT, "done", "")

    assert order == ["0", "1", "2"]


async def test_a_talk_of_a_thousand_messages_costs_a_turn_no_more_than_a_first_one(store):
    def steps(tx: Tx, contact: int) -> int:
        """Count what SQLite does until a turn has its message and the delivery its next row."""
        counted = 0

        def count() -> None:
            nonlocal counted
            counted += 1

        tx._connection.set_progress_handler(count, 1)
        waiting, row = inbox.oldest_waiting(tx, contact), outbox.claim_next(tx, contact, "web", AT)
        found = inbox.newest_text(tx, contact, AT - timedelta(minutes=5))
        tx._connection.set_progress_handler(None, 0)
        assert (waiting, row, found) == (None, None, None)
        return counted

    def fill(tx: Tx, contact: int) -> None:
        then = AT - timedelta(days=1)
        for n in range(1_000):
            kept = inbox.keep(tx, "web", str(n), contact, "text", "{}", then, then)
            assert kept is not None
            inbox.mark_done(tx, kept, then, "answered", "")
            outbox.put(tx, contact, "web", "{}", str(n), then, pull=True)

    new, old = [await store.run(contacts.contact_id, "web", key, AT) for key in ("new", "old")]
    await store.run(fill, old)

    assert await store.run(steps, old) < 2 * await store.run(steps, new)


async def test_a_message_set_aside_lets_the_ones_behind_it_pass(store, contact):
    first = await keep(store, contact, "u1", "poison")
    await keep(store, contact, "u2", "fine")

    await store.run(inbox.set_aside, first, AT)

    waiting = await store.read(inbox.oldest_waiting, contact)
    assert waiting.payload == "fine"
    assert await store.read(inbox.contacts_waiting) == [contact]


async def test_a_row_goes_out_only_after_the_one_before_it(store, contact):
    first, second = await put(store, contact, "a"), await put(store, contact, "b")

    assert [r.id for r in await claimed(store)] == [first]
    assert await claimed(store) == []

    await store.run(_sent, contact)
    assert [r.id for r in await claimed(store)] == [second]


def _sent(tx, contact) -> None:
    tx.execute("UPDATE outbox SET status = 'sent' WHERE status = 'sending'")


async def test_contacts_do_not_wait_for_each_other(store, contact):
    you = await store.run(contacts.contact_id, "telegram", "you", AT)
    mine, yours = await put(store, contact, "a"), await put(store, you, "b")

    assert {r.id for r in await claimed(store)} == {mine, yours}


async def test_alerts_go_before_answers_and_answers_before_bulk(store, contact):
    lanes = (outbox.LANE_BULK, outbox.LANE_REPLY, outbox.LANE_ALERT)
    people = [await store.run(contacts.contact_id, "telegram", f"p{lane}", AT) for lane in lanes]
    for person, lane in zip(people, lanes, strict=True):
        await put(store, person, f"r{lane}", lane=lane)

    order = [r.payload for r in await claimed(store)]

    assert order == ["r0", "r1", "r9"]


async def test_an_answer_overtakes_bulk_of_the_same_person(store, contact):
    await put(store, contact, "news", lane=outbox.LANE_BULK)
    await put(store, contact, "answer")

    assert (await claimed(store))[0].payload == "answer"


async def test_the_same_decision_says_nothing_twice(store, contact):
    await put(store, contact, "in:1:1")

    again = await store.run(outbox.put, contact, "telegram", "x", "in:1:1", AT, pull=False)

    assert again is None


async def test_a_row_in_flight_at_a_crash_is_sent_again_and_marked(store, contact):
    await put(store, contact, "a")
    await claimed(store)

    assert await store.run(outbox.recover, "telegram") == 1

    (again,) = await claimed(store)
    assert again.in_doubt
    assert again.attempts == 2


async def test_what_another_channel_has_in_flight_is_not_in_doubt(store, contact):
    await put(store, contact, "a")
    await claimed(store)

    assert await store.run(outbox.recover, "another") == 0
    assert await store.run(outbox.recover, "telegram", AT) == 0
    assert await store.run(outbox.recover, "telegram", AT + 2 * outbox.LEASE) == 1


async def test_a_late_end_of_an_earlier_claim_changes_nothing(store, contact):
    await put(store, contact, "a")
    (first,) = await claimed(store)
    await store.run(outbox.recover, "telegram")
    await claimed(store)

    await store.run(outbox.mark_sent, first, "1", AT)

    assert await store.read(lambda tx: tx.value("SELECT status FROM outbox")) == "sending"


async def test_a_pause_asked_for_counts_no_attempt(store, contact):
    await put(store, contact, "a")
    (row,) = await claimed(store)
    later = AT + timedelta(seconds=30)

    await store.run(outbox.put_back, row, later, "429", in_doubt=False, counts=False)

    assert await claimed(store) == []
    (again,) = await claimed(store, later)
    assert again.attempts == 1


async def test_who_blocked_us_is_sent_nothing_more(store, contact):
    await put(store, contact, "a")

    await store.run(contacts.set_blocked, contact, AT)

    assert await claimed(store) == []


async def test_rows_for_a_page_wait_on_the_shelf_until_it_shows_them(store, contact):
    first = await put(store, contact, "a", pull=True)
    await put(store, contact, "b", pull=True)

    await store.run(outbox.acknowledge, contact, first, AT)

    assert await claimed(store) == []
    rows = await store.read(outbox.sent_to, contact)
    assert [r.status for r in rows] == ["sent", "shelf"]


async def test_a_group_that_moved_takes_its_rows_along(store, contact):
    await put(store, contact, "a")

    await store.run(contacts.move_contact, contact, "new-key")

    assert await store.read(contacts.contact_key, contact) == ("telegram", "new-key")


async def test_a_group_that_moved_to_a_chat_we_know_gives_it_the_open_rows(store, contact):
    known = await store.run(contacts.contact_id, "telegram", "new-key", AT)
    await put(store, contact, "a")

    await store.run(contacts.move_contact, contact, "new-key")

    (row,) = await claimed(store)
    assert row.contact_id == known


async def test_answers_and_bulk_are_claimed_apart(store):
    people = [await store.run(contacts.contact_id, "telegram", f"p{n}", AT) for n in range(2)]
    await put(store, people[0], "news", lane=outbox.LANE_BULK)
    await put(store, people[1], "answer")

    (answer,) = await store.run(outbox.claim, "telegram", AT, 9, outbox.ANSWERS)
    (news,) = await store.run(outbox.claim, "telegram", AT, 9, outbox.BULK)

    assert (answer.payload, news.payload) == ("answer", "news")


async def test_after_an_answer_the_next_answer_is_taken_and_bulk_waits_for_its_slot(store, contact):
    await put(store, contact, "news", lane=outbox.LANE_BULK)
    assert await store.run(outbox.claim_next, contact, "telegram", AT) is None

    await put(store, contact, "answer")
    following = await store.run(outbox.claim_next, contact, "telegram", AT)
    assert following.payload == "answer"
