"""Reports of one household become one case: merged by a person, undone as they were, refused where it would take."""

from __future__ import annotations

import asyncio

from storage import staff as staff_table
from storage.records.ticket import Outcome, Priority, Status, TicketKind
from tests.console.desk import RunningDesk, plain
from tests.console.households import last_word, two_reports


async def test_a_merged_case_leaves_the_queue_and_makes_the_other_more_urgent(
    desk: RunningDesk,
) -> None:
    kim, first, second = await two_reports(desk)
    form = {"other": second, "token": "the-same-merge-form"}

    answers = [await kim.does(first, "merge", **form) for _ in range(2)]

    merged, living = await desk.office.ticket(second), await desk.office.ticket(first)
    assert [a.status for a in answers] == [200, 200]
    assert (merged.status, merged.outcome) == (Status.CLOSED, Outcome.DUPLICATE)
    assert merged.merged_into == living.id
    assert (living.priority, "unseen" in living.reasons) == (Priority.URGENT, True)
    assert (await desk.office.timeline(first)).count("merged_here") == 1
    assert "며칠째 안 보여요" in (await kim.gets(f"/staff/case/{first}")).text
    assert "신고한 분 2명" in plain((await kim.gets(f"/staff/case/{first}")).text)


async def test_a_divided_case_of_an_account_that_has_ended_waits_for_somebody(
    desk: RunningDesk,
) -> None:
    kim, first, second = await two_reports(desk)
    lee = await desk.person("lee")
    assert kim.staff is not None
    await kim.does(second, "claim")
    await kim.does(first, "merge", other=second)
    await desk.office.core.store.run(staff_table.disable, kim.staff.id, desk.office.clock())

    await lee.does(second, "unmerge")

    ticket = await desk.office.ticket(second)
    assert (ticket.status, ticket.claimed_by) == (Status.NEW, None)


async def test_dividing_restores_both_as_they_were(desk: RunningDesk) -> None:
    kim, first, second = await two_reports(desk)
    before = [await desk.office.ticket(n) for n in (first, second)]
    await kim.does(first, "merge", other=second)
    refused = await kim.does(second, "reopen", text="다시 볼 일")

    answer = await kim.does(second, "unmerge")
    twice = await kim.does(second, "unmerge")

    assert refused.status == 409
    assert (answer.status, twice.status) == (200, 409)
    assert [await desk.office.ticket(n) for n in (first, second)] == before
    assert await last_word(desk, second) == ""


async def test_what_changed_after_the_merge_is_not_undone_with_it(desk: RunningDesk) -> None:
    kim, first, second = await two_reports(desk)
    await kim.does(first, "merge", other=second)
    await kim.does(first, "priority", priority="4", text="직접 봤음")

    await kim.does(second, "unmerge")

    assert (await desk.office.ticket(first)).priority is Priority.CRITICAL


async def test_staff_choose_which_case_goes_on(desk: RunningDesk) -> None:
    kim, first, second = await two_reports(desk)
    await kim.does(second, "claim")

    await kim.does(first, "merge", other=second, into="other")

    assert (await desk.office.ticket(first)).status is Status.CLOSED
    assert (await desk.office.ticket(second)).status is Status.ACTIVE


async def test_a_case_of_somebody_else_is_not_taken_by_merging(desk: RunningDesk) -> None:
    kim, first, second = await two_reports(desk)
    lee = await desk.person("lee")
    await lee.does(second, "claim")

    answers = [
        await kim.does(first, "merge", other=second),
        await kim.does(first, "merge", other=first),
        await kim.does(first, "merge", other="W-2026-9999"),
        await lee.does(first, "merge", other=second),
    ]

    assert [a.status for a in answers] == [409] * 4
    assert (await desk.office.ticket(second)).status is Status.ACTIVE


async def test_two_who_merge_each_into_the_other_leave_one_that_goes_on(desk: RunningDesk) -> None:
    kim, first, second = await two_reports(desk)
    await kim.does(second, "claim")

    answers = await asyncio.gather(
        kim.does(first, "merge", other=second), kim.does(second, "merge", other=first)
    )

    assert sorted(a.status for a in answers) == [200, 409]
    statuses = {(await desk.office.ticket(n)).status for n in (first, second)}
    assert statuses == {Status.ACTIVE, Status.CLOSED}


async def test_an_erasure_is_never_merged(desk: RunningDesk) -> None:
    kim, first, _second = await two_reports(desk)
    erasure = await desk.files(TicketKind.ERASURE, contact_key="x")

    assert (await kim.does(first, "merge", other=erasure)).status == 409
