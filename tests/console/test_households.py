"""Several reports of one household: suggested, merged by a person, undone, and nobody's words lost."""

from __future__ import annotations

import asyncio
import json

import pytest

from handlers.context import Context
from storage import staff as staff_table
from storage.records.ticket import Outcome, Priority, Stage, Status, Ticket, TicketKind
from storage.transaction import Tx
from tests.console.desk import Person, RunningDesk, plain

HOME = {"about": "neighbour", "place": "송산로 77번길 12, 101동 302호", "story": "불이 꺼져 있어요"}
SAME_HOME = {"about": "neighbour", "place": "송산로77번길 12 101-302", "story": "며칠째 안 보여요"}


async def two_reports(desk: RunningDesk) -> tuple[Person, str, str]:
    """An officer who has the first of two reports of one home."""
    first = await desk.files(fields=HOME, contact_key="neighbour-1")
    second = await desk.files(
        fields=SAME_HOME, contact_key="neighbour-2", priority=Priority.URGENT, reasons=("unseen",)
    )
    kim = await desk.person("kim")
    await kim.does(first, "claim")
    return kim, first, second


async def last_word(desk: RunningDesk, number: str) -> str:
    said = await desk.said_to(number)
    return str(json.loads(said[-1])["text"]) if said else ""


async def test_the_same_home_is_suggested_however_it_is_written(desk: RunningDesk) -> None:
    kim, first, second = await two_reports(desk)
    other = await desk.files(
        fields={**HOME, "place": "송산로 77번길 12, 101동 303호"}, contact_key="c"
    )

    page = (await kim.gets(f"/staff/case/{first}")).text
    panel = plain(page.split('class="alike"')[1].split("</section>")[0])

    assert f"{second}" in panel
    assert "같은 주소" in panel
    assert other in panel
    assert "같은 건물" in panel
    assert panel.index(second) < panel.index(other)


async def test_what_somebody_said_apart_is_suggested_no_more(desk: RunningDesk) -> None:
    kim, first, second = await two_reports(desk)

    await kim.does(first, "apart", other=second)

    for number in (first, second):
        assert 'class="alike"' not in (await kim.gets(f"/staff/case/{number}")).text


async def test_one_phone_is_one_household_and_another_is_not(desk: RunningDesk) -> None:
    kim = await desk.person("kim")
    number = await desk.files(fields={"phone": "010-1234-5678"}, contact_key="a")
    same = await desk.files(fields={"phone": "01012345678"}, contact_key="b")
    other = await desk.files(fields={"phone": "010-1234-5679"}, contact_key="c")

    page = (await kim.gets(f"/staff/case/{number}")).text.split('class="alike"')[1]

    assert same in page
    assert other not in page.split("</section>")[0]


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


async def test_cases_are_tied_into_one_household_and_taken_out(desk: RunningDesk) -> None:
    kim, first, second = await two_reports(desk)

    joined = await kim.does(first, "household-join", other=second)
    again = await kim.does(first, "household-join", other=second)
    page = plain((await kim.gets(f"/staff/case/{second}")).text)
    await kim.does(first, "household-leave")

    assert (joined.status, again.status) == (200, 409)
    assert first in page
    assert (await desk.office.ticket(first)).household_id is None


async def test_people_are_sealed_masked_and_opened_on_record(desk: RunningDesk) -> None:
    kim, first, _second = await two_reports(desk)
    who = {"name": "김순자", "relation": "본인", "phone": "010-7777-8888", "note": "귀가 어두우심"}

    await kim.does(first, "person", **who)
    closed = (await kim.gets(f"/staff/case/{first}")).text
    opened = (await kim.posts(f"/staff/case/{first}/reveal/people", {"reason": "visit"})).text

    assert not any(secret in closed for secret in ("김순자", "010-7777-8888", "귀가 어두우심"))
    assert "김●●" in closed
    assert all(secret in opened for secret in ("김순자", "010-7777-8888", "귀가 어두우심"))
    assert [line[2] for line in await desk.audit("reveal")] == [
        "field=people reason=visit ip=127.0.0.1"
    ]
    files = desk.office.folder.glob("welfare.db*")
    assert not any("김순자".encode() in f.read_bytes() for f in files)
    await kim.does(first, "person-away", id="1")
    assert "김●●" not in (await kim.gets(f"/staff/case/{first}")).text


@pytest.mark.parametrize(
    "form", [{"name": ""}, {"name": "가" * 201}, {"name": "김", "note": "900101-1234567"}]
)
async def test_a_person_without_a_name_or_with_a_resident_number_is_refused(
    desk: RunningDesk, form: dict[str, str]
) -> None:
    kim, number = await desk.person("kim"), await desk.files()

    assert (await kim.does(number, "person", **form)).status == 409


async def test_an_erasure_is_never_merged(desk: RunningDesk) -> None:
    kim, first, _second = await two_reports(desk)
    erasure = await desk.files(TicketKind.ERASURE, contact_key="x")

    assert (await kim.does(first, "merge", other=erasure)).status == 409
