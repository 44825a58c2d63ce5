"""An offer that nobody answers: a reminder after ten minutes of duty, back to its giver after thirty."""

from __future__ import annotations

from handlers import desk
from handlers.desk import Receiver
from tests.world import RunningOffice, office_at

NUMBER = "W-2026-0001"


async def offered(office: RunningOffice) -> None:
    """Kim has a case and offers it to Lee."""
    kim, lee = await office.staff("kim"), await office.staff("lee")
    me = office.resident()
    await me.presses_value("s:message")
    await me.says("안부 전해 주세요")
    await office.act(kim, NUMBER, lambda t, c: desk.claim(t, kim, {}, c))
    to = Receiver(lee.name, True, staff_id=lee.id)
    await office.act(kim, NUMBER, lambda t, c: desk.offer(t, kim, to, "", c))


async def test_after_ten_minutes_the_receiver_is_reminded_once():
    async with office_at("2026-11-23 10:00") as office:
        await offered(office)

        await office.ticks(minutes=9)
        before = await office.timeline(NUMBER)
        for _ in range(3):
            await office.ticks(minutes=1)

        assert "offer_reminded" not in before
        assert (await office.timeline(NUMBER)).count("offer_reminded") == 1


async def test_after_thirty_minutes_the_giver_has_it_back_with_a_line():
    async with office_at("2026-11-23 10:00") as office:
        await offered(office)

        await office.ticks(minutes=31)

        assert "offer_back" in await office.timeline(NUMBER)
        assert await office.value("SELECT count(*) FROM offer") == 0
        assert (await office.ticket(NUMBER)).claimed_by == 1


async def test_the_night_does_not_count():
    async with office_at("2026-11-23 17:55") as office:
        await offered(office)

        office.clock.says("2026-11-24 09:04")
        await office.ticks()
        in_the_morning = await office.timeline(NUMBER)
        office.clock.says("2026-11-24 09:06")
        await office.ticks()

        assert "offer_reminded" not in in_the_morning
        assert "offer_reminded" in await office.timeline(NUMBER)
