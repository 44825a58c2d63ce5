"""Bulk takes what answers leave of a platform's limit, and never a place or a slot of theirs."""

from __future__ import annotations

import asyncio
from bisect import bisect_right
from dataclasses import dataclass, field

from bot import codec
from bot.bulk import (
    ANSWER_WAITS_S,
    CHUNK,
    KEPT_FREE,
    LEAD_S,
    LIMIT,
    MOST_IN_FLIGHT,
    SECOND_S,
    BulkPace,
)  # fmt: skip
from bot.channels.channel import Delivery, SendError
from handlers.messages import Reply
from storage import contacts, outbox
from storage.transaction import Tx
from tests.waiting import until
from tests.world import RunningOffice, office_at

MORNING = "2026-11-23 10:00"


def given_in(pace: BulkPace, seconds: float) -> list[float]:
    """Take all slots that there are, as the sender does; return when each row went out."""
    given: list[float] = []
    now = 0.0
    while now < seconds:
        now += pace.wait_s(now)
        given += [now + wait for wait in pace.slots(CHUNK, now)]
    return [at for at in given if at < seconds]


def most_in_a_second(times: list[float]) -> int:
    times = sorted(times)
    return max(bisect_right(times, at + 1 - 1e-9) - n for n, at in enumerate(times))


def test_a_pace_uses_the_limit_and_never_goes_over_it():
    given = given_in(BulkPace(), 60)

    assert len(given) >= 0.95 * LIMIT * 60
    assert most_in_a_second(given) <= LIMIT


def test_while_people_write_room_is_left_for_their_answers():
    pace = BulkPace()
    pace.answer_wait_s(0)

    assert most_in_a_second(given_in(pace, 30)) <= LIMIT - KEPT_FREE + 1


def test_with_answers_counted_nothing_goes_over_the_limit():
    pace, answers, bulk = BulkPace(), [], []
    now = 0.0
    while now < 30:
        now += 0.01
        if int(now * 100) % 20 == 0:
            answers += [now + pace.answer_wait_s(now) for _ in range(3)]
        if not pace.wait_s(now):
            bulk += [now + wait for wait in pace.slots(CHUNK, now)]

    assert most_in_a_second([*answers, *bulk]) <= LIMIT
    assert len(answers) + len(bulk) >= 0.7 * LIMIT * 30


def test_the_first_answer_beside_a_broadcast_waits_for_a_slot_and_not_for_a_refusal():
    pace = BulkPace()
    given_in(pace, 10)

    assert 0 <= pace.answer_wait_s(10) <= ANSWER_WAITS_S


def test_without_a_broadcast_no_answer_waits():
    pace = BulkPace()

    assert {pace.answer_wait_s(0) for _ in range(1000)} == {0}


def test_a_flood_of_answers_holds_bulk_back_and_it_comes_again():
    pace = BulkPace()
    for _ in range(10_000):
        pace.answer_wait_s(100)

    assert 0 < round(pace.wait_s(100), 6) <= SECOND_S
    assert pace.wait_s(102) == 0


def test_a_pause_asked_for_is_kept():
    pace = BulkPace()
    pace.pause(100, 30)

    assert round(pace.wait_s(100), 6) == 30 - LEAD_S
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
