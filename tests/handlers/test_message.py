"""A message for staff: words, or a photo alone; nothing is lost on the way."""

from __future__ import annotations

import pytest

from storage.records.ticket import TicketKind
from tests.handlers.test_callback import ask_for_a_call
from tests.world import office_at


@pytest.mark.parametrize(
    ("at", "when"), [("2026-11-23 10:00", "읽고"), ("2026-11-27 20:00", "11월 30일")]
)
async def test_a_message_is_kept_and_the_reader_named_with_the_time(at: str, when: str):
    async with office_at(at) as office:
        me = office.resident()
        await me.presses_value("s:message")

        await me.says("안부 전해 주세요")

        me.heard("W-2026-0001", when)


async def test_a_photo_alone_is_a_message():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.presses_value("s:message")

        photo = await me.sends_photo()

        ticket = await office.ticket("W-2026-0001")
        assert ticket.kind is TicketKind.MESSAGE
        assert ticket.attachments == (photo,)


async def test_a_photo_alone_may_be_added_to_a_report():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.presses_value("s:report")
        for said in ("203호에 우편물이 쌓였어요", "아니요", "이웃", "그냥 보내기", "더 적기"):
            await me.says(said)

        photo = await me.sends_photo()
        me.heard("이렇게 보낼게요")
        await me.says("보내기")

        assert (await office.ticket("W-2026-0001")).attachments == (photo,)


@pytest.mark.parametrize("kind", ["photo", "voice", "file"])
async def test_what_comes_outside_of_a_form_is_kept_for_a_person(kind: str):
    async with office_at("2026-11-23 20:00") as office:
        me = office.resident()
        key = await office.core.mailbox.keep_attachment("image/jpeg", b"x")

        await me.sends(kind=kind, attachments=(key,))

        me.heard("내일\\(화\\) 오전 9시", "119")
        assert (await office.ticket("W-2026-0001")).attachments == (key,)


async def test_a_message_without_an_alarm_says_nothing_of_the_police():
    async with office_at("2026-11-23 22:00") as office:
        me = office.resident()
        await me.presses_value("s:message")

        await me.says("지난번에 도와주셔서 감사합니다")

        assert not any("112" in bubble.text for bubble in me.bubbles)


async def test_a_message_that_asks_to_go_there_says_who_goes():
    async with office_at("2026-11-23 22:00") as office:
        me = office.resident()
        await me.presses_value("s:message")

        await me.says("203호 좀 가봐 주세요")

        me.heard("바로 가 보지는 못해요")


@pytest.mark.parametrize("has_call", [True, False])
@pytest.mark.parametrize(
    "said",
    [
        "전화 상담 신청했는데 아직 연락이 없어요. 무릎 수술비가 급해요",
        "방문상담 신청한 지 2주인데 연락이 없습니다. 다시 와 주세요",
        "W-2026-0001 왜 아직 연락이 없나요?",
    ],
)
async def test_words_for_staff_that_ask_after_a_request_reach_them(said: str, has_call: bool):
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        if has_call:
            await ask_for_a_call(me)
        await me.presses_value("s:message")

        await me.says(said)

        kept = [t.fields["text"] for t in await office.tickets() if t.kind is TicketKind.MESSAGE]
        assert kept == [said]
