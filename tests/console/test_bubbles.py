"""What a case shows of the talk: edited and deleted words, homes hidden until opened, who is called."""

from __future__ import annotations

from handlers.messages import Kind
from storage import erasure, events
from storage.transaction import Tx
from tests.console.desk import RunningDesk, plain


async def test_an_edited_message_shows_both_and_a_deleted_one_that_it_was(
    desk: RunningDesk,
) -> None:
    resident, kim = desk.office.resident("telegram"), await desk.person("kim")
    await resident.says("월세가 밀렸어요")
    first = resident.message().external_id.rpartition(":")
    earlier = f"{first[0]}:{int(first[2]) - 1}"
    await resident.sends(kind=Kind.EDIT, text="월세가 두 달 밀렸어요", edits=earlier)
    await resident.presses_value("s:message")
    await resident.says("연락 주세요")
    number = (await desk.office.tickets())[0].number

    page = plain((await kim.gets(f"/staff/case/{number}")).text)
    await desk.office.core.store.run(_erase)
    later = plain((await kim.gets(f"/staff/case/{number}")).text)

    assert "월세가 두 달 밀렸어요 고치기 전 글 월세가 밀렸어요" in page
    assert "수정됨" in page
    assert "삭제된 메시지입니다" in later
    assert "밀렸어요" not in later


def _erase(tx: Tx) -> None:
    erasure.erase_talk(tx, 1)


async def test_a_flat_in_a_story_is_opened_on_purpose(desk: RunningDesk) -> None:
    kim = await desk.person("kim")
    number = await desk.files(fields={"story": "101동 302호 할머니가 안 보여요"})

    closed = (await kim.gets(f"/staff/case/{number}")).text
    opened = (await kim.posts(f"/staff/case/{number}/reveal/story", {"reason": "visit"})).text

    assert "302호" not in closed
    assert "할머니가 안 보여요" in closed
    assert "101동 302호 할머니" in opened
    assert len(await desk.audit("reveal")) == 1


async def test_who_is_called_is_named(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim", name="김주무관"), await desk.files()
    ticket = await desk.office.ticket(number)

    def ring(tx: Tx) -> None:
        for login in ("kim", "everyone"):
            events.add_event(tx, ticket.id, "clock", "alert_rung", login, desk.office.clock())

    await desk.office.core.store.run(ring)
    page = plain((await kim.gets(f"/staff/case/{number}")).text)

    assert "everyone" not in page
    assert "담당자 모두" in page
    assert "경보를 알렸습니다 — 김주무관" in page
