"""Other languages: the few wishes that are known, and the same words in all three."""

from __future__ import annotations

import pytest

from handlers.foreign_wishes import CALL, HOURS, STOP, wish
from tests.world import known, office_at


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("I want to stop waiting", STOP),
        ("I don’t want to wait anymore", STOP),
        ("不想等了", STOP),
        ("Tôi không muốn chờ nữa", STOP),
        ("can someone call me? 010-1234-5678", CALL),
        ("Please call me, I am alone", CALL),
        ("please call me back", CALL),
        ("请给我打电话", CALL),
        ("Bạn có thể gọi cho tôi không?", CALL),
        ("please don't call me", ""),
        ("he will call me names", ""),
        ("where is the office? what time open", HOURS),
        ("are you open today", HOURS),
        ("几点开门", HOURS),
        ("mấy giờ mở cửa", HOURS),
        ("I want to open a bank account", ""),
        ("I cannot wait, my son is ill", ""),
        ("담당자 언제 와요", ""),
    ],
)
def test_a_wish_is_known(text: str, meant: str):
    assert wish(text) == meant


def test_all_languages_have_the_same_words_and_say_that_nobody_checked_them():
    languages = known().knowledge.languages
    keys = {code: set(spoken["talk"]) for code, spoken in languages.items()}

    assert set(languages) == {"en", "zh", "vi"}
    assert keys["en"] == keys["zh"] == keys["vi"]
    assert all(spoken["checked"] is False for spoken in languages.values())


async def test_korean_words_bring_the_talk_back_to_korean_and_labels_do_not():
    async with office_at("2026-11-23 10:00") as office:
        await office.staff()
        me = office.resident()
        await me.says("My landlord wants me to leave")
        await me.says("사람과 상담")
        me.heard("We are calling our staff")
        await me.says("사실 한국말 할 줄 알아요")

        me.heard_nothing_of("[Nn]obody has come")
        assert (await me.talk()).language == "ko"


async def test_with_nobody_at_the_desk_it_is_said_in_that_language_too():
    async with office_at("2026-11-23 10:00", address="송산로 1") as office:
        me = office.resident()
        await me.says("My landlord wants me to leave")
        await me.presses("사람과 상담")
        me.heard("No staff is at the desk now", "당번이 없습니다")
        await me.says("what time do you open")

        me.heard("no staff is at the desk now", "Address: 송산로 1")


async def test_staff_see_in_which_language_somebody_waits():
    async with office_at("2026-11-23 10:00") as office:
        await office.staff()
        me = office.resident()
        await me.says("I want to talk to a person")

        assert (await office.ticket("W-2026-0001")).fields["language"] == "en"
