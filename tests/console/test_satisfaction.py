"""Whether it helped is asked once, by one tap, and never of somebody who told of a crisis."""

from __future__ import annotations

import pytest

from storage.records.ticket import Priority, TicketKind
from storage.transaction import Tx
from tests.console.desk import Person, RunningDesk, plain
from tests.resident import Resident

ASKED = "이번 상담이 도움이 되었나요"


async def closed(
    desk: RunningDesk, kind: TicketKind = TicketKind.CALLBACK, outcome: str = "answered", **more: object
) -> tuple[Resident, Person, str]:  # fmt: skip
    """A case of a resident that was closed."""
    resident, kim = desk.office.resident("webchat"), await desk.person("kim")
    await resident.says("안녕하세요")
    number = await desk.files(kind, contact_key=resident.key, **more)  # type: ignore[arg-type]
    await kim.does(number, "claim")
    await kim.does(number, "close", outcome=outcome, text="마침")
    await resident.hears()
    return resident, kim, number


@pytest.mark.parametrize("kind", [TicketKind.CALLBACK, TicketKind.CONSULT])
async def test_after_a_call_or_a_talk_it_is_asked_and_the_answer_stands_on_the_case(
    desk: RunningDesk, kind: TicketKind
) -> None:
    resident, kim, number = await closed(desk, kind)
    resident.heard(ASKED)

    await resident.presses("도움이 됐어요")

    resident.heard("고맙습니다")
    assert "도움이 되었나요: 도움이 됐어요" in plain((await kim.gets(f"/staff/case/{number}")).text)


async def test_a_no_offers_a_call_and_plans_another_look_once(desk: RunningDesk) -> None:
    resident, kim, number = await closed(desk)

    for _ in range(2):
        await resident.presses_value(f"v:{number}:no")
    await resident.presses_value(f"v:{number}:yes")

    assert await desk.office.value("SELECT answer FROM satisfaction") == "no"
    assert await desk.office.value("SELECT count(*) FROM task") == 1
    assert (await desk.office.timeline(number)).count("helped_no") == 1
    assert "다시 살펴보기" in (await kim.gets(f"/staff/case/{number}")).text


async def test_it_is_asked_once_though_the_case_was_opened_again(desk: RunningDesk) -> None:
    resident, kim, number = await closed(desk)
    await kim.does(number, "reopen", text="다시 전화하기로")
    await kim.does(number, "claim")

    await kim.does(number, "close", outcome="answered")

    await resident.hears()
    resident.heard_nothing_of(ASKED)


@pytest.mark.parametrize(
    ("kind", "outcome", "more"),
    [
        (TicketKind.REPORT, "visited_helped", {"fields": {"about": "self"}}),
        (TicketKind.DANGER, "answered", {}),
        (TicketKind.MESSAGE, "answered", {}),
        (TicketKind.CALLBACK, "unreachable", {}),
        (TicketKind.CALLBACK, "withdrawn", {}),
        (TicketKind.CALLBACK, "no_action", {}),
        (TicketKind.CONSULT, "answered", {"reasons": ("danger_suicide",)}),
    ],
)
async def test_it_is_not_asked_after_a_crisis_nor_when_nothing_came_of_it(
    desk: RunningDesk, kind: TicketKind, outcome: str, more: dict[str, object]
) -> None:
    resident, _kim, _number = await closed(desk, kind, outcome, **more)

    resident.heard_nothing_of(ASKED)


async def test_who_told_of_a_crisis_lately_is_left_alone(desk: RunningDesk) -> None:
    resident, kim = desk.office.resident("webchat"), await desk.person("kim")
    await resident.says("안녕하세요")
    await desk.files(TicketKind.DANGER, Priority.CRITICAL, contact_key=resident.key)
    number = await desk.files(TicketKind.CALLBACK, contact_key=resident.key)
    await kim.does(number, "claim")

    await kim.does(number, "close", outcome="answered")

    await resident.hears()
    resident.heard_nothing_of(ASKED)


async def test_in_the_quiet_time_after_an_acute_word_nothing_is_asked(desk: RunningDesk) -> None:
    resident, kim = desk.office.resident("webchat"), await desk.person("kim")
    await resident.says("안녕하세요")
    number = await desk.files(TicketKind.CALLBACK, contact_key=resident.key)
    await kim.does(number, "claim")

    def hush(tx: Tx) -> None:
        until = round(desk.office.clock().timestamp() * 1000) + 3_600_000
        tx.execute("UPDATE conversation SET quiet_until = ?", (until,))

    await desk.office.core.store.run(hush)
    await kim.does(number, "close", outcome="answered")

    await resident.hears()
    resident.heard_nothing_of(ASKED)


async def test_nobody_answers_for_another(desk: RunningDesk) -> None:
    _resident, _kim, number = await closed(desk)
    other = desk.office.resident("webchat")
    await other.says("안녕하세요")

    await other.presses_value(f"v:{number}:no")
    await other.presses_value(f"v:{number}:perhaps")

    assert await desk.office.value("SELECT answer FROM satisfaction") is None
