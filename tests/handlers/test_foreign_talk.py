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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Hello, I am 6 months pregnant, no insurance. My belly hurts a lot tonight",
            "Call ☎ 119 now",
        ),
        ("is there a clinic for pregnant women? i have a little pain", "Call ☎ 119 now"),
        ("my baby has fever what should i do", "Call ☎ 119 now"),
        ("tôi có thai 6 tháng đau bụng quá", "Hãy gọi ☎ 119 ngay"),
        ("我怀孕六个月了 肚子很疼", "请马上打 ☎ 119"),
    ],
)
async def test_strong_pain_comes_before_the_way_to_help(text: str, said: str):
    async with office_at("2026-11-23 23:00") as office:
        me = office.resident()
        await me.says(text)

        me.heard(said)


@pytest.mark.parametrize(
    "text",
    [
        "my back hurts from work, can I get compensation?",
        "my rent is a pain, I need help",
        "hot weather and fever of shopping",
    ],
)
async def test_not_every_pain_is_an_emergency(text: str):
    async with office_at("2026-11-23 23:00") as office:
        me = office.resident()
        await me.says(text)

        me.heard_nothing_of("Call ☎ 119 now")


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (
            "I lost my job, I need some help please",
            "can i go to hospital without insurance? is it free",
        ),
        (
            "My belly hurts a lot tonight, I am pregnant",
            "is it free? can i go hospital without insurance",
        ),
    ],
)
async def test_a_hospital_without_insurance_is_spoken_of_plainly(before: str, text: str):
    async with office_at("2026-11-23 23:00") as office:
        me = office.resident()
        await me.says(before)
        await me.says(text)

        me.heard("We do not know what a hospital costs", "119", "1577-1366")


@pytest.mark.parametrize(
    ("asks", "topic", "lines"),
    [
        ("please call me back", "check up cost for my baby", ("we need your consent", "type your phone number", "When shall we call you")),
        ("请你们给我打电话", "生孩子要多少钱我想问", ("需要您同意", "请写您的电话号码", "什么时候给您打电话")),
        ("Bạn có thể gọi cho tôi không?", "tôi muốn hỏi tiền khám thai", ("cần bạn đồng ý", "viết số điện thoại", "lúc nào thì tốt")),
    ],
)  # fmt: skip
async def test_the_call_form_asks_in_the_language_of_the_talk(
    asks: str, topic: str, lines: tuple[str, str, str]
):
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.says(asks)
        for answer, line in zip((topic, "[네]", "010-1234-5678"), lines, strict=True):
            if answer.startswith("["):
                await me.presses(answer.strip("[]"))
            else:
                await me.says(answer)
            me.heard(line)
