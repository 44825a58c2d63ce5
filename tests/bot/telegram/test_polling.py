"""Long polling: kept before confirmed, whatever happens in between."""

from __future__ import annotations

import asyncio
import random  # noqa: TID251  a seeded storm
from typing import Any

import pytest

from bot.channels.telegram import TelegramChannel, TelegramReceiver
from handlers.messages import Button, Kind
from tests.bot.telegram.conftest import NOON, Intake, receiver_of
from tests.fake_telegram import FakeTelegram, Fault, Person
from tests.waiting import until

YES, NO = Button("네", "f:report.1:sure:yes"), Button("아니요", "f:report.1:sure:no")


async def test_what_is_said_is_kept_in_order(
    receiver: TelegramReceiver, intake: Intake, kim: Person
) -> None:
    receiver.start_polling()
    said = [f"말 {i}" for i in range(120)]
    for text in said:
        await kim.says(text)

    await until(lambda: len(intake.kept) == 120)
    assert intake.texts == said
    assert receiver.last_poll_at == NOON


async def test_what_waited_at_telegram_is_kept_together(
    tg: FakeTelegram, receiver: TelegramReceiver, intake: Intake, kim: Person
) -> None:
    for i in range(120):
        await kim.says(f"말 {i}")
    receiver.start_polling()

    await until(lambda: not tg.updates.pending)
    assert intake.together == [100, 20]


async def test_a_message_that_cannot_be_kept_holds_up_none_before_it(
    tg: FakeTelegram, receiver: TelegramReceiver, intake: Intake, kim: Person
) -> None:
    intake.poison = "셋"
    for text in ("하나", "둘", "셋", "넷"):
        await kim.says(text)
    receiver.start_polling()

    await until(lambda: len(intake.kept) == 2)
    assert intake.texts == ["하나", "둘"]
    assert tg.updates.confirmed == []

    intake.poison = None
    await until(lambda: not tg.updates.pending)
    assert intake.texts == ["하나", "둘", "셋", "넷"]


async def test_every_kind_of_message_arrives(
    receiver: TelegramReceiver, intake: Intake, kim: Person
) -> None:
    receiver.start_polling()
    await kim.starts("report")
    first = await kim.says("옆집이 걱정돼요")
    await kim.edits(first["message"]["message_id"], "아랫집이 걱정돼요")
    await kim.sends_photo()
    await kim.sends_voice()
    await kim.sends_sticker()
    await kim.sends_location()
    await kim.sends_contact()
    await kim.sends_contact("01099998888", own=False)
    await kim.sends(dice={"emoji": "🎲", "value": 3})
    await kim.blocks()
    await kim.blocks(blocked=False)

    await until(lambda: len(intake.kept) == 12)
    assert [inbound.kind for inbound in intake.all] == [
        Kind.START,
        Kind.TEXT,
        Kind.EDIT,
        Kind.PHOTO,
        Kind.VOICE,
        Kind.STICKER,
        Kind.LOCATION,
        Kind.CONTACT,
        Kind.UNSUPPORTED,
        Kind.UNSUPPORTED,
        Kind.BLOCKED,
        Kind.UNBLOCKED,
    ]
    assert intake.all[2].edits == intake.all[1].external_id


async def test_nothing_is_confirmed_while_the_disk_is_full(
    tg: FakeTelegram, receiver: TelegramReceiver, intake: Intake, kim: Person
) -> None:
    intake.busy = 4
    receiver.start_polling()
    update = await kim.says("쓰러졌어요")
    await until(lambda: len(intake.offered) >= 2)
    assert tg.updates.confirmed == []

    await until(lambda: update["update_id"] in tg.updates.confirmed)
    assert intake.texts == ["쓰러졌어요"]
    assert len(intake.offered) == 5


async def test_a_stop_in_the_middle_loses_nothing(
    tg: FakeTelegram, channel: TelegramChannel, kim: Person
) -> None:
    first, second = Intake(busy=10_000), Intake()
    receiver = receiver_of(channel, first)
    receiver.start_polling()
    for i in range(5):
        await kim.says(str(i))
    await until(lambda: first.offered)
    await receiver.stop()
    assert tg.updates.confirmed == []

    again = receiver_of(channel, second)
    again.start_polling()
    await until(lambda: len(second.kept) == 5)
    await again.stop()
    assert second.texts == ["0", "1", "2", "3", "4"]


async def test_an_update_that_comes_twice_is_one_message(
    tg: FakeTelegram, receiver: TelegramReceiver, intake: Intake, kim: Person
) -> None:
    tg.updates.repeat_every = 1
    receiver.start_polling()
    await channel_says(kim)
    await until(lambda: len(intake.offered) >= 6)

    assert len(intake.kept) == 3
    assert sorted(set(intake.offered)) == sorted(intake.kept)


async def channel_says(kim: Person) -> None:
    update = await kim.says("하나")
    await kim.edits(update["message"]["message_id"], "둘")
    await kim.taps(update["message"], "s:help")


@pytest.mark.parametrize(
    "fault", [Fault.RATE, Fault.ERROR_BEFORE, Fault.DROPPED_BEFORE, Fault.HTML, Fault.HTML_OK]
)
async def test_polling_outlives_faults(
    tg: FakeTelegram, receiver: TelegramReceiver, intake: Intake, kim: Person, fault: Fault
) -> None:
    tg.faults.plan(fault, "getUpdates", times=2)
    tg.faults.plan(fault, "getMe")
    tg.faults.plan(fault, "deleteWebhook")
    await kim.says("들리나요")
    receiver.start_polling()

    await until(lambda: intake.texts == ["들리나요"], 10)


async def test_the_service_starts_while_telegram_is_away(
    tg: FakeTelegram, receiver: TelegramReceiver, intake: Intake, kim: Person
) -> None:
    await tg.disappear()
    receiver.start_polling()
    await asyncio.sleep(0.3)
    assert receiver.last_poll_at is None
    await tg.come_back()
    await kim.says("들리나요")

    await until(lambda: intake.texts == ["들리나요"])


async def test_stopping_is_quick_also_while_telegram_is_away(
    tg: FakeTelegram, receiver: TelegramReceiver
) -> None:
    receiver.start_polling()
    await until(lambda: receiver.last_poll_at)
    await tg.disappear()
    await asyncio.sleep(0.1)

    async with asyncio.timeout(3):
        await receiver.stop()


async def test_malformed_updates_hold_nobody_up(
    tg: FakeTelegram, receiver: TelegramReceiver, intake: Intake, kim: Person
) -> None:
    chat = {"id": kim.id, "type": "private"}
    strange: list[dict[str, Any]] = [
        {},
        {"message": None},
        {"message": {"chat": "?"}},
        {"message": {"chat": chat, "date": "yesterday", "text": 5, "message_id": []}},
        {"callback_query": {"id": 7, "from": [], "data": {}}},
        {"edited_message": {"chat": chat}},
        {"message_from_the_future": {"chat": chat, "x": [[[]]]}},
    ]
    receiver.start_polling()
    for body in strange:
        tg.updates.add_raw(body)
    await kim.says("저는 괜찮은 글입니다")

    await until(lambda: "저는 괜찮은 글입니다" in intake.texts)
    kinds = [inbound.kind for inbound in intake.all]
    assert kinds == [Kind.UNSUPPORTED, Kind.EDIT, Kind.UNSUPPORTED, Kind.TEXT]


async def test_in_a_storm_nothing_is_lost_doubled_or_out_of_order(
    tg: FakeTelegram, channel: TelegramChannel
) -> None:
    """Every fault at once, the receiver stopped and started five times, three people writing."""
    chance = random.Random(7)
    faults = (Fault.DROPPED_BEFORE, Fault.DROPPED_AFTER, Fault.ERROR_BEFORE, Fault.HTML)
    tg.faults.chance = lambda _: chance.choice(faults) if chance.random() < 0.1 else None
    tg.updates.repeat_every = 3
    intake = Intake()
    people = [tg.person(name) for name in ("김복순", "박서준", "이하늘")]
    for run in range(5):
        receiver = receiver_of(channel, intake)
        receiver.start_polling()
        for i in range(20):
            for person in people:
                await person.says(f"{run}-{i}")
            intake.busy += chance.random() < 0.05
            await asyncio.sleep(chance.random() / 50)
        await receiver.stop()
    tg.faults.chance = None
    receiver = receiver_of(channel, intake)
    receiver.start_polling()
    await until(lambda: len(intake.kept) == 300, 15)
    await receiver.stop()

    for person in people:
        mine = [i.text for i in intake.all if i.contact_key == str(person.id)]
        assert mine == [f"{run}-{i}" for run in range(5) for i in range(20)]
