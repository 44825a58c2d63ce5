"""The fake answers python-telegram-bot as the real server would."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
)
from telegram.request import HTTPXRequest

from tests.fake_telegram import FakeTelegram, Fault, Person

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


@pytest.fixture
async def tg() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        yield server


@pytest.fixture
async def bot(tg: FakeTelegram) -> AsyncIterator[Bot]:
    async with bot_of(tg) as client:
        yield client


def bot_of(tg: FakeTelegram) -> Bot:
    return Bot(tg.token, base_url=f"{tg.api_url}/bot", base_file_url=f"{tg.api_url}/file/bot")


@pytest.fixture
async def kim(tg: FakeTelegram) -> Person:
    person = tg.person("김복순")
    await person.starts()
    return person


def keys(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([list(buttons)])


async def test_an_update_stays_until_an_offset_confirms_it(bot: Bot, kim: Person) -> None:
    first = await bot.get_updates()
    again = await bot.get_updates()
    await bot.get_updates(offset=first[-1].update_id + 1)

    assert [u.update_id for u in first] == [u.update_id for u in again]
    assert kim.updates.confirmed == [first[0].update_id]


async def test_a_long_poll_ends_when_something_is_said(bot: Bot, kim: Person) -> None:
    offset = (await bot.get_updates())[-1].update_id + 1
    poll = asyncio.create_task(bot.get_updates(offset=offset, timeout=5))
    await asyncio.sleep(0.05)
    await kim.says("안녕하세요")

    updates = await asyncio.wait_for(poll, 1)
    assert updates[0].message is not None
    assert updates[0].message.text == "안녕하세요"


async def test_of_two_pollers_the_older_gets_a_conflict(
    tg: FakeTelegram, bot: Bot, kim: Person
) -> None:
    offset = (await bot.get_updates())[-1].update_id + 1
    older = asyncio.create_task(bot.get_updates(offset=offset, timeout=5))
    await asyncio.sleep(0.05)
    async with bot_of(tg) as second:
        newer = asyncio.create_task(second.get_updates(offset=offset, timeout=1))

        with pytest.raises(Conflict):
            await older
        assert await newer == ()


async def test_polling_with_a_webhook_set_is_a_conflict(bot: Bot) -> None:
    await bot.set_webhook("https://127.0.0.1/telegram")

    with pytest.raises(Conflict):
        await bot.get_updates()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<b>a", "can't parse entities"),
        ("a < b", "can't parse entities"),
        ("<b>a</i>", "can't parse entities"),
        ("<script>x</script>", "can't parse entities"),
        ("  ", "text is empty"),
        ("가" * 4097, "too long"),
        ("😀" * 2049, "too long"),
    ],
)
async def test_a_bad_text_is_refused(bot: Bot, kim: Person, text: str, why: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){why}"):
        await bot.send_message(kim.id, text, parse_mode="HTML")


async def test_entities_are_counted_in_utf16(bot: Bot, kim: Person) -> None:
    sent = await bot.send_message(kim.id, "😀 <b>굵게</b> &amp; <i>작게</i>", parse_mode="HTML")

    assert sent.text == "😀 굵게 & 작게"
    assert [(e.type, e.offset, e.length) for e in sent.entities] == [
        ("bold", 3, 2),
        ("italic", 8, 2),
    ]


@pytest.mark.parametrize(
    "button",
    [
        InlineKeyboardButton("전화", url="tel:119"),
        InlineKeyboardButton("길다", callback_data="가" * 22),
        InlineKeyboardButton("빈 주소", url="https://"),
    ],
)
async def test_a_bad_button_is_refused(bot: Bot, kim: Person, button: InlineKeyboardButton) -> None:
    with pytest.raises(BadRequest):
        await bot.send_message(kim.id, "고르세요", reply_markup=keys(button))


async def test_a_phone_is_asked_for_in_private_chats_only(tg: FakeTelegram, bot: Bot) -> None:
    group = tg.group("복지팀")
    ask = ReplyKeyboardMarkup([[KeyboardButton("번호", request_contact=True)]])

    with pytest.raises(BadRequest, match="private chats only"):
        await bot.send_message(group.id, "번호", reply_markup=ask)


async def test_people_must_write_first(tg: FakeTelegram, bot: Bot) -> None:
    stranger = tg.person("박서준")

    with pytest.raises(Forbidden, match="initiate"):
        await bot.send_message(stranger.id, "안녕하세요")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(4711, "안녕하세요")


async def test_who_blocks_is_not_reached(bot: Bot, kim: Person) -> None:
    await kim.blocks()

    with pytest.raises(Forbidden, match="blocked"):
        await bot.send_message(kim.id, "안녕하세요")


async def test_a_query_is_answered_once_and_in_time(
    tg: FakeTelegram, bot: Bot, kim: Person
) -> None:
    sent = await bot.send_message(
        kim.id, "네?", reply_markup=keys(InlineKeyboardButton("네", callback_data="yes"))
    )
    quick = await kim.presses("네")
    await bot.answer_callback_query(quick.id)
    slow = await kim.presses("네")
    tg.skip(16)

    for late in (quick.id, slow.id, "unknown"):
        with pytest.raises(BadRequest, match="too old"):
            await bot.answer_callback_query(late)
    await bot.edit_message_reply_markup(kim.id, sent.message_id)
    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_reply_markup(kim.id, sent.message_id)


async def test_presses_are_forgotten_after_150_seconds_and_messages_are_not(
    tg: FakeTelegram, bot: Bot, kim: Person
) -> None:
    await bot.send_message(
        kim.id, "네?", reply_markup=keys(InlineKeyboardButton("네", callback_data="yes"))
    )
    await kim.presses("네")
    tg.skip(151)

    assert [u.callback_query for u in await bot.get_updates()] == [None]


async def test_a_korean_command_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match=r"(?i)BOT_COMMAND_INVALID"):
        await bot.set_my_commands([BotCommand("도움말", "도움말")])
    await bot.set_my_commands([BotCommand("help", "도움말")], language_code="ko")


async def test_a_file_comes_back_as_it_was_sent(bot: Bot, kim: Person) -> None:
    await kim.sends_photo(b"\xff\xd8 whole photo")
    message = (await bot.get_updates())[-1].message
    assert message is not None

    file = await bot.get_file(message.photo[-1].file_id)
    assert bytes(await file.download_as_bytearray()) == b"\xff\xd8 whole photo"


async def test_tokens_are_checked(tg: FakeTelegram) -> None:
    for wrong in ("1:x", f"{tg.token[:-1]}Z"):
        async with HTTPXRequest() as request:
            with pytest.raises(InvalidToken):
                await Bot(wrong, base_url=f"{tg.api_url}/bot", request=request).get_me()


async def test_faults_are_played(tg: FakeTelegram, bot: Bot, kim: Person) -> None:
    expected: list[tuple[Fault, type[Exception]]] = [
        (Fault.RATE, RetryAfter),
        (Fault.ERROR_BEFORE, NetworkError),
        (Fault.DROPPED_BEFORE, NetworkError),
        (Fault.HTML, NetworkError),
        (Fault.FORBIDDEN, Forbidden),
        (Fault.MIGRATED, ChatMigrated),
        (Fault.ERROR_AFTER, NetworkError),
        (Fault.DROPPED_AFTER, NetworkError),
    ]
    for fault, error in expected:
        tg.faults.plan(fault, to_chat_id=-1001)
        with pytest.raises(error):
            await bot.send_message(kim.id, fault)
    await bot.send_message(kim.id, "다 왔습니다")

    assert kim.texts() == [Fault.ERROR_AFTER, Fault.DROPPED_AFTER, "다 왔습니다"]


async def test_strict_limits_name_the_pause(tg: FakeTelegram, bot: Bot, kim: Person) -> None:
    tg.limits.strict = True
    for i in range(tg.limits.burst):
        await bot.send_message(kim.id, str(i))
    with pytest.raises(RetryAfter):
        await bot.send_message(kim.id, "하나 더")
    tg.skip(2)
    await bot.send_message(kim.id, "계속")

    group = tg.group("복지팀")
    for _ in range(20):
        await bot.send_message(group.id, "x")
        tg.skip(1)
    with pytest.raises(RetryAfter):
        await bot.send_message(group.id, "x")


async def test_a_migrated_group_names_its_new_id(tg: FakeTelegram, bot: Bot) -> None:
    group = tg.group("복지팀", supergroup=False)
    old = group.id
    new = group.migrates()

    with pytest.raises(ChatMigrated) as told:
        await bot.send_message(old, "x")
    assert told.value.new_chat_id == new
