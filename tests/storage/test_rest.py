"""Jobs taken once, the audit chain, sessions and links, erasure."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from storage import audit, jobs, sessions, staff
from storage.records.staff import Role
from storage.sessions import IDLE, LONGEST
from storage.sqlite.store import SqliteStore
from storage.staff import LINK_LIFE, LOCKED_FOR, MOST_FAILURES
from tests.world import moment, office_at

AT = moment("2026-11-23 10:00")


async def test_a_due_run_is_taken_by_one_of_many(store: SqliteStore):
    taken = await asyncio.gather(*(store.run(jobs.take, "digest", AT, AT) for _ in range(20)))

    assert taken.count(True) == 1
    assert await store.read(jobs.last_due, "digest") == AT


async def test_the_audit_chain_holds_and_a_changed_line_is_found(store: SqliteStore):
    for n in range(5):
        await store.run(audit.write, f"staff:{n}", "looked", "W-2026-0001", "", AT)
    assert await store.read(audit.first_broken) is None

    await store.run(lambda tx: tx.execute("UPDATE audit SET subject = 'W-2026-0002' WHERE id = 3"))

    assert await store.read(audit.first_broken) == 3


async def test_a_line_taken_out_of_the_audit_is_found(store: SqliteStore):
    for n in range(5):
        await store.run(audit.write, f"staff:{n}", "looked", "W-2026-0001", "", AT)

    await store.run(lambda tx: tx.execute("DELETE FROM audit WHERE id = 2"))

    assert await store.read(audit.first_broken) == 3


@pytest.fixture
async def kim(store: SqliteStore) -> int:
    return await store.run(staff.add_staff, "kim", "김 담당", Role.OFFICER, AT)


async def test_a_session_ends_idle_and_after_a_day(store: SqliteStore, kim: int):
    await store.run(sessions.start_session, kim, "token", AT)

    assert await store.read(sessions.session_staff, "token", AT + IDLE - timedelta(seconds=1))
    assert await store.read(sessions.session_staff, "token", AT + IDLE) is None
    at = AT
    while at < AT + LONGEST:
        await store.run(sessions.touch_session, "token", at)
        at += timedelta(minutes=30)
    assert await store.read(sessions.session_staff, "token", at) is None


async def test_signing_out_and_dismissal_take_effect_at_once(store: SqliteStore, kim: int):
    for token in ("one", "two"):
        await store.run(sessions.start_session, kim, token, AT)

    await store.run(sessions.end_session, "one", AT)
    assert await store.read(sessions.session_staff, "one", AT) is None
    assert await store.read(sessions.session_staff, "two", AT)
    await store.run(staff.disable, kim, AT)
    assert await store.read(sessions.session_staff, "two", AT) is None


async def test_a_link_works_once_and_for_a_day(store: SqliteStore, kim: int):
    await store.run(staff.make_link, kim, "link", AT)
    await store.run(staff.make_link, kim, "old", AT)

    assert await store.run(staff.use_link, "link", AT) == kim
    assert await store.run(staff.use_link, "link", AT) is None
    assert await store.run(staff.use_link, "old", AT + LINK_LIFE) is None
    assert await store.run(staff.use_link, "unknown", AT) is None


async def test_the_fifth_wrong_password_locks_the_account(store: SqliteStore, kim: int):
    locked = [await store.run(staff.count_failure, kim, AT) for _ in range(MOST_FAILURES)]

    assert locked == [False] * (MOST_FAILURES - 1) + [True]
    _id, _hash, until = await store.read(staff.password_hash, "kim")
    assert until == AT + LOCKED_FOR


async def test_no_token_is_kept_readable(store: SqliteStore, kim: int):
    await store.run(sessions.start_session, kim, "canary-session", AT)
    await store.run(staff.make_link, kim, "canary-link", AT)

    kept = b"".join(p.read_bytes() for p in store.path.parent.iterdir())

    assert b"canary" not in kept


async def test_a_login_is_given_once(store: SqliteStore, kim: int):
    with pytest.raises(ValueError, match="already"):
        await store.run(staff.add_staff, "kim", "다른 김", Role.OFFICER, AT)


async def test_erasure_empties_the_talk_and_leaves_the_cases():
    """P17."""
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.says("카나리아 ㅁㄴㅇㄹ")
        await me.presses_value("s:message")
        await me.says("안부 전해 주세요")
        await me.presses_value("s:erase")
        await me.says("네")

        contact = await me.contact()
        texts = await office.core.store.read(_all_texts, contact)
        kinds = [t.kind for t in await office.tickets()]

    assert "카나리아" not in texts
    assert kinds == ["message", "erasure"]


def _all_texts(tx, contact) -> str:
    rows = [
        *tx.all("SELECT payload_sealed FROM inbox WHERE contact_id = ?", (contact,)),
        *tx.all("SELECT payload_sealed FROM outbox WHERE contact_id = ?", (contact,)),
        *tx.all("SELECT state_sealed FROM conversation WHERE contact_id = ?", (contact,)),
    ]
    return "".join(tx.sealer.open(row[0]) for row in rows)


async def test_after_erasure_the_talk_goes_on_and_repeats_are_still_known():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        first = me.message(text="안녕하세요")
        await office.core.intake.accept(first)
        await office.settles()
        await me.presses_value("s:erase")
        await me.says("네")

        await office.core.intake.accept(first)
        await me.says("010 12")

        assert await office.value("SELECT count(*) FROM inbox") == 4
