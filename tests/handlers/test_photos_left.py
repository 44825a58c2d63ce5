"""A photo sent into a form reaches staff although the form is left or files nothing."""

from __future__ import annotations

import pytest

from storage.records.ticket import TicketKind
from tests.world import office_at


@pytest.mark.parametrize("form", ["s:callback", "s:visit", "s:erase"])
@pytest.mark.parametrize("leaving", ["취소", "처음으로", "g:benefits", "s:report"])
async def test_the_photo_of_a_form_that_is_left_is_kept_and_said_so(form: str, leaving: str):
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.presses_value(form)
        photo = await me.sends_photo()

        await (me.presses_value(leaving) if ":" in leaving else me.says(leaving))

        me.heard("보내신 사진은 담당자가 볼 수 있게 남겨 두었어요")
        (ticket,) = await office.tickets()
        assert ticket.kind is TicketKind.MESSAGE
        assert ticket.attachments == (photo,)


async def test_a_call_without_consent_keeps_the_photo_too():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.presses_value("s:callback")
        photo = await me.sends_photo("이 고지서요")

        await me.says("아니요")

        (ticket,) = await office.tickets()
        assert ticket.attachments == (photo,)


async def test_a_call_that_is_asked_for_takes_its_photo_along():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.presses_value("s:callback")
        photo = await me.sends_photo()
        for said in ("고지서요", "네", "010-1234-5678", "1"):
            await me.says(said)

        me.heard_nothing_of("남겨 두었어요")
        (ticket,) = await office.tickets()
        assert ticket.kind is TicketKind.CALLBACK
        assert ticket.attachments == (photo,)
