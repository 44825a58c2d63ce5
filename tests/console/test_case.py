"""A case: claimed once, answered, noted, closed with an outcome; each on record."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta

import pytest

from storage.records.ticket import PICKED, Priority, Stage, Status, TicketKind
from tests.console.desk import RunningDesk, plain

PLACE = "송산로 77번길 302호"


async def test_of_fifty_claimers_one_wins_and_the_timeline_has_one_line(desk: RunningDesk) -> None:
    number = await desk.files()
    people = [await desk.person(f"staff{i}") for i in range(10)]

    answers = await asyncio.gather(*(people[i % 10].does(number, "claim") for i in range(50)))

    ticket = await desk.office.ticket(number)
    won = [a for a in answers if a.status == 200]
    assert len(won) == 1
    assert (await desk.office.timeline(number)).count("claimed") == 1
    assert len(await desk.audit("claimed")) == 1
    assert ticket.status is Status.ACTIVE
    lost = [a for a in answers if a.status == 409]
    owner = next(p.staff for p in people if p.staff and p.staff.id == ticket.claimed_by)
    assert len(lost) == 49
    assert sum(f"{owner.name} 님이 11.23. 10:00부터" in a.said for a in lost) == 45


async def test_a_form_sent_twice_is_done_once(desk: RunningDesk) -> None:
    person, number = await desk.person("kim"), await desk.files()
    await person.does(number, "claim")
    form = {"token": "the-same-form-twice", "text": "내일 오전에 연락드릴게요."}

    both = [await person.does(number, "reply", **form) for _ in range(2)]

    assert [a.status for a in both] == [200, 200]
    assert sum("내일 오전" in s for s in await desk.said_to(number)) == 1


async def test_next_gives_the_most_urgent_and_the_one_behind_it_to_the_other(
    desk: RunningDesk,
) -> None:
    await desk.files(priority=Priority.NORMAL)
    second = await desk.files(priority=Priority.URGENT)
    first = await desk.files(priority=Priority.CRITICAL)
    kim, lee = await desk.person("kim"), await desk.person("lee")

    answers = await asyncio.gather(
        kim.posts("/staff/next", partial=False), lee.posts("/staff/next", partial=False)
    )

    assert {a.goes_to.split("?")[0] for a in answers} == {
        f"/staff/case/{first}",
        f"/staff/case/{second}",
    }


async def test_only_the_owner_replies_and_a_refusal_keeps_the_words(desk: RunningDesk) -> None:
    kim, lee = await desk.person("kim"), await desk.person("lee")
    number = await desk.files()
    await kim.does(number, "claim")

    answer = await lee.does(number, "reply", text="제가 답할게요")

    assert answer.status == 409
    assert "제가 답할게요" not in " ".join(await desk.said_to(number))
    assert 'action="/staff/case/' + number + '/reply"' not in answer.text


async def test_a_note_never_reaches_the_outbox(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    await kim.does(number, "claim")
    before = await desk.said_to(number)

    answer = await kim.does(number, "note", text="수급 중지 이력 있음")

    assert answer.status == 200
    assert await desk.said_to(number) == before
    assert "수급 중지 이력" in (await kim.gets(f"/staff/case/{number}")).text


async def test_a_reply_with_a_resident_number_stays(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    await kim.does(number, "claim")

    answer = await kim.does(number, "reply", text="900101-1234567 맞으신가요?")

    assert answer.status == 409
    assert "주민등록번호" in answer.said
    assert not any("900101" in s for s in await desk.said_to(number))


@pytest.mark.parametrize(
    ("form", "closes"),
    [
        ({}, False),
        ({"outcome": "no_action"}, False),
        ({"outcome": "no_action", "text": "   "}, False),
        ({"outcome": "no_action", "text": "이미 시청이 지원 중"}, True),
        ({"outcome": "visited_helped"}, True),
    ],
)
async def test_closing_needs_an_outcome_and_some_outcomes_words(
    desk: RunningDesk, form: dict[str, str], closes: bool
) -> None:
    kim, number = await desk.person("kim"), await desk.files(fields={"about": "neighbour"})
    await kim.does(number, "claim")

    answer = await kim.does(number, "close", **form)

    assert (answer.status == 200) == closes
    assert ((await desk.office.ticket(number)).status is Status.CLOSED) == closes


async def test_a_neighbour_hears_the_same_whatever_came_out(desk: RunningDesk) -> None:
    kim, heard = await desk.person("kim"), set()
    for outcome in PICKED:
        key = f"neighbour-{outcome}"
        number = await desk.files(fields={"about": "neighbour"}, contact_key=key)
        await kim.does(number, "claim")
        await kim.does(number, "close", outcome=str(outcome), text="집에서 술에 취해 있었음")
        last = (await desk.said_to(number))[-1]
        heard.add(json.loads(last)["text"].replace(number, ""))

    assert len(heard) == 1
    assert "술" not in heard.pop()


async def test_a_third_missed_call_asks_for_a_visit(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files(TicketKind.CALLBACK)
    await kim.does(number, "claim")
    for _ in range(3):
        await kim.does(number, "call", result="no_answer")

    timeline = await desk.office.timeline(number)

    assert timeline.count("call_no_answer") == 3
    assert timeline.count("visit_task") == 1
    assert (await desk.office.ticket(number)).status is Status.WAITING


async def test_a_stage_is_told_without_a_fact(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files(fields={"place": PLACE})
    await kim.does(number, "claim")

    await kim.does(number, "stage", stage="acting")

    assert (await desk.office.ticket(number)).stage is Stage.ACTING
    last = json.loads((await desk.said_to(number))[-1])["text"]
    assert number in last
    assert PLACE not in last


async def test_what_residents_write_is_shown_and_never_run(desk: RunningDesk) -> None:
    kim = await desk.person("kim")
    resident = desk.office.resident("webchat")
    evil = '<img src=x onerror="alert(1)"><script>alert(2)</script>'
    await resident.says(evil)
    number = await desk.files(
        fields={"story": evil, "who": evil, "<b>x</b>": evil},
        reasons=("<script>alert(3)</script>",), contact_key=resident.key,
    )  # fmt: skip
    await kim.does(number, "claim")
    await kim.does(number, "note", text=evil)

    for path in ("/staff/", f"/staff/case/{number}"):
        page = (await kim.gets(path)).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert "&lt;img src=x" in page


@pytest.mark.parametrize("number", ["W-2026-9999", "W-2026-0001'--", "x", "W-2026-00010000000000"])
async def test_a_number_that_is_none_is_not_found(desk: RunningDesk, number: str) -> None:
    kim = await desk.person("kim")

    assert (await kim.gets(f"/staff/case/{number}")).status == 404
    assert (await kim.does(number, "claim")).status == 404


@pytest.mark.parametrize(
    ("act", "form"),
    [
        ("call", {"result": ""}),
        ("stage", {"stage": "heaven"}),
        ("priority", {"priority": "99", "text": "x"}),
        ("priority", {"priority": "²", "text": "x"}),
        ("claim", {"token": "short"}),
        ("note", {"text": "가" * 25_000}),
    ],
)
async def test_what_no_form_of_ours_sends_is_refused(
    desk: RunningDesk, act: str, form: dict[str, str]
) -> None:
    kim, number = await desk.person("kim"), await desk.files()

    assert (await kim.does(number, act, **form)).status == 400


async def test_the_turn_is_handed_over_and_back_aloud(desk: RunningDesk) -> None:
    kim, resident = await desk.person("kim"), desk.office.resident("webchat")
    await resident.says("안녕하세요")
    number = await desk.files(TicketKind.CONSULT, Priority.TODAY, contact_key=resident.key)

    await kim.does(number, "claim")
    await resident.hears()
    resident.heard("담당자가 대화를 이어받았습니다")
    assert (await resident.talk()).owner == "person"
    await kim.does(number, "close", outcome="answered")
    await resident.hears()

    resident.heard("상담을 마칠게요")
    assert (await resident.talk()).owner == "bot"


async def test_an_alert_is_acknowledged_on_record(desk: RunningDesk) -> None:
    kim = await desk.person("kim")
    number = await desk.files(TicketKind.DANGER, Priority.CRITICAL, {"text": "살려 주세요"})
    assert "확인하지 않은 경보 1건" in (await kim.gets("/staff/")).text

    await kim.does(number, "acknowledge")

    assert "확인하지 않은 경보" not in (await kim.gets("/staff/")).text
    assert len(await desk.audit("alert_seen")) == 1


async def test_at_half_past_five_what_is_mine_is_to_be_confirmed(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    await kim.does(number, "claim")
    assert "인계 확인" not in (await kim.gets("/staff/")).text
    desk.office.clock.says("2026-11-23 17:30")
    await kim.signs_in("kim")

    assert "인계 확인 1건" in (await kim.gets("/staff/")).text
    await kim.does(number, "hand-over")

    assert "인계 확인" not in (await kim.gets("/staff/")).text


async def test_a_person_lowers_the_priority_with_a_reason(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files(priority=Priority.URGENT)

    without = await kim.does(number, "priority", priority="1")
    lowered = await kim.does(number, "priority", priority="1", text="전화로 확인함")

    assert (without.status, lowered.status) == (409, 200)
    assert (await desk.office.ticket(number)).priority is Priority.NORMAL


async def test_an_answer_stands_below_its_question_whatever_the_platform_s_clock_says(
    desk: RunningDesk,
) -> None:
    resident, kim = desk.office.resident("webchat"), await desk.person("kim")
    await resident.says("안녕하세요")
    number = await desk.files(TicketKind.CONSULT, contact_key=resident.key)
    await kim.does(number, "claim")
    await kim.does(number, "reply", text="몇 달 밀리셨나요?")
    desk.office.clock.goes_on(minutes=1)
    behind = desk.office.clock() - timedelta(minutes=5)

    await resident.sends(text="두 달이요", at=behind)

    page = plain((await kim.gets(f"/staff/case/{number}")).text)
    assert page.index("몇 달 밀리셨나요?") < page.index("두 달이요")
