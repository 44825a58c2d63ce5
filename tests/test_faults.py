"""What breaks on bad nights: each fault ends in an alarm and a kind word, and nothing is lost."""

from __future__ import annotations

import asyncio
import sqlite3
import time

import pytest

import bot.sweep
import bot.turn
from bot import codec, health
from bot.channels.channel import Delivery, SendError
from handlers.context import Context
from handlers.messages import Conversation, Reply
from storage import contacts, outbox
from storage.errors import NotFound
from storage.transaction import Tx
from tests.platform import serve_with
from tests.resident import Resident
from tests.waiting import until
from tests.world import RunningOffice, office_at

NOON = "2026-11-23 12:30"


class Platform:
    """A channel that fails as it is told; notes what it was handed."""

    name = "telegram"

    def __init__(self) -> None:
        self.taken: list[tuple[str, str, bool]] = []
        self.faults: dict[str, list[SendError]] = {}
        self.slow: set[str] = set()

    async def send(self, delivery: Delivery) -> str:
        if delivery.contact_key in self.slow:
            await asyncio.sleep(3600)
        if faults := self.faults.get(delivery.contact_key):
            raise faults.pop(0)
        self.taken.append((delivery.contact_key, delivery.reply.text, delivery.repeated))
        return str(len(self.taken))

    async def fetch(self, reference: str) -> bytes:
        raise SendError("gone", permanent=True)


async def write(office: RunningOffice, key: str, text: str, idem: str) -> None:
    """Put a message into somebody's outbox."""

    def put(tx: Tx) -> None:
        contact = contacts.contact_id(tx, "telegram", key, office.clock())
        outbox.put(tx, contact, "telegram", codec.dump(Reply(text)), idem, office.clock(), pull=False)  # fmt: skip

    await office.core.store.run(put)
    for sender in office.core.senders:
        sender.wake()


async def kept(office: RunningOffice, who: Resident, text: str) -> asyncio.Task[None]:
    """Begin to say something, without waiting."""
    return asyncio.create_task(office.core.intake.accept(who.message(text=text)))


async def test_a_full_disk_is_waited_out_and_nothing_is_lost() -> None:
    async with office_at(NOON) as office:
        who = office.resident()
        await who.starts()
        pages = await office.core.store.run(lambda tx: tx.value("PRAGMA page_count"))
        await office.core.store.run(lambda tx: tx.execute(f"PRAGMA max_page_count = {pages}"))
        saying = [await kept(office, who, f"{n} " + "옆집이 걱정돼요 " * 100) for n in range(20)]
        await until(lambda: office.core.intake.failures)

        assert any("cannot be kept" in why for why in await health._faults(office.core, None, None))
        await office.core.store.run(lambda tx: tx.execute("PRAGMA max_page_count = 1000000"))
        await asyncio.gather(*saying)
        await office.settles()

        assert await office.value("SELECT count(*) FROM inbox WHERE kind = 'text'") == 20
        assert await office.value("SELECT count(*) FROM inbox WHERE set_aside_at IS NOT NULL") == 0


async def test_a_database_that_cannot_be_written_is_waited_out() -> None:
    async with office_at(NOON) as office:
        who = office.resident()
        connection = office.core.store._connection
        connection.execute("PRAGMA query_only = ON")
        saying = await kept(office, who, "기초연금 얼마 받아요?")
        await until(lambda: office.core.intake.failures)

        connection.execute("PRAGMA query_only = OFF")
        await saying
        await office.settles()

        assert await who.outcomes() == ["answered"]


async def test_a_disk_that_fails_in_the_middle_of_a_turn_is_no_fault_of_the_message(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    faults = [sqlite3.OperationalError("disk I/O error"), MemoryError(), sqlite3.InternalError("x")]
    keep = bot.turn.keep_conversation

    def failing(*args: object) -> None:
        if faults:
            raise faults.pop()
        keep(*args)

    monkeypatch.setattr(bot.turn, "keep_conversation", failing)
    async with office_at(NOON) as office:
        who = office.resident()
        await who.says("기초연금 얼마 받아요?")

        assert await who.outcomes() == ["answered"]


async def test_a_stop_does_not_wait_for_a_full_disk() -> None:
    async with office_at(NOON) as office:
        who = office.resident()
        await who.starts()
        accepted = await kept(office, who, "안녕하세요")
        office.core.store._connection.execute("PRAGMA query_only = ON")
        await asyncio.sleep(0.2)
        office.core.decider.decide_next(await who.contact())
        began = time.monotonic()

        await office.core.stop()

        assert time.monotonic() - began < 10
        accepted.cancel()


@pytest.mark.parametrize("fault", [ValueError("ours"), NotFound("a ticket that is gone")])
async def test_a_poison_message_is_set_aside_and_both_sides_hear_of_it(
    monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    decide = bot.turn.decide

    def poisoned(inbound: object, *more: object) -> object:
        if "독" in inbound.text:  # type: ignore[attr-defined]
            raise fault
        return decide(inbound, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(bot.turn, "decide", poisoned)
    async with office_at(NOON) as office:
        who = office.resident()
        await who.says("독이 든 말")
        who.heard("접수되지 않았")
        await who.says("기초연금 얼마 받아요?")

        assert await who.outcomes() == [None, "answered"]
        assert [t.reasons for t in await who.tickets()] == [("set_aside",)]


async def test_a_report_that_cannot_be_rescued_does_not_stop_the_clock_for_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rescue = bot.sweep.rescue

    def poisoned(talked: Conversation, context: Context) -> object:
        if talked.flow is not None and "독" in str(talked.flow.answers):
            raise ValueError("ours")
        return rescue(talked, context)

    monkeypatch.setattr(bot.sweep, "rescue", poisoned)
    async with office_at(NOON) as office:
        for story in (
            "옆집에 독한 냄새가 나요 사람이 안 보여요",
            "윗집 할머니가 며칠째 안 보이세요",
        ):
            who = office.resident()
            await who.presses_value("s:report")
            await who.says(story)

        await office.ticks(minutes=16)

        assert [t.unfinished for t in await office.tickets()] == [True]


async def test_a_slow_platform_holds_up_nobody_else() -> None:
    async with office_at(NOON, started=False) as office:
        platform = Platform()
        platform.slow = {"1"}
        await serve_with(office, platform)
        await write(office, "1", "느린 사람", "a")
        await write(office, "2", "빠른 사람", "b")

        await until(lambda: ("2", "빠른 사람", False) in platform.taken)

        began = time.monotonic()
        await office.core.stop()
        assert time.monotonic() - began < 10


async def test_what_was_in_flight_at_a_stop_is_sent_again_with_the_mark() -> None:
    async with office_at(NOON, started=False) as office:
        platform = Platform()
        platform.slow = {"1"}
        await serve_with(office, platform)
        await write(office, "1", "느린 사람", "a")
        await until(lambda: office.core.senders[0]._in_flight)
        await office.core.stop()

        office._open()
        platform.slow = set()
        await serve_with(office, platform)

        await until(lambda: platform.taken)
        assert platform.taken == [("1", "느린 사람", True)]


async def test_a_resident_who_blocked_us_is_left_in_peace_and_the_row_is_dead() -> None:
    async with office_at(NOON, started=False) as office:
        platform = Platform()
        platform.faults = {"1": [SendError("403", permanent=True, blocked=True)]}
        await serve_with(office, platform)
        await write(office, "1", "하나", "a")
        await write(office, "1", "둘", "b")
        await write(office, "2", "다른 사람", "c")

        await until(lambda: platform.taken)
        await until(lambda: not office.core.senders[0]._in_flight)

        assert platform.taken == [("2", "다른 사람", False)]
        assert await office.value("SELECT count(*) FROM outbox WHERE status = 'dead'") == 2
        assert await office.value("SELECT count(*) FROM contact WHERE blocked_at IS NOT NULL") == 1


async def test_a_revoked_token_loses_nothing_and_counts_no_tries() -> None:
    async with office_at(NOON, started=False) as office:
        platform = Platform()
        platform.faults = {"1": [SendError("the token was refused", retry_after_s=60.0)] * 3}
        await serve_with(office, platform)
        await write(office, "1", "하나", "a")
        for _ in range(3):
            left = len(platform.faults["1"])
            await until(lambda left=left: len(platform.faults["1"]) < left)  # type: ignore[misc]
            office.clock.goes_on(seconds=61)

        await until(lambda: platform.taken)
        assert platform.taken == [("1", "하나", False)]


async def test_a_group_that_became_a_supergroup_hears_everything_also_twice() -> None:
    """The settings still name the old group, so each alert is told of the new one."""
    async with office_at(NOON, started=False) as office:
        platform = Platform()
        moved = [SendError("chat migrated", migrated_to="-100"), SendError("m", migrated_to="-100")]
        platform.faults = {"-1": moved}
        await serve_with(office, platform)
        await write(office, "-1", "첫 알림", "a")
        await until(lambda: len(platform.taken) == 1)
        await write(office, "-1", "둘째 알림", "b")

        await until(lambda: len(platform.taken) == 2)
        assert [taken[:2] for taken in platform.taken] == [
            ("-100", "첫 알림"),
            ("-100", "둘째 알림"),
        ]
