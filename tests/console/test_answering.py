"""A reply: its fate stands on the bubble, it goes again without doubling, later, and with files."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.channels.channel import SendError
from storage import outbox
from storage.transaction import Tx
from tests.console.desk import Person, RunningDesk
from tests.platform import Platform, serve_with
from tests.resident import Resident
from tests.world import office_at


@pytest.fixture
async def platform() -> Platform:
    return Platform()


@pytest.fixture
async def far(platform: Platform) -> AsyncIterator[RunningDesk]:
    """A desk whose residents write over a platform that can fail."""
    async with office_at("2026-11-23 10:00", started=False) as office:
        await serve_with(office, platform)
        running = RunningDesk(office)
        await running.start()
        yield running
        await running.stop()


async def a_talk(desk: RunningDesk) -> tuple[Resident, Person, str]:
    """A resident who left a message, and the officer who has it."""
    resident = desk.office.resident("telegram")
    await resident.presses_value("s:message")
    await resident.says("안부 전해 주세요")
    number = (await desk.office.tickets())[0].number
    kim = await desk.person("kim")
    await kim.does(number, "claim")
    await quiet(desk)
    return resident, kim, number


async def quiet(desk: RunningDesk) -> None:
    """Wait until nothing is on its way."""
    async with asyncio.timeout(10):
        while await desk.office.value(  # noqa: ASYNC110 - the loop under test has no event for tests
            "SELECT 1 FROM outbox WHERE status = 'sending' OR (status = 'ready' AND not_before <= ?)",
            round(desk.office.clock().timestamp() * 1000),
        ):
            await asyncio.sleep(0.01)


async def row_of(desk: RunningDesk, text: str) -> outbox.Sent:
    def look(tx: Tx) -> outbox.Sent:
        rows = [s for s in outbox.sent_to(tx, 1) if text in s.payload]
        assert len(rows) == 1
        return rows[0]

    return await desk.office.core.store.read(look)


async def test_what_did_not_arrive_says_so_and_goes_again_once(
    far: RunningDesk, platform: Platform
) -> None:
    _resident, kim, number = await a_talk(far)
    platform.faults = [SendError("400 chat not found", permanent=True)]
    await kim.does(number, "reply", text="내일 뵐게요")
    await quiet(far)
    page = (await kim.gets(f"/staff/case/{number}")).text
    row = await row_of(far, "내일 뵐게요")
    form = {"row": str(row.id), "token": "send-again-form-1"}

    answers = [await kim.does(number, "send-again", **form) for _ in range(2)]
    await quiet(far)
    third = await kim.does(number, "send-again", row=str(row.id))

    assert "못 보냄" in page
    assert "다시 보내기" in page
    assert [a.status for a in answers] == [200, 200]
    assert third.status == 409
    assert sum(d.reply.text == "내일 뵐게요" for d in platform.got) == 1
    assert "다시 보내기" not in (await kim.gets(f"/staff/case/{number}")).text


async def test_a_row_in_doubt_goes_again_with_its_mark(
    far: RunningDesk, platform: Platform
) -> None:
    _resident, kim, number = await a_talk(far)
    platform.faults = [
        SendError("no answer", in_doubt=True),
        SendError("400 bad request", permanent=True),
    ]
    await kim.does(number, "reply", text="혹시 갔을까요")
    await quiet(far)
    assert "모름 · 다시 보내는 중" in (await kim.gets(f"/staff/case/{number}")).text
    far.office.clock.goes_on(seconds=5)
    await quiet(far)
    page = (await kim.gets(f"/staff/case/{number}")).text
    row = await row_of(far, "혹시 갔을까요")

    await kim.does(number, "send-again", row=str(row.id))
    await quiet(far)

    assert "모름 · 갔을 수도 있음" in page
    assert [(d.outbox_id, d.repeated) for d in platform.got][-1] == (row.id, True)


async def test_to_somebody_who_blocked_us_nothing_goes_again(
    far: RunningDesk, platform: Platform
) -> None:
    _resident, kim, number = await a_talk(far)
    platform.faults = [SendError("403 blocked", blocked=True)]
    await kim.does(number, "reply", text="내일 뵐게요")
    await quiet(far)

    page = (await kim.gets(f"/staff/case/{number}")).text
    again = await kim.does(number, "send-again", row=str((await row_of(far, "내일 뵐게요")).id))

    assert "차단됨" in page
    assert "다시 보내기" not in page
    assert again.status == 409
    assert "차단" in again.said


async def test_nobody_sends_again_what_was_said_in_another_case(
    far: RunningDesk, platform: Platform
) -> None:
    _resident, kim, number = await a_talk(far)
    platform.faults = [SendError("400", permanent=True)]
    await kim.does(number, "reply", text="내일 뵐게요")
    await quiet(far)
    other = await far.files()
    await kim.does(other, "claim")

    answer = await kim.does(other, "send-again", row=str((await row_of(far, "내일 뵐게요")).id))

    assert answer.status == 409


async def test_a_reply_goes_out_at_its_time_and_may_be_cancelled_before(
    far: RunningDesk, platform: Platform
) -> None:
    resident, kim, number = await a_talk(far)
    for words in ("오전 인사", "오후 인사", "취소할 인사"):
        answer = await kim.does(number, "reply", text=words, later="1", send_at="2026-11-24T09:00")
        assert "내일(화) 오전 9시" in answer.said
    waits = await far.office.value("SELECT max(id) FROM scheduled_reply")
    cancelled = await kim.does(number, "cancel-scheduled", id=str(waits))
    before = list(platform.got)
    far.office.clock.says("2026-11-24 09:00")
    await far.office.core.clockwork.tick()
    await quiet(far)
    await far.office.core.clockwork.tick()
    await quiet(far)

    said = [d.reply.text for d in platform.got[len(before) :]]
    assert cancelled.status == 200
    assert [t for t in said if "인사" in t] == ["오전 인사", "오후 인사"]
    assert (await resident.talk()).owner == "person"
    assert (await far.office.timeline(number)).count("sent_on_time") == 2


@pytest.mark.parametrize("when", ["", "soon", "2026-11-23T09:59", "2027-11-23T09:00"])
async def test_a_time_that_is_none_is_refused(desk: RunningDesk, when: str) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    await kim.does(number, "claim")

    answer = await kim.does(number, "reply", text="안녕하세요", later="1", send_at=when)

    assert answer.status == 409
    assert "한 달 안" in answer.said


async def test_what_waits_is_dropped_when_the_case_ends(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files(fields={"about": "self"})
    await kim.does(number, "claim")
    await kim.does(number, "reply", text="내일 봬요", later="1", send_at="2026-11-24T09:00")
    await kim.does(number, "close", outcome="answered")
    desk.office.clock.says("2026-11-24 09:01")

    await desk.office.core.clockwork.tick()

    assert not any("내일 봬요" in s for s in await desk.said_to(number))
    assert "schedule_dropped" in await desk.office.timeline(number)


async def test_a_scheduled_reply_with_a_resident_number_stays(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    await kim.does(number, "claim")

    answer = await kim.does(
        number, "reply", text="900101-1234567", later="1", send_at="2026-11-24T09:00"
    )

    assert answer.status == 409
