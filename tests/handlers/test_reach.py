"""How a sender may be reached: a number, none, or words that mean either."""

from __future__ import annotations

import pytest

from tests.handlers.test_report import tells
from tests.world import office_at

STORY = ("송산로 12 203호 할머니가 사흘째 안 보이고 우편물이 쌓였어요", "아니요", "이웃")


@pytest.mark.parametrize("words", ["없어요", "익명", "아니요", "안 남길게요", "괜찮아요"])
async def test_who_leaves_no_number_says_so_in_own_words(words: str):
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await tells(me, *STORY)
        await me.says(words)
        await me.says("확인")

        me.heard("접수번호는 W-2026-0001")
        assert (await office.ticket("W-2026-0001")).fields.get("phone", "") == ""


async def test_a_number_may_be_typed_where_it_is_only_asked_whether_one_is_left():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await tells(me, *STORY)
        await me.says("010-1234-5678 이에요")
        await me.says("네")
        await me.says("네")

        me.heard("접수번호는 W-2026-0001")
        assert (await office.ticket("W-2026-0001")).fields["phone"] == "010-1234-5678"


@pytest.mark.parametrize("words", ["없어요", "그냥 보내기", "익명으로 할게요"])
async def test_who_thinks_better_of_it_at_the_number_sends_without(words: str):
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await tells(me, *STORY)
        for said in ("네", "네", words, "맞아요"):
            await me.says(said)

        me.heard("접수번호는 W-2026-0001")
        assert (await office.ticket("W-2026-0001")).fields.get("phone", "") == ""
