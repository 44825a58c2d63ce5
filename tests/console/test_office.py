"""What the office sets: duty, targets, outcomes, numbers; each on record, each in force at once."""

from __future__ import annotations

import pytest

from handlers.promises import DEFAULTS, ROWS, SET
from storage import staff as staff_table
from storage.records.staff import Role
from storage.records.ticket import PICKED, TicketKind
from tests.console.desk import Person, RunningDesk, plain
from tests.world import moment

#: A number of a contact as an office corrects it.
CORRECTED = {
    "number": "031-111-2222",
    "hours": "평일",
    "source": "전화",
    "verified_on": "2026-11-20",
}


@pytest.fixture
async def lead(desk: RunningDesk) -> Person:
    """A team lead who is signed in."""
    return await desk.person("park", Role.LEAD)


def minutes(**changed: str) -> dict[str, str]:
    """The form of targets as the page shows it first, with some cells changed."""
    usual = {f"{row}.{int(p)}": str(DEFAULTS.minutes(row, p)) for row in ROWS for p in SET}
    return usual | {name.replace("_", "."): value for name, value in changed.items()}


def endings(desk: RunningDesk, **changed: str) -> dict[str, str]:
    """The form of outcomes as the page shows it first, with some fields changed."""
    labels = desk.console.labels
    usual = {f"label.{o}": labels.usual("outcome", o) for o in PICKED}
    return usual | {name.replace("__", "."): value for name, value in changed.items()}


async def test_a_target_holds_for_what_comes_next_and_is_on_record(
    desk: RunningDesk, lead: Person
) -> None:
    answer = await lead.posts("/staff/office/targets", minutes(callback_1="60"), partial=False)
    me = desk.office.resident()
    await me.presses_value("s:message")
    await me.says("안부 전해 주세요")

    assert answer.goes_to == "/staff/office"
    assert 'name="callback.1"' in (await lead.gets("/staff/office")).text
    assert "기본 480" in (await lead.gets("/staff/office")).text
    assert (await desk.office.ticket("W-2026-0001")).due_at == moment("2026-11-23 18:00")
    assert [line[1] for line in await desk.audit("targets_set")] == ["targets"]


@pytest.mark.parametrize("wrong", ["0", "-5", "5401", "곧", ""])
async def test_no_promise_is_endless_or_nothing(lead: Person, wrong: str) -> None:
    answer = await lead.posts("/staff/office/targets", minutes(report_3=wrong), partial=False)

    assert answer.status == 400
    assert f'value="{wrong}"' in answer.text


async def test_an_outcome_is_called_as_the_office_calls_it_on_every_page(
    desk: RunningDesk, lead: Person
) -> None:
    number = await desk.files(TicketKind.MESSAGE)
    await lead.does(number, "claim")

    await lead.posts(
        "/staff/office/outcomes",
        endings(desk, label__answered="상담 마침", words__answered="1"),
        partial=False,
    )

    page = (await lead.gets(f"/staff/case/{number}")).text
    assert "상담 마침" in page
    assert (await lead.does(number, "close", outcome="answered")).status == 409
    assert (await lead.does(number, "close", outcome="answered", text="안내함")).status == 200


async def test_words_that_the_rules_ask_for_cannot_be_dropped(
    desk: RunningDesk, lead: Person
) -> None:
    number = await desk.files(TicketKind.MESSAGE)
    await lead.does(number, "claim")

    await lead.posts("/staff/office/outcomes", endings(desk), partial=False)

    assert (await lead.does(number, "close", outcome="no_action")).status == 409


async def test_two_outcomes_are_not_called_the_same(desk: RunningDesk, lead: Person) -> None:
    form = endings(desk, label__answered="조치 없음")

    assert (await lead.posts("/staff/office/outcomes", form, partial=False)).status == 400


async def test_an_outcome_is_added_picked_and_counted(desk: RunningDesk, lead: Person) -> None:
    form = endings(desk, label__new="푸드뱅크 연결", words__new="1")
    await lead.posts("/staff/office/outcomes", form, partial=False)
    number = await desk.files(TicketKind.MESSAGE)
    await lead.does(number, "claim")

    silent = await lead.does(number, "close", outcome="own_1")
    closed = await lead.does(number, "close", outcome="own_1", text="매주 금요일")

    page = (await lead.gets(f"/staff/case/{number}")).text
    assert (silent.status, closed.status) == (409, 200)
    assert "푸드뱅크 연결" in plain(page)
    assert "own_1" not in plain(page)
    assert "푸드뱅크 연결 1" in plain((await lead.gets("/staff/numbers")).text)
    assert "결과 푸드뱅크 연결" in plain((await lead.gets("/staff/audit")).text)


async def test_a_retired_outcome_is_picked_no_more_and_cases_keep_it(
    desk: RunningDesk, lead: Person
) -> None:
    await lead.posts("/staff/office/outcomes", endings(desk, label__new="쌀 지원"), partial=False)
    old, new = await desk.files(TicketKind.MESSAGE), await desk.files(TicketKind.VISIT)
    for number in (old, new):
        await lead.does(number, "claim")
    await lead.does(old, "close", outcome="own_1")

    retired = {"label__own_1": "쌀 지원", "retired__own_1": "1", "retired__unreachable": "1"}
    await lead.posts("/staff/office/outcomes", endings(desk, **retired), partial=False)

    offered = (await lead.gets(f"/staff/case/{new}")).text
    assert 'value="own_1"' not in offered
    assert 'value="unreachable"' not in offered
    assert (await lead.does(new, "close", outcome="own_1")).status == 409
    assert "쌀 지원" in plain((await lead.gets(f"/staff/case/{old}")).text)
    assert "쌀 지원 1" in plain((await lead.gets("/staff/numbers")).text)
    again = endings(desk, label__own_1="쌀 지원")
    await lead.posts("/staff/office/outcomes", again, partial=False)
    assert (await lead.does(new, "close", outcome="own_1")).status == 200


async def test_what_the_rules_need_cannot_be_retired_nor_a_code_be_made_up(
    desk: RunningDesk, lead: Person
) -> None:
    number = await desk.files(TicketKind.MESSAGE)
    await lead.does(number, "claim")

    form = endings(desk, retired__no_action="1", label__own_7="지어낸 것")
    await lead.posts("/staff/office/outcomes", form, partial=False)

    assert (await lead.does(number, "close", outcome="own_7")).status == 409
    assert (await lead.does(number, "close", outcome="erased")).status == 409
    assert (await lead.does(number, "close", outcome="fired")).status == 409
    assert (await lead.does(number, "close", outcome="no_action", text="연락 거절")).status == 200


async def test_duty_and_order_are_set_for_all_at_once(desk: RunningDesk, lead: Person) -> None:
    kim = await desk.account("kim")
    assert lead.staff is not None
    form = {f"order.{kim.id}": "2", f"on.{kim.id}": "1", f"order.{lead.staff.id}": "1"}
    form |= {"on_call": "031-999-0000", "head": "동장실"}

    await lead.posts("/staff/office/duty", form, partial=False)

    people = await desk.office.core.store.read(staff_table.everyone)
    assert [(s.login, s.on_duty) for s in people] == [("park", False), ("kim", True)]
    context = await desk.console.context()
    assert context.office.on_call_phone == "031-999-0000"
    assert context.rules.head == "동장실"


async def test_with_nobody_on_duty_residents_are_told_at_once(
    desk: RunningDesk, lead: Person
) -> None:
    assert lead.staff is not None
    await lead.posts("/staff/office/duty", {f"order.{lead.staff.id}": "1"}, partial=False)
    me = desk.office.resident()
    await me.says("상담원")

    me.heard("당번이 없습니다")
    assert "지금 당번이 없습니다" in (await lead.gets("/staff/office")).text


async def test_a_corrected_number_stands_in_every_answer_with_its_source(
    desk: RunningDesk, lead: Person
) -> None:
    known = (await desk.console.context()).knowledge.contacts
    code = next(c.id for c in known.values() if c.kind != "emergency")

    await lead.posts(f"/staff/office/contacts/{code}", CORRECTED, partial=False)

    context = await desk.console.context()
    assert context.words.fill(f"{{tel.{code}}}") == "031-111-2222"
    assert "우리 동에서 고침" in (await lead.gets("/staff/office/contacts")).text
    await lead.posts(f"/staff/office/contacts/{code}", {"drop": "1"}, partial=False)
    assert (await desk.console.context()).knowledge.contacts[code] == known[code]


@pytest.mark.parametrize("missing", ["number", "source", "verified_on"])
async def test_a_number_without_source_and_date_is_refused(
    desk: RunningDesk, lead: Person, missing: str
) -> None:
    known = (await desk.console.context()).knowledge.contacts
    code = next(c.id for c in known.values() if c.kind != "emergency")

    answer = await lead.posts(
        f"/staff/office/contacts/{code}", CORRECTED | {missing: ""}, partial=False
    )

    assert answer.status == 400


async def test_an_emergency_number_is_not_changed_here(desk: RunningDesk, lead: Person) -> None:
    answer = await lead.posts("/staff/office/contacts/rescue", CORRECTED, partial=False)

    assert answer.status == 404
