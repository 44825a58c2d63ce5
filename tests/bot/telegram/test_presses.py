"""Presses over long polling: of residents, of staff, and of the keyboard's own buttons."""

from __future__ import annotations

from bot.channels.telegram import StaffPress, TelegramChannel, TelegramReceiver
from bot.channels.telegram.tidy import CHOSEN
from handlers.messages import Button, Wants
from tests.bot.telegram.conftest import Intake, delivery, receiver_of
from tests.fake_telegram import FakeTelegram, Person
from tests.waiting import until

YES, NO = Button("네", "f:report.1:sure:yes"), Button("아니요", "f:report.1:sure:no")


async def test_a_press_is_answered_and_its_answer_ticked(
    channel: TelegramChannel, receiver: TelegramReceiver, intake: Intake, kim: Person
) -> None:
    receiver.start_polling()
    await channel.send(delivery(kim, "보낼까요?", YES, NO))
    press = await kim.presses("아니요")

    await kim.until(lambda: kim.sees()[0].labels == ["✓ 아니요"])
    assert press.answered
    assert [inbound.press for inbound in intake.all] == [NO.value]

    again = await kim.presses("✓ 아니요")
    await kim.until(lambda: again.answered)
    assert again.text == CHOSEN
    assert len(intake.kept) == 1


async def test_a_late_press_and_an_old_message_are_taken_all_the_same(
    tg: FakeTelegram,
    channel: TelegramChannel,
    receiver: TelegramReceiver,
    intake: Intake,
    kim: Person,
) -> None:
    await channel.send(delivery(kim, "보낼까요?", YES))
    await kim.presses("네", inaccessible=True)
    tg.skip(30)
    receiver.start_polling()

    await until(lambda: [inbound.press for inbound in intake.all] == [YES.value])
    await until(lambda: ("answerCallbackQuery", 400) in tg.calls)
    assert kim.sees()[0].labels == ["네"]


async def test_the_start_button_brings_the_menu_back(
    channel: TelegramChannel, receiver: TelegramReceiver, intake: Intake, kim: Person
) -> None:
    receiver.start_polling()
    await channel.send(delivery(kim, "안녕하세요"))
    kim.chat.keyboard = None
    await kim.starts()
    await until(lambda: intake.kept)
    await channel.send(delivery(kim, "안녕하세요"))

    assert kim.chat.keyboard


async def test_shared_with_one_tap(
    channel: TelegramChannel, receiver: TelegramReceiver, intake: Intake, kim: Person
) -> None:
    receiver.start_polling()
    await channel.send(delivery(kim, "번호를 알려 주세요.", wants=Wants.PHONE))
    await kim.presses("내 전화번호 보내기")
    await channel.send(delivery(kim, "어디인가요?", wants=Wants.LOCATION))
    await kim.presses("내 위치 보내기")

    await until(lambda: len(intake.kept) == 2)
    assert intake.all[0].phone == "01012345678"
    assert intake.all[1].place


async def test_a_staff_press_that_breaks_does_not_stop_the_residents() -> None:
    async with FakeTelegram() as tg:
        group, officer, person = tg.group("복지팀"), tg.person("담당"), tg.person("김복순")
        seat, intake = officer.joins(group), Intake()

        async def broken(_press: StaffPress) -> object:
            raise RuntimeError("a bug of ours")

        intake.on_staff_press = broken  # type: ignore[method-assign, assignment]
        channel = TelegramChannel.create(tg.token, tg.api_url)
        receiver = receiver_of(channel, intake, staff_chat_id=group.id)
        receiver.start_polling()
        message = tg.world.write(seat.chat, tg.bot, {"text": "W-2026-0001"})
        await seat.taps(message, "staff:ack:W-2026-0001")
        await person.says("도와주세요")

        await until(lambda: "도와주세요" in intake.texts)
        await receiver.stop()
        await channel.close()
