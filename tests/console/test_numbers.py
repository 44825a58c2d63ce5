"""The office's numbers: counted in working minutes, by period; small cells hidden in what leaves the house."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest

from bot.console.export import ALSO_HIDDEN, HIDDEN, csv_pieces, safe_percent, safe_rows, xlsx
from bot.console.numbers import Count, Share, month_of
from bot.console.numbers_page import read_period
from storage import retention
from storage.queries import numbers
from storage.records.staff import Role
from storage.records.ticket import TicketKind
from tests.console.desk import Person, RunningDesk, plain
from tests.world import moment

NOW = moment("2026-11-23 10:00")


async def closes(desk: RunningDesk, kim: Person, outcome: str, key: str, minutes: int = 30) -> None:
    """A report is opened, answered after some minutes, and closed."""
    number = await desk.files(contact_key=key, reasons=("cut_off",))
    desk.office.clock.goes_on(minutes=minutes)
    await kim.does(number, "claim")
    await kim.does(number, "call", result="connected")
    await kim.does(number, "close", outcome=outcome, text="까닭")
    desk.office.clock.goes_on(minutes=-minutes)


async def downloads(person: Person, **form: str) -> tuple[int, bytes, dict[str, str]]:
    given = {"unit": "month", "period": "2026-11", "format": "csv", "reason": "report", **form}
    async with person.session.post(
        f"{person.desk.url}/staff/numbers/export", data=given, headers={"Origin": person.desk.url}
    ) as r:
        return r.status, await r.read(), dict(r.headers)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({}, "2026-11-23"),
        ({"day": "2026-02-28"}, "2026-02-28"),
        ({"month": "2026-12"}, "2026-12"),
        ({"day": "gestern"}, "2026-11-23"),
        ({"month": "0001-01"}, "2026-11-23"),
    ],
)
def test_the_period_stands_in_the_address(query: dict[str, str], code: str) -> None:
    period = read_period(query, NOW)

    assert period.code == code
    assert period.before.after == period
    assert read_period({"day" if period.is_day else "month": code}, NOW) == period


def test_a_month_ends_where_the_next_begins() -> None:
    december = month_of(moment("2026-12-31 23:59").date())

    assert december.after.code == "2027-01"
    assert december.moments[1] == moment("2027-01-01 00:00")


async def test_the_sheet_counts_times_in_minutes_of_duty(desk: RunningDesk) -> None:
    kim = await desk.person("kim")
    desk.office.clock.says("2026-11-23 17:50")
    number = await desk.files()
    desk.office.clock.says("2026-11-24 09:20")
    await kim.signs_in("kim")
    await kim.does(number, "claim")
    await kim.does(number, "call", result="no_answer")
    desk.office.clock.goes_on(minutes=40)
    await kim.does(number, "close", outcome="visited_fine")

    page = plain((await kim.gets("/staff/numbers?month=2026-11")).text)

    assert "첫 연락까지 30분" in page
    assert "종결까지 70분" in page


async def test_no_action_stands_beside_the_nation(desk: RunningDesk) -> None:
    kim = await desk.person("kim")
    for n, outcome in enumerate(["no_action", "linked", "visited_fine", "linked"]):
        await closes(desk, kim, outcome, f"k{n}")

    page = plain((await kim.gets("/staff/numbers?month=2026-11")).text)

    assert "신고 가운데 조치 없음 25.0% 4건 중 1건 · 전국 32.5%" in page
    assert "단전·단수 4" in page


async def test_today_is_a_board_and_other_days_are_not(desk: RunningDesk) -> None:
    kim = await desk.person("kim")
    await desk.files()

    today, other = (
        await kim.gets("/staff/numbers"),
        await kim.gets("/staff/numbers?day=2026-11-20"),
    )

    assert "지금 할당 전 1건" in plain(today.text)
    assert "지금 할당 전" not in plain(other.text)
    assert "접수 0건" in plain(other.text)


async def test_what_was_answered_is_counted_before_messages_are_destroyed(
    desk: RunningDesk,
) -> None:
    resident, kim = desk.office.resident("webchat"), await desk.person("kim")
    await resident.says("기초연금 신청하려면 무엇이 필요한가요?")
    await resident.says("퀭한 뭉게 뷁")
    before = await desk.office.core.store.read(
        numbers.answers, NOW.date().replace(day=1), NOW.date().replace(month=12, day=1)
    )
    desk.office.clock.says("2026-11-24 03:30")
    await desk.office.core.store.run(numbers.count_days, desk.office.clock())
    desk.office.clock.says("2027-01-20 03:30")
    await desk.office.core.store.run(retention.destroy_old, desk.office.clock())
    desk.office.clock.says("2027-01-20 10:00")
    await kim.signs_in("kim")

    page = plain((await kim.gets("/staff/numbers?month=2026-11")).text)

    assert (before.answered, before.missed) == (1, 1)
    assert "자동 응답이 답한 질문 50.0% 2건 중 1건" in page


async def test_days_are_counted_once(desk: RunningDesk) -> None:
    run = desk.office.core.store.run

    first, again = [await run(numbers.count_days, NOW) for _ in range(2)]

    assert (first, again) == (numbers.COUNTED_BACK_DAYS, 0)


async def test_charts_have_their_numbers_as_text(desk: RunningDesk) -> None:
    kim = await desk.person("kim")
    await desk.files(TicketKind.CALLBACK, fields={"topic": "<b>돌봄</b>"})

    page = (await kim.gets("/staff/numbers")).text

    assert 'role="img" aria-label="종류"' in page
    assert "<td>1</td>" in page
    assert "<b>돌봄" not in page
    assert " style=" not in page


def test_small_cells_are_hidden_and_cannot_be_worked_out() -> None:
    rows = safe_rows(Count("kind", (("가", 40), ("나", 9), ("다", 7), ("라", 2), ("마", 0))))

    assert dict(rows) == {"가": 40, "나": 9, "다": ALSO_HIDDEN, "라": HIDDEN, "마": 0}


def test_two_small_cells_together_under_five_hide_a_third() -> None:
    rows = dict(safe_rows(Count("kind", (("가", 40), ("나", 9), ("다", 1), ("라", 2)))))

    assert rows["나"] == ALSO_HIDDEN
    assert rows["가"] == 40


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (1, 100, HIDDEN),
        (98, 100, HIDDEN),
        (2, 4, HIDDEN),
        (0, 0, "-"),
        (0, 50, 0.0),
        (20, 50, 40.0),
    ],
)
def test_a_share_does_not_say_how_few(part: int, whole: int, said: object) -> None:
    assert safe_percent(Share(part, whole)) == said


async def test_a_file_needs_a_reason_and_is_on_record(desk: RunningDesk) -> None:
    lead = await desk.person("lead", Role.LEAD)

    refused = [await downloads(lead, reason=""), await downloads(lead, format="exe")]
    status, content, headers = await downloads(lead)

    assert [answer[0] for answer in refused] == [400, 400]
    assert status == 200
    assert content.startswith(b"\xef\xbb\xbf")
    assert headers["Content-Disposition"] == 'attachment; filename="numbers-2026-11.csv"'
    assert headers["Cache-Control"] == "no-store"
    lines = await desk.audit("export")
    assert [(line[1], line[2].split(" ip")[0]) for line in lines] == [
        ("numbers:2026-11", "format=csv reason=report")
    ]


async def test_the_file_hides_what_is_small_and_shows_the_rest(desk: RunningDesk) -> None:
    lead = await desk.person("lead", Role.LEAD)
    for n in range(12):
        await desk.files(contact_key=f"r{n}")
    await desk.files(TicketKind.VISIT, contact_key="v")

    _status, content, _headers = await downloads(lead)

    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert ["종류", "위기가구 신고", ALSO_HIDDEN] in rows
    assert ["종류", "방문 요청", HIDDEN] in rows
    assert ["합계", "접수", "13"] in rows
    assert ["조치 없음 비율(%)", "전국(복지위기 알림)", "32.5"] in rows


async def test_officers_see_numbers_but_take_no_file(desk: RunningDesk) -> None:
    kim = await desk.person("kim")

    assert "내려받기" not in (await kim.gets("/staff/numbers")).text
    assert (await downloads(kim))[0] == 403


def test_no_cell_becomes_a_formula() -> None:
    row = ("답하지 못한 질문", "=cmd()", 7)

    text = b"".join(csv_pieces([row])).decode("utf-8-sig")
    book = zipfile.ZipFile(io.BytesIO(xlsx([row])))

    assert text == "답하지 못한 질문,'=cmd(),7\r\n"
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "=cmd()" in book.read("xl/sharedStrings.xml").decode()
