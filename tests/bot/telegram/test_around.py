"""Around the talk: the staff group, the profile, and what the log must not say."""

from __future__ import annotations

import contextlib
import logging

import pytest
import structlog

from bot.channels.channel import Delivery
from bot.channels.telegram import TelegramChannel, TelegramReceiver
from bot.channels.telegram.profile import Profile
from bot.channels.telegram.staff_group import alert
from handlers.messages import Reply
from tests.bot.telegram.conftest import Intake, delivery, receiver_of
from tests.bot.telegram.test_polling import until
from tests.fake_telegram import FakeTelegram, Fault, Person


async def test_staff_claim_in_their_group_and_nowhere_else(
    tg: FakeTelegram, channel: TelegramChannel, intake: Intake, kim: Person
) -> None:
    group = tg.group("복지팀")
    park, stranger = tg.person("박서준").joins(group), tg.group("다른 방")
    receiver = receiver_of(channel, intake, staff_chat_id=group.id)
    receiver.start_polling()
    shown = alert(Reply("[긴급] R-1123-004"), "R-1123-004")
    for chat in (group.id, stranger.id):
        await channel.send(Delivery(1, str(chat), shown))
    await park.says("제가 갑니다")
    press = await park.presses("내가 맡기")
    outside = kim.joins(stranger)
    await outside.presses("내가 맡기")
    await kim.taps({"chat": kim.chat.json(), "message_id": 1}, "staff:claim:R-1123-004")

    await until(lambda: intake.kept)
    await park.until(lambda: park.sees()[0].labels == ["✓ 내가 맡기"])
    assert (press.answered, press.text) == (True, "맡으셨습니다")
    assert [(p.staff_telegram_id, p.action, p.number) for p in intake.presses] == [
        (str(park.user["id"]), "claim", "R-1123-004")
    ]
    assert [inbound.contact_key for inbound in intake.all] == [str(kim.id)]
    await receiver.stop()


async def test_a_staff_group_that_moved_is_still_known(
    tg: FakeTelegram, channel: TelegramChannel, intake: Intake
) -> None:
    group = tg.group("복지팀", supergroup=False)
    receiver = receiver_of(channel, intake, staff_chat_id=group.id)
    receiver.start_polling()
    new = group.migrates()

    await until(lambda: receiver.staff_chat_id == new)
    await receiver.stop()


async def test_the_profile_is_set_and_its_failure_harms_nothing(
    tg: FakeTelegram, channel: TelegramChannel, intake: Intake
) -> None:
    tg.faults.plan(Fault.ERROR_BEFORE, "setMyDescription")
    profile = Profile("팔당동", emergency=(("119", "응급"), ("109", "마음 상담")))
    receiver = receiver_of(channel, intake, profile=profile)
    receiver.start_polling()

    await until(lambda: ("short_description", "ko") in tg.profile.texts)
    assert ("description", "") not in tg.profile.texts
    assert "119" in tg.profile.texts["description", "ko"]
    assert tg.profile.commands["ko", "all_private_chats"][0]["command"] == "start"
    await receiver.stop()


async def test_no_text_token_or_chat_id_is_logged(
    tg: FakeTelegram,
    receiver: TelegramReceiver,
    channel: TelegramChannel,
    kim: Person,
    intake: Intake,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    intake.busy = 1
    receiver.start_polling()
    with structlog.testing.capture_logs() as lines:
        for fault in (Fault.HTML, Fault.RATE, Fault.DROPPED_AFTER):
            tg.faults.plan(fault, "getUpdates")
            tg.faults.plan(fault)
        await kim.says("비밀의 카나리아")
        tg.updates.add_raw({"message": {"text": "비밀의 카나리아"}})
        for _ in range(3):
            with contextlib.suppress(Exception):
                await channel.send(delivery(kim, "비밀의 카나리아"))
        await until(lambda: intake.kept, 10)
        await receiver.stop()
        tg.revoke_token()
        with contextlib.suppress(Exception):
            await channel.send(delivery(kim, "비밀의 카나리아"))

    captured = capsys.readouterr()
    written = f"{lines}{caplog.text}{captured.out}{captured.err}"
    assert "telegram poll failed" in written
    for secret in ("카나리아", channel.bot.token, channel.bot.token[-20:], str(kim.id)):
        assert secret not in written
