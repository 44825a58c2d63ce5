"""Delivery over a platform that is told what to do: in order, patient, honest about doubt."""

from __future__ import annotations

import asyncio

from bot.channels.channel import SendError
from bot.outbox import pause_s
from tests.platform import Platform, serve_with
from tests.waiting import until
from tests.world import RunningOffice, office_at


async def rows(office: RunningOffice) -> str:
    return str(await office.value("SELECT group_concat(status) FROM outbox"))


async def test_bubbles_arrive_once_and_in_order():
    platform = Platform()
    async with office_at("2026-11-23 10:00", started=False) as office:
        await serve_with(office, platform)
        me = office.resident("telegram")
        await me.says("안녕하세요")
        await me.says("운영 시간")
        await until(lambda: len(platform.got) == len(office.everything_said))

        assert [d.reply for d in platform.got] == office.everything_said


async def test_a_pause_that_the_platform_asks_for_is_kept_and_no_attempt():
    platform = Platform(faults=[SendError("429", retry_after_s=30)])
    async with office_at("2026-11-23 10:00", started=False) as office:
        await serve_with(office, platform)
        me = office.resident("telegram")
        await me.says("운영 시간")
        await until(lambda: platform.tried == 1)
        await asyncio.sleep(0.05)
        before = platform.tried

        office.clock.goes_on(seconds=31)
        await until(lambda: len(platform.got) == 2)

        assert before == 1
        assert not platform.got[0].repeated


async def test_an_unclear_end_is_repeated_with_the_mark_and_keeps_the_order():
    platform = Platform(faults=[SendError("no answer", in_doubt=True)])
    async with office_at("2026-11-23 10:00", started=False) as office:
        await serve_with(office, platform)
        me = office.resident("telegram")
        await me.says("운영 시간")
        await until(lambda: platform.tried == 1)

        office.clock.goes_on(seconds=5)
        await until(lambda: len(platform.got) == 2)

        assert [d.repeated for d in platform.got] == [True, False]


async def test_a_bug_of_the_channel_does_not_stop_delivery():
    platform = Platform(faults=[ZeroDivisionError()])
    async with office_at("2026-11-23 10:00", started=False) as office:
        await serve_with(office, platform)
        me, you = office.resident("telegram"), office.resident("telegram")
        await me.says("운영 시간")
        await you.says("운영 시간")
        office.clock.goes_on(seconds=5)

        await until(lambda: len(platform.got) == 4)


async def test_what_is_refused_for_good_is_buried_told_to_staff_and_lets_the_next_pass():
    platform = Platform()
    async with office_at("2026-11-23 10:00", started=False) as office:
        await serve_with(office, platform)
        me = office.resident("telegram")
        await me.presses_value("s:message")
        await until(lambda: len(platform.got) == 1)
        platform.faults = [SendError("400 bad request", permanent=True)]

        await me.says("안부 전해 주세요")
        await until(lambda: len(platform.got) == len(office.everything_said) - 1)
        await asyncio.sleep(0.05)

        assert (await rows(office)).startswith("sent,dead,sent")
        assert "undeliverable" in await office.timeline("W-2026-0001")


async def test_who_blocked_us_hears_no_more_until_they_come_back():
    platform = Platform(faults=[SendError("403", blocked=True)])
    async with office_at("2026-11-23 10:00", started=False) as office:
        await serve_with(office, platform)
        me = office.resident("telegram")
        await me.says("운영 시간")
        await until(lambda: platform.tried == 1)
        await asyncio.sleep(0.05)
        blocked = await rows(office)

        await me.sends(kind="unblocked")
        await me.says("운영 시간")
        await until(lambda: len(platform.got) == 2)

        assert set(blocked.split(",")) == {"dead"}


async def test_a_stop_in_the_middle_leaves_everything_for_the_next_start():
    platform = Platform()
    async with office_at("2026-11-23 10:00", started=False) as office:
        await serve_with(office, platform)
        people = [office.resident("telegram") for _ in range(20)]
        await asyncio.gather(*(p.says("운영 시간") for p in people))
        await office.core.stop()
        office._open()
        await serve_with(office, platform)
        await until(lambda: len(platform.got) >= 40)
        await asyncio.sleep(0.05)

        doubled = [d for d in platform.got if d.repeated]
        assert len(platform.got) - len(doubled) == 40
        assert await office.value("SELECT count(*) FROM outbox WHERE status <> 'sent'") == 0


def test_pauses_grow_from_a_second_to_a_quarter_of_an_hour():
    assert [pause_s(n) for n in (1, 2, 3, 11, 50)] == [1, 2, 4, 900, 900]
