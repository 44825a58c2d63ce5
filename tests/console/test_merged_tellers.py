"""Whoever told in a merged case goes on being heard, and hears her own words only."""

from __future__ import annotations

import json

from handlers.context import Context
from storage.records.ticket import Priority, Stage, Status, Ticket
from storage.transaction import Tx
from tests.console.desk import RunningDesk, plain
from tests.console.households import last_word, two_reports


async def test_a_neighbour_is_not_told_that_somebody_else_has_told(desk: RunningDesk) -> None:
    kim, first, second = await two_reports(desk)
    before = await desk.said_to(second)

    await kim.does(first, "merge", other=second)

    assert await desk.said_to(second) == before


async def test_everybody_who_told_hears_her_own_closing_word(desk: RunningDesk) -> None:
    kim, first, second = await two_reports(desk)
    await kim.does(first, "merge", other=second)

    await kim.does(first, "close", outcome="visited_helped")

    words = [await last_word(desk, number) for number in (first, second)]
    assert words[0].replace(first, "") == words[1].replace(second, "")
    assert first in words[0]
    assert second in words[1]


async def test_everybody_who_told_hears_where_it_stands(desk: RunningDesk) -> None:
    kim, first, second = await two_reports(desk)
    await kim.does(first, "merge", other=second)

    await kim.does(first, "stage", stage="acting")

    words = [await last_word(desk, number) for number in (first, second)]
    assert words[0].replace(first, "") == words[1].replace(second, "")
    assert second in words[1]


async def test_words_written_to_a_merged_case_land_in_the_one_that_goes_on(
    desk: RunningDesk,
) -> None:
    kim, first, _second = await two_reports(desk)
    resident = desk.office.resident("webchat")
    await resident.says("안녕하세요")
    await resident.presses_value("g:person")
    talk = await resident.number()
    await kim.does(first, "merge", other=talk)
    await resident.hears()
    resident.heard("담당자가 대화를 이어받았습니다")

    await resident.says("문 앞에 우유가 쌓였어요")
    resident.heard(rf"\[{talk}\] 남겨 주신 글을 담당자가 함께 살펴보고 있어요")
    await resident.says("아직도 그래요")
    resident.heard_nothing_of("함께 살펴보고")

    living = await desk.office.ticket(first)
    assert living.waiting_since is not None
    assert await desk.office.event_texts(first, "resident_text") == [
        "문 앞에 우유가 쌓였어요",
        "아직도 그래요",
    ]
    page = (await kim.gets(f"/staff/case/{first}")).text
    assert "문 앞에 우유가 쌓였어요" in page
    assert f"주민 · {talk}" in page
    await kim.does(first, "reply", text="지금 가 볼게요", to=talk)
    await resident.hears()
    resident.heard("지금 가 볼게요")
    assert (await desk.office.ticket(first)).waiting_since is None
    assert not any("지금 가" in s for s in await desk.said_to(first))
    await kim.does(first, "close", outcome="visited_fine")
    assert (await resident.talk()).owner == "bot"


async def test_a_reply_set_for_later_reaches_who_told_in_the_merged_case(
    desk: RunningDesk,
) -> None:
    kim, first, second = await two_reports(desk)
    await kim.does(second, "claim")
    await kim.does(second, "reply", text="앞서 약속", later="1", send_at="2026-11-24T09:00")
    await kim.does(first, "merge", other=second, into="")
    await kim.does(
        first, "reply", text="내일 말씀", later="1", send_at="2026-11-24T09:00", to=second
    )
    await kim.does(
        first, "reply", text="취소할 말", later="1", send_at="2026-11-24T09:00", to=second
    )
    waits = await desk.office.value("SELECT max(id) FROM scheduled_reply")
    page = (await kim.gets(f"/staff/case/{first}")).text
    assert (await kim.does(first, "cancel-scheduled", id=str(waits))).status == 200
    desk.office.clock.says("2026-11-24 09:00")

    await desk.office.core.clockwork.tick()

    said = [str(json.loads(row)["text"]) for row in await desk.said_to(second)]
    assert f"{second}을 보낸 분" in plain(page)
    assert [text for text in said if text in ("앞서 약속", "내일 말씀", "취소할 말")] == [
        "앞서 약속",
        "내일 말씀",
    ]
    assert not any("말씀" in row for row in await desk.said_to(first))


async def test_a_report_finished_after_its_merge_raises_the_one_that_goes_on(
    desk: RunningDesk,
) -> None:
    kim, first, _second = await two_reports(desk)
    resident = desk.office.resident("webchat")
    await resident.presses_value("s:report")
    await resident.says("옆집 할머니가 걱정돼요")
    desk.office.clock.goes_on(minutes=20)
    await desk.office.core.clockwork.tick()
    rescued = (await resident.tickets())[0].number
    await kim.does(first, "merge", other=rescued)

    def grow(tx: Tx) -> None:
        from bot.carry_out import Turn
        from handlers.effects import ChangeTicket

        context: Context = desk.office.core.context(tx, desk.office.clock())
        turn = Turn(tx, desk.office.clock(), "resident", context, 3, "webchat", source="grow")
        turn.carry_out(
            (
                ChangeTicket(
                    rescued, {"story": "쓰러져 계세요"}, ("danger_now",), Priority.CRITICAL,
                    unfinished=False, alert=True,
                ),
            )
        )  # fmt: skip

    await desk.office.core.store.run(grow)

    living = await desk.office.ticket(first)
    assert living.priority is Priority.CRITICAL
    assert "danger_now" in living.reasons
    assert "merged_grew" in await desk.office.timeline(first)
    assert "확인하지 않은 경보" in (await kim.gets("/staff/")).text
    assert "쓰러져 계세요" in (await kim.gets(f"/staff/case/{first}")).text


async def test_the_sender_of_a_merged_case_sees_where_the_other_stands(desk: RunningDesk) -> None:
    kim, first, second = await two_reports(desk)
    await kim.does(first, "merge", other=second)
    await kim.does(first, "stage", stage="acting")

    def look(tx: Tx) -> tuple[Ticket, ...]:
        from bot.office import context_of

        contact = tx.value("SELECT contact_id FROM ticket WHERE number = ?", (second,))
        return context_of(tx, desk.office.clock(), desk.office.known, contact, "webchat").tickets

    told = await desk.office.core.store.read(look)
    assert [(t.number, t.status, t.stage) for t in told] == [(second, Status.ACTIVE, Stage.ACTING)]
