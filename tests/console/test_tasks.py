"""What is still to be done: planned, due through the clock, done; told to others on a ground only."""

from __future__ import annotations

import pytest

from storage.records.task import TaskKind
from storage.records.ticket import TicketKind
from tests.console.desk import RunningDesk, plain

TOMORROW = {"kind": "visit", "day": "2026-11-24", "hour": "14:00", "text": "쌀이 있는지 보기"}
REFERRAL = {
    "agency": "보건소", "shared": "혈압약이 떨어짐", "ground": "consent", "basis": "본인, 전화로 동의",
}  # fmt: skip


async def test_a_task_shows_in_the_queue_when_its_time_has_come(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    await kim.does(number, "claim")
    answer = await kim.does(number, "task", **TOMORROW)
    assert "내일" in plain((await kim.gets(f"/staff/case/{number}")).text)
    before = (await kim.gets("/staff/")).text
    desk.office.clock.says("2026-11-24 14:00")
    for _ in range(2):
        await desk.office.core.clockwork.tick()
    await kim.signs_in("kim")

    page = (await kim.gets("/staff/")).text

    assert answer.status == 200
    assert "오늘 할 일" not in before
    assert "오늘 할 일 1건" in plain(page)
    assert "쌀이 있는지" not in page
    assert (await desk.office.timeline(number)).count("task_due") == 1


async def test_what_is_to_be_done_later_today_stands_in_the_queue_from_the_morning(
    desk: RunningDesk,
) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    await kim.does(number, "claim")
    await kim.does(number, "task", **{**TOMORROW, "hour": "16:00"})
    desk.office.clock.says("2026-11-24 09:05")
    await kim.signs_in("kim")
    in_the_morning = plain((await kim.gets("/staff/")).text)
    desk.office.clock.says("2026-11-24 16:05")
    await kim.signs_in("kim")
    afterwards = plain((await kim.gets("/staff/")).text)

    assert "오늘 할 일 1건 방문 W-2026-0001 오늘 오후 4시까지" in in_the_morning
    assert "오늘 할 일 1건 때가 지난 것 1건" in afterwards


async def test_at_night_a_task_waits_for_the_opening(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    await kim.does(number, "task", **{**TOMORROW, "hour": "07:00"})
    desk.office.clock.says("2026-11-24 07:30")
    await desk.office.core.clockwork.tick()
    early = await desk.office.timeline(number)
    desk.office.clock.says("2026-11-24 09:00")
    await desk.office.core.clockwork.tick()

    assert "task_due" not in early
    assert "task_due" in await desk.office.timeline(number)


async def test_a_colleague_sees_what_is_theirs_nobodys_or_late(desk: RunningDesk) -> None:
    kim, lee = await desk.person("kim"), await desk.person("lee")
    mine, nobodys = await desk.files(), await desk.files(contact_key="b")
    await kim.does(mine, "claim")
    await kim.does(mine, "task", **TOMORROW)
    await lee.does(nobodys, "task", **TOMORROW)
    desk.office.clock.says("2026-11-24 14:00")
    await lee.signs_in("lee")
    same_day = (await lee.gets("/staff/")).text.split('class="handover due"')[1].split("</ul>")[0]
    desk.office.clock.says("2026-11-25 14:01")
    await lee.signs_in("lee")
    late = (await lee.gets("/staff/")).text.split('class="handover due"')[1].split("</ul>")[0]

    assert (nobodys in same_day, mine in same_day) == (True, False)
    assert mine in late


async def test_the_opening_digest_counts_what_is_due_today(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    await kim.does(number, "task", **TOMORROW)
    desk.office.clock.says("2026-11-24 09:00")
    await desk.office.core.clockwork.tick()

    notice = await desk.office.value("SELECT value FROM setting WHERE name = 'notice:아침 알림'")

    assert str(notice).endswith("오늘 할 일 1건")


async def test_a_task_is_done_once_and_what_repeats_comes_again(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    await kim.does(number, "task", **{**TOMORROW, "kind": "welfare_check", "every": "7"})
    desk.office.clock.says("2026-11-24 15:00")
    await kim.signs_in("kim")

    answers = [await kim.does(number, "task-end", id="1", outcome="done") for _ in range(2)]

    assert [a.status for a in answers] == [200, 409]
    due = await desk.office.value("SELECT due_at FROM task WHERE ended_at IS NULL")
    assert await desk.office.value("SELECT count(*) FROM task") == 2
    assert str(due) == "1796101200000"


async def test_a_task_is_dropped_only_with_words(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    await kim.does(number, "task", **TOMORROW)

    silent = await kim.does(number, "task-end", id="1", outcome="dropped")
    said = await kim.does(number, "task-end", id="1", outcome="dropped", text="입원하심")

    assert (silent.status, said.status) == (409, 200)


async def test_a_check_goes_on_after_the_case_is_closed(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files(fields={"about": "self"})
    await kim.does(number, "claim")
    await kim.does(number, "close", outcome="visited_fine")

    await kim.does(number, "task", **TOMORROW)
    desk.office.clock.says("2026-11-24 14:00")
    await kim.signs_in("kim")

    assert "오늘 할 일 1건" in plain((await kim.gets("/staff/")).text)


async def test_the_third_missed_call_plans_a_visit_once(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files(TicketKind.CALLBACK)
    await kim.does(number, "claim")
    for _ in range(4):
        await kim.does(number, "call", result="no_answer")

    assert await desk.office.value("SELECT group_concat(kind) FROM task") == TaskKind.VISIT
    assert "전화가 세 번 닿지 않아" in (await kim.gets(f"/staff/case/{number}")).text


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"day": ""}, 409),
        ({"day": "2026-11-20"}, 409),
        ({"day": "2029-01-01"}, 409),
        ({"kind": "other", "text": ""}, 409),
        ({"kind": "fly"}, 400),
        ({"every": "3"}, 400),
        ({"hour": "25:99"}, 409),
    ],
)
async def test_a_task_that_makes_no_sense_is_refused(
    desk: RunningDesk, change: dict[str, str], status: int
) -> None:
    kim, number = await desk.person("kim"), await desk.files()

    assert (await kim.does(number, "task", **{**TOMORROW, **change})).status == status
    assert await desk.office.value("SELECT count(*) FROM task") == 0


@pytest.mark.parametrize(
    "change",
    [
        {"agency": ""},
        {"shared": ""},
        {"basis": ""},
        {"ground": "danger", "basis": " "},
        {"shared": "900101-1234567"},
    ],
)
async def test_nothing_is_told_to_others_without_a_stated_ground(
    desk: RunningDesk, change: dict[str, str]
) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    await kim.does(number, "claim")

    answer = await kim.does(number, "refer", **{**REFERRAL, **change})

    assert answer.status == 409
    assert await desk.office.value("SELECT count(*) FROM referral") == 0


async def test_a_referral_is_kept_with_its_consent_and_asked_about(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    await kim.does(number, "claim")

    await kim.does(number, "refer", **REFERRAL)
    refused = await kim.does(number, "referral-answer", id="1", status="refused")
    accepted = await kim.does(number, "referral-answer", id="1", status="accepted")
    twice = await kim.does(number, "referral-answer", id="1", status="accepted")

    page = plain((await kim.gets(f"/staff/case/{number}")).text)
    assert [a.status for a in (refused, accepted, twice)] == [409, 200, 409]
    assert "보건소 받음" in page
    assert "본인 동의 — 본인, 전화로 동의" in page
    assert await desk.office.value("SELECT kind FROM task") == TaskKind.ASK_AGENCY
    assert await desk.office.value("SELECT purpose FROM consent") == "referral"
    files = desk.office.folder.glob("welfare.db*")
    assert not any("보건소".encode() in f.read_bytes() for f in files)


async def test_only_who_has_the_case_refers_it(desk: RunningDesk) -> None:
    kim, lee, number = await desk.person("kim"), await desk.person("lee"), await desk.files()
    await kim.does(number, "claim")

    assert (await lee.does(number, "refer", **REFERRAL)).status == 409
