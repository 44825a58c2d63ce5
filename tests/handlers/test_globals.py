"""처음 · 취소 · 이전 · 상담원 · 다시 work everywhere, and only as words of their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.globals import AGAIN, BACK, CANCEL, HOME, PERSON, global_word
from tests.world import office_at


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("처음", HOME),
        ("처음으로!", HOME),
        ("/start", HOME),
        ("취소", CANCEL),
        ("취소할게요", CANCEL),
        ("cnlth", CANCEL),
        ("이전", BACK),
        ("뒤로 가기", BACK),
        ("상담원", PERSON),
        ("사람 바꿔 주세요", PERSON),
        ("다시", AGAIN),
        ("다시요", AGAIN),
        ("취소된 급여", None),
        ("사람이 쓰러졌어요", None),
        ("처음 신청해요", None),
        ("", None),
    ],
)
def test_a_global_word_stands_alone(text: str, meaning: str | None):
    assert global_word(text) == meaning


@given(st.text(max_size=60))
def test_no_text_is_a_fault(text: str):
    assert global_word(text) in (HOME, CANCEL, BACK, PERSON, AGAIN, None)


async def test_back_asks_the_question_before_again_and_keeps_the_rest():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.presses_value("s:report")
        await me.says("203호에 우편물이 쌓였어요")
        await me.says("아니요")

        await me.says("이전")

        me.heard("바로 앞 질문", "생명이 위험한가요")
        assert (await me.talk()).flow.answers["story"] == "203호에 우편물이 쌓였어요"


async def test_back_at_the_first_question_asks_it_again():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.presses_value("s:report")

        await me.says("이전")

        me.heard("이웃을 걱정해 주셔서")


async def test_cancel_leaves_the_form_and_files_nothing():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.presses_value("s:report")
        await me.says("203호 이야기")

        await me.says("취소")

        me.heard("보내지 않았어요")
        assert await office.tickets() == []


async def test_again_in_a_form_asks_the_question_again():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.presses_value("s:message")

        await me.says("다시")

        me.heard("전할 말을 적어 주세요")


async def test_again_outside_repeats_what_was_said():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.says("운영 시간")
        said = me.said

        await me.says("다시 말해줘")

        assert me.said == said


async def test_no_thanks_at_a_consent_is_an_answer_and_does_not_end_the_report():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.presses_value("s:report")
        for said in ("203호에 우편물이 쌓였어요", "아니요", "이웃", "전화번호 남기기"):
            await me.says(said)

        await me.says("안 할래요")

        me.heard("번호 없이 받을게요", "이렇게 보낼게요")


async def test_cancel_with_nothing_open_says_so():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()

        await me.says("취소")

        me.heard("지금 하던 신청은 없어요")
