"""Calls: windows in open hours only, changed, cancelled, moved when the office closes (H7)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.office import public_holidays
from handlers.callback.slots import code, from_code, spoken_window, windows
from handlers.callback.when import LATER, window_said
from handlers.flow import NotUnderstood
from handlers.hours import Hours, Lunch, Override
from storage.records.ticket import Outcome, TicketKind
from tests.world import moment, office_at

HOURS = Hours(holidays=public_holidays(2026))


@pytest.mark.parametrize(
    ("at", "offered"),
    [
        ("2026-11-23 08:00", ["23일(월) 오전", "23일(월) 오후", "24일(화) 오전", "24일(화) 오후"]),
        ("2026-11-23 11:45", ["23일(월) 오후", "24일(화) 오전", "24일(화) 오후", "25일(수) 오전"]),
        ("2026-11-23 17:45", ["24일(화) 오전", "24일(화) 오후", "25일(수) 오전", "25일(수) 오후"]),
        ("2026-11-27 18:00", ["30일(월) 오전", "30일(월) 오후", "1일(화) 오전", "1일(화) 오후"]),
    ],
)
def test_windows_are_the_next_open_half_days(at: str, offered: list[str]):
    said = [spoken_window(w) for w in windows(HOURS, moment(at))]

    assert [s.partition("월 ")[2] for s in said] == offered


def test_holidays_and_overrides_are_skipped():
    closed = {date(2026, 12, 28): Override((), "임시 휴무")}
    hours = Hours(holidays=public_holidays(2026), overrides=closed)

    first = windows(hours, moment("2026-12-24 18:00"), 1)[0]

    assert spoken_window(first) == "12월 29일(화) 오전"


def test_with_lunch_closed_no_window_covers_noon():
    for begin, end in windows(Hours(lunch=Lunch.CLOSED), moment("2026-11-23 08:00")):
        assert not begin.hour < 12 < end.hour


def test_a_button_of_a_window_that_has_passed_means_nothing():
    value = code(windows(HOURS, moment("2026-11-23 08:00"))[0])

    assert from_code(HOURS, moment("2026-11-23 13:00"), value) is None


@pytest.mark.parametrize(
    ("said", "window"),
    [
        ("아무 때나", "11월 23일(월) 오전"),
        ("오후에 해 주세요", "11월 23일(월) 오후"),
        ("화요일 오후", "11월 24일(화) 오후"),
        ("화요일", "11월 24일(화) 오전"),
        ("내일 오전", "11월 24일(화) 오전"),
        ("내일모레 오후요", "11월 25일(수) 오후"),
        ("27일 오후에요", "11월 27일(금) 오후"),
        ("다음주 월요일 오전", "11월 30일(월) 오전"),
        ("오전 10시", "11월 23일(월) 오전"),
        ("오후 3시", "11월 23일(월) 오후"),
        ("3시쯤이요", "11월 23일(월) 오후"),
        ("내일 11시 이후요", "11월 24일(화) 오전"),
        ("오전에만 전화주세요 오후엔 일해서 못받아요", "11월 23일(월) 오전"),
        ("오후엔 못 받아요", "11월 23일(월) 오전"),
        ("오전 빼고요", "11월 23일(월) 오후"),
        ("내일 오전에는 병원 가서 안돼요", "11월 24일(화) 오후"),
        ("저녁엔 안되고 내일 오후요", "11월 24일(화) 오후"),
        ("내일 오전 말고 모레", "11월 25일(수) 오전"),
        ("내일 오후 말고 오전이요", "11월 24일(화) 오전"),
    ],
)
def test_a_window_may_be_said_in_words(said: str, window: str):
    at = moment("2026-11-23 08:00")

    assert spoken_window(window_said(said, windows(HOURS, at, LATER), at.date())) == window


@pytest.mark.parametrize("said", ["일요일", "밤에요", "ㅁㄴㅇ", "일요일 3시"])
def test_another_time_is_not_promised(said: str):
    with pytest.raises(NotUnderstood):
        window_said(said, windows(HOURS, moment("2026-11-23 08:00"), LATER), date(2026, 11, 23))


@pytest.mark.parametrize(
    "said",
    [
        "11월 24일 저녁 7시", "내일 저녁 8시", "7시 이후에 해주세요", "6시 이후", "19시", "오후 6시 반",
        "밤 9시", "오전 7시", "내일 저녁에요", "퇴근하고요", "20:30",
    ],
)  # fmt: skip
def test_an_hour_at_which_nobody_is_there_is_no_half_day(said: str):
    with pytest.raises(NotUnderstood) as raised:
        window_said(said, windows(HOURS, moment("2026-11-23 08:00"), LATER), date(2026, 11, 23))

    assert raised.value.key == "callback.time_closed"


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 500 * 24 * 60), st.sampled_from(Lunch))
def test_every_window_lies_in_open_hours_and_in_the_future(minutes: int, lunch: Lunch):
    at = moment("2026-11-22 00:00") + timedelta(minutes=minutes)
    hours = Hours(lunch=lunch, holidays=public_holidays(at.year))

    for begin, end in windows(hours, at):
        assert hours.is_open(begin)
        assert hours.is_open(end - timedelta(seconds=1))
        assert begin >= at
        assert end - begin >= timedelta(minutes=30)


async def ask_for_a_call(me, *, window: str = "1") -> None:
    """Go through the form."""
    await me.presses_value("s:callback")
    for said in ("보청기 지원이 궁금해요", "네", "010-1234-5678", window):
        await me.says(said)


async def test_a_call_is_promised_for_a_window_and_the_phone_kept_only_there():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()

        await ask_for_a_call(me)

        me.heard("W-2026-0001", "11월 23일\\(월\\) 오전에 담당자가 전화드릴게요")
        ticket = await office.ticket("W-2026-0001")
        assert ticket.fields["phone"] == "010-1234-5678"
        contact = await me.contact()
        kept = await office.core.store.read(lambda tx: _payloads(tx, contact))
        assert "1234-5678" not in kept


def _payloads(tx, contact) -> str:
    rows = tx.all("SELECT payload_sealed FROM inbox WHERE contact_id = ?", (contact,))
    return "".join(tx.sealer.open(row[0]) for row in rows)


async def test_no_to_consent_asks_for_nothing_more_and_names_the_phone():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.presses_value("s:callback")
        await me.says("보청기")

        await me.says("아니요")

        me.heard("번호를 받지 않을게요", "031-000-0000")
        assert await office.tickets() == []


async def test_the_transfer_abroad_is_asked_apart_and_kept_apart():
    """P2, P9."""
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident("telegram")
        await me.presses_value("s:callback")
        for said in ("보청기", "네", "네", "010-1234-5678", "1"):
            await me.says(said)

        assert await office.value("SELECT group_concat(purpose) FROM consent") == "callback,abroad"


async def test_no_to_the_transfer_abroad_alone_stops_before_the_phone():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident("telegram")
        await me.presses_value("s:callback")
        await me.says("보청기")
        await me.says("네")
        me.heard("텔레그램")

        await me.says("아니요")

        me.heard("번호를 받지 않을게요")
        assert await office.value("SELECT count(*) FROM consent") == 0


async def test_a_call_is_changed_in_my_requests():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await ask_for_a_call(me)
        await me.says("내 신청 보기")
        await me.presses("시간 바꾸기")

        await me.says("2")

        me.heard("11월 23일\\(월\\) 오후에 전화드릴게요")
        assert (await office.ticket("W-2026-0001")).promised_from == moment("2026-11-23 12:00")


@pytest.mark.parametrize("word", ["네", "취소할게요", "네, 취소할게요", "1"])
async def test_a_call_is_cancelled_by_button_or_by_words(word: str):
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await ask_for_a_call(me)
        await me.says("내 신청 보기")
        await me.presses("취소하기")
        me.heard("취소할까요")

        await me.says(word)

        me.heard("취소했어요")
        assert (await office.ticket("W-2026-0001")).outcome is Outcome.WITHDRAWN


async def test_a_report_of_a_household_is_not_withdrawn_by_its_sender():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.presses_value("s:report")
        for said in ("203호에 우편물이 쌓였어요", "아니요", "이웃", "그냥 보내기", "보내기"):
            await me.says(said)

        await me.presses_value("t:sure:W-2026-0001")

        me.heard("담당자에게 취소하고 싶다고 전했어요")
        assert (await office.ticket("W-2026-0001")).outcome is None


async def test_somebody_elses_request_is_neither_shown_nor_cancelled():
    async with office_at("2026-11-23 10:00") as office:
        me, stranger = office.resident(), office.resident()
        await ask_for_a_call(me)

        await stranger.presses_value("t:sure:W-2026-0001")

        stranger.heard("아직 신청하신 것이 없어요")
        assert (await office.ticket("W-2026-0001")).outcome is None


async def test_a_day_that_closes_moves_the_call_and_tells_the_resident_once():
    """H7."""
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await ask_for_a_call(me, window="3")
        await office.closes_on("2026-11-24", "임시공휴일")

        await office.ticks(minutes=1)
        await me.hears()
        me.heard("옮겼어요", "11월 25일\\(수\\) 오전에 전화드릴게요")
        assert (await office.ticket("W-2026-0001")).promised_from == moment("2026-11-25 09:00")

        await office.ticks(minutes=1)
        assert await me.hears() == []


async def test_a_visit_is_a_case_to_plan_and_promises_only_a_call():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.presses_value("s:visit")
        for said in (
            "휠체어를 타고 있어요",
            "네",
            "010-1234-5678",
            "송산로 12",
            "오후가 좋아요",
        ):
            await me.says(said)

        me.heard("먼저 전화로 날을 정해요")
        ticket = await office.ticket("W-2026-0001")
        assert ticket.kind is TicketKind.VISIT
        assert ticket.fields["times"] == "오후가 좋아요"
