"""Buttons: each does its thing while it fits, and is answered kindly when it no longer does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.dispatch import decide
from handlers.messages import Conversation, FlowState, Kind
from handlers.words import MissingWords, Words
from tests.pure import context_at, typed
from tests.world import office_at

IN_REPORT = Conversation(flow=FlowState("report", 7, {"story": "203호 이야기"}), runs=7)


def pressed(value: str, conversation: Conversation = IN_REPORT, **more: object):
    context = context_at("2026-11-23 10:00", **more)
    return decide(typed("", kind=Kind.BUTTON, press=value), conversation, context)


def test_a_button_of_the_open_question_is_its_answer():
    decision = pressed("f:report.7:danger_now:no")

    assert decision.conversation.flow.answers["danger_now"] == "no"


@pytest.mark.parametrize(
    "late",
    [
        "f:report.6:danger_now:no",
        "f:report.7:signs:mail",
        "f:help.7:danger_now:no",
        "f:report.7:danger_now:perhaps",
        "f:report.x:danger_now:no",
        "f:report",
        "f:",
        "x:used",
        "",
        "::::",
        "s:nothing",
        "s:change_callback",
        "e:no-such-entry",
        "d:no-such-entry:how",
        "b:nobody:0",
        "b:elder:x",
        "b:elder:-1",
        "l:xx",
        "t:sure:W-2026-0001",
        "g:nothing",
        "f:report.٧:danger_now:no",
    ],
)
def test_a_button_that_fits_nothing_files_nothing_and_the_question_stands(late: str):
    decision = pressed(late)

    assert decision.effects == ()
    assert decision.conversation.flow.answers == IN_REPORT.flow.answers
    assert decision.replies or late == ""


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=70) | st.from_regex(r"\A[fsedynbtgl]:[a-z0-9.:_-]{0,40}\Z"))
def test_no_value_however_forged_is_a_fault(value: str):
    for talk in (Conversation(), IN_REPORT):
        decide(typed("", kind=Kind.BUTTON, press=value), talk, context_at("2026-11-23 10:00"))


def test_a_fault_of_ours_in_a_press_is_no_passed_button():
    """Missing words must end as a set-aside message, not as "that question has passed"."""
    broken = Words({}, {})

    with pytest.raises(MissingWords):
        pressed("g:hours", Conversation(), words=broken)


async def test_a_button_of_last_month_is_not_taken_for_todays_question():
    async with office_at("2026-10-23 10:00") as office:
        me = office.resident("telegram")
        await me.presses_value("s:report")
        await me.says("203호 이야기")
        old = me.button("아니요").value

        office.clock.says("2026-11-23 10:00")
        await me.says("취소")
        await me.presses_value("s:report")
        await me.says("305호 이야기")
        await me.presses_value(old)

        me.heard("지나갔어요", "지금 그분의 생명이 위험한가요")
        assert "danger_now" not in (await me.talk()).flow.answers


async def test_after_my_data_was_deleted_old_buttons_fit_no_more():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident("telegram")
        await me.presses_value("s:report")
        await me.says("203호 이야기")
        old = me.button("아니요").value
        await me.says("취소")
        await me.presses_value("s:erase")
        await me.presses("네")

        office.clock.goes_on(minutes=1)
        await me.presses_value("s:report")
        await me.says("305호 이야기")
        await me.presses_value(old)

        assert "danger_now" not in (await me.talk()).flow.answers


async def test_an_entry_of_an_earlier_answer_does_not_lose_the_open_form():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.presses_value("s:callback")

        await me.presses_value("e:basic-pension")

        me.heard("기초연금", "어떤 일로 전화드리면 될까요")
        assert [b.value.partition(":")[0] for bubble in me.bubbles for b in bubble.buttons] == [
            "f"
        ] * 4


async def test_a_typed_number_picks_the_button_that_stands_there():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.says("안녕하세요")

        await me.says("5")

        me.heard("평일 오전 9시부터")


async def test_in_a_form_the_number_behind_the_choices_picks_the_person_offered():
    async with office_at("2026-11-23 10:00") as office:
        await office.staff()
        me = office.resident()
        await me.presses_value("s:report")
        await me.says("203호 이야기")
        await me.says("흠흠")
        await me.says("흠흠흠")
        me.heard("사람과 이야기하셔도")

        await me.says("4")

        me.heard("담당자를 부르고 있어요")


async def test_the_same_door_pressed_twice_goes_on_with_the_form():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.presses_value("s:report")
        await me.says("203호 이야기")

        await me.presses_value("s:report")

        me.heard("하시던 것이 있어요", "지금 그분의 생명이 위험한가요")


async def test_a_label_of_the_keyboard_typed_or_sent_is_its_button():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident("telegram")

        await me.says("이웃이 걱정돼요")

        me.heard("이웃을 걱정해 주셔서")


def test_buttons_shown_in_an_answer_know_their_entry():
    decision = pressed("e:basic-pension", replace(IN_REPORT, flow=None))

    values = [b.value for r in decision.replies for b in r.buttons]
    assert "y:basic-pension" in values
    assert "n:basic-pension" in values
