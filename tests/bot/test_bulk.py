"""Bulk takes what answers leave of a platform's limit, and never a place or a slot of theirs."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from bot import codec
from bot.bulk import CHUNK, LONGEST_DEBT_S, MOST_IN_FLIGHT, BulkPace
from bot.channels.channel import Delivery, SendError
from handlers.messages import Reply
from storage import contacts, outbox
from storage.transaction import Tx
from tests.world import RunningOffice, office_at

MORNING = "2026-11-23 10:00"


def test_a_pace_gives_as_many_slots_as_the_limit_allows_and_no_more():
    pace = BulkPace(per_second=29)
    given: list[float] = []
    now = 0.0
    while now < 60:
        now += pace.wait_s(now)
        given += [now + wait for wait in pace.slots(CHUNK, now)]
    windows = [sum(at <= t < at + 1 for t in given) for at in given if at < 59]

    assert len([t for t in given if t < 60]) >= 0.95 * 30 * 60
    assert max(windows) <= 30


def test_an_answer_takes_a_slot_from_bulk():
    pace = BulkPace(per_second=10)
    pace.slots(1, 0)
    pace.count_answer(0)

    assert pace.slots(1, 0) == [pytest.approx(0.2)]


def test_a_flood_of_answers_holds_bulk_back_but_not_for_ever():
    pace = BulkPace()
    for _ in range(10_000):
        pace.count_answer(100)

    assert pace.wait_s(100) <= LONGEST_DEBT_S


def test_a_pause_asked_for_is_kept():
    pace = BulkPace(per_second=10)
    pace.pause(100, 30)

    assert pace.wait_s(100) == pytest.approx(29.9)
    assert pace.slots(1, 131) == [0]


@dataclass
class Platform:
    """Takes answers at once and bulk when it is let; notes the order."""

    name: str = "telegram"
    taken: list[str] = field(default_factory=list)
    held: int = 0
    opened: asyncio.Event = field(default_factory=asyncio.Event)
    faults: list[SendError] = field(default_factory=list)

    async def send(self, delivery: Delivery) -> str:
        if delivery.reply.text.startswith("소식"):
            self.held += 1
            await self.opened.wait()
            self.held -= 1
            if self.faults:
                raise self.faults.pop()
        self.taken.append(delivery.reply.text)
        return str(len(self.taken))

    async def fetch(self, reference: str) -> bytes:
        raise SendError("gone", permanent=True)


def broadcast(tx: Tx, count: int, office: RunningOffice) -> None:
    """Write to many."""
    at = office.clock()
    for number in range(count):
        person = contacts.contact_id(tx, "telegram", f"reader {number}", at)
        payload = codec.dump(Reply(f"소식 {number}"))
        outbox.put(
            tx, person, "telegram", payload, f"news:{number}", at, pull=False, lane=outbox.LANE_BULK
        )


async def until(holds) -> None:
    async with asyncio.timeout(30):
        while not holds():  # noqa: ASYNC110 - the loop under test has no event for tests
            await asyncio.sleep(0.005)


async def test_answers_go_out_while_the_platform_holds_all_bulk():
    platform = Platform()
    async with office_at(MORNING, started=False) as office:
        office.core.add_channel(platform)
        office.core.senders[0]._pace = BulkPace(10_000)
        await office.core.store.run(broadcast, 200, office)
        await office.core.start(clock=False)
        await until(lambda: platform.held == MOST_IN_FLIGHT)
        people = [office.resident("telegram") for _ in range(40)]
        await asyncio.gather(*(p.says("운영 시간") for p in people))
        await until(lambda: len(platform.taken) == 80)

        assert platform.held == MOST_IN_FLIGHT
        platform.opened.set()
        await until(lambda: len(platform.taken) == 280)
        assert len(set(platform.taken)) == 202


async def test_a_reader_of_the_news_who_asks_is_answered_before_it():
    platform = Platform()
    async with office_at(MORNING, started=False) as office:
        office.core.add_channel(platform)
        office.core.senders[0]._pace.pause(asyncio.get_running_loop().time(), 3600)
        await office.core.store.run(broadcast, 1, office)
        await office.core.start(clock=False)
        me = office.resident("telegram", "reader 0")
        await me.says("운영 시간")
        await until(lambda: len(platform.taken) == 2)

        assert not any(text.startswith("소식") for text in platform.taken)


async def test_a_limit_met_by_bulk_does_not_stop_answers():
    platform = Platform()
    platform.faults = [SendError("429", retry_after_s=3600) for _ in range(CHUNK)]
    platform.opened.set()
    async with office_at(MORNING, started=False) as office:
        office.core.add_channel(platform)
        await office.core.store.run(broadcast, 20, office)
        await office.core.start(clock=False)
        await until(lambda: not platform.faults)
        me = office.resident("telegram")
        await me.says("운영 시간")
        await until(lambda: len([t for t in platform.taken if not t.startswith("소식")]) == 2)

        assert await office.value("SELECT count(*) FROM outbox WHERE status = 'dead'") == 0


async def test_what_bulk_had_in_flight_at_a_stop_is_sent_again_marked_and_the_rest_is_not():
    platform = Platform()
    async with office_at(MORNING, started=False) as office:
        office.core.add_channel(platform)
        await office.core.store.run(broadcast, 20, office)
        await office.core.start(clock=False)
        await until(lambda: platform.held > 0)
        await office.core.stop()
        office._open()
        platform.opened.set()
        office.core.add_channel(platform)
        await office.core.start(clock=False)
        await until(lambda: len(platform.taken) >= 20)

        assert {t for t in platform.taken if t.startswith("소식")} == {
            f"소식 {n}" for n in range(20)
        }
