"""What pages see: the transcript, and a wake for each new line, none missed."""

from __future__ import annotations

import asyncio

from tests.world import office_at


async def test_a_line_committed_between_look_and_listening_is_not_missed():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        arrivals = office.core.mailbox.arrivals("web", me.key)
        await anext(arrivals)
        seen = await office.core.mailbox.history("web", me.key)

        await me.says("운영 시간")

        async with asyncio.timeout(2):
            await anext(arrivals)
        assert seen == []
        assert len(await office.core.mailbox.history("web", me.key)) == 3
        await arrivals.aclose()


async def test_a_page_that_went_away_is_forgotten():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        arrivals = office.core.mailbox.arrivals("web", me.key)
        await anext(arrivals)

        await arrivals.aclose()

        assert office.core.hub._listeners == {}


async def test_the_transcript_is_in_order_and_only_ones_own():
    async with office_at("2026-11-23 10:00") as office:
        me, you = office.resident(), office.resident()
        await me.says("안녕하세요")
        office.clock.goes_on(seconds=1)
        await me.says("운영 시간")

        lines = await office.core.mailbox.history("web", me.key)

        assert [line.who for line in lines] == ["me", "bot", "bot", "bot", "me", "bot", "bot"]
        assert await office.core.mailbox.history("web", you.key) == []


async def test_a_file_is_shown_to_its_sender_alone():
    async with office_at("2026-11-23 10:00") as office:
        me, you = office.resident(), office.resident()
        key = await me.sends_photo()
        await you.says("안녕하세요")

        assert await office.core.mailbox.attachment("web", me.key, key) is not None
        assert await office.core.mailbox.attachment("web", you.key, key) is None
