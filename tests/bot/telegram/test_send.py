"""Sending over real HTTP to a fake Telegram that is not always well."""

from __future__ import annotations

import pytest

from bot.channels.channel import Delivery, SendError
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram.faults import TokenRevoked
from bot.channels.telegram.menu import SHARE_PHONE
from bot.channels.telegram.render import REPEATED
from handlers.menu import MENU
from handlers.messages import Button, Reply, Wants
from tests.bot.telegram.conftest import delivery
from tests.fake_telegram import FakeTelegram, Fault, Person

YES = Button("네", "f:report.1:sure:yes")


async def fails(channel: TelegramChannel, what: Delivery) -> SendError:
    with pytest.raises(SendError) as told:
        await channel.send(what)
    assert told.value.__cause__ is None
    return told.value


async def test_a_message_arrives_as_it_was_meant(channel: TelegramChannel, kim: Person) -> None:
    number = await channel.send(delivery(kim, "쌀 < 빵 & 물 <b>", YES, note="출처: 복지로"))

    (heard,) = await kim.hears()
    assert heard.text == "쌀 < 빵 & 물 <b>\n\n출처: 복지로"
    assert heard.labels == ["네"]
    assert str(heard.id) == number
    assert [e["type"] for e in heard.raw["entities"]] == ["italic"]


async def test_the_menu_is_sent_once_and_again_after_sharing(
    tg: FakeTelegram, channel: TelegramChannel, kim: Person
) -> None:
    await channel.send(delivery(kim, "안녕하세요"))
    menu = kim.chat.keyboard
    assert menu
    assert menu["is_persistent"]

    await channel.send(delivery(kim, "번호를 알려 주세요.", wants=Wants.PHONE))
    assert kim.chat.keyboard
    assert kim.chat.keyboard["keyboard"][0][0]["text"] == SHARE_PHONE
    await channel.send(delivery(kim, "언제가 좋으세요?", YES))
    await channel.send(delivery(kim, "접수했습니다."))
    assert kim.chat.keyboard == menu


async def test_a_long_text_arrives_in_parts_with_the_buttons_under_the_last(
    channel: TelegramChannel, kim: Person
) -> None:
    await channel.send(delivery(kim, "긴 글입니다. " * 1000, YES))

    parts = await kim.hears(2)
    assert [part.labels for part in parts] == [[], ["네"]]


async def test_after_a_pause_only_the_missing_part_is_sent(
    tg: FakeTelegram, channel: TelegramChannel, kim: Person
) -> None:
    long = delivery(kim, "긴 글입니다. " * 1000, YES, outbox_id=77)
    tg.faults.plan(Fault.SLOW, slow_s=0)
    tg.faults.plan(Fault.RATE, retry_after_s=3)

    error = await fails(channel, long)
    assert (error.retry_after_s, error.in_doubt, error.permanent) == (3, False, False)
    await channel.send(long)
    assert len(kim.sees()) == 2


@pytest.mark.parametrize(
    ("fault", "arrived"),
    [
        (Fault.ERROR_BEFORE, False),
        (Fault.ERROR_AFTER, True),
        (Fault.DROPPED_BEFORE, False),
        (Fault.DROPPED_AFTER, True),
        (Fault.HTML, False),
        (Fault.HTML_OK, True),
        (Fault.SLOW, True),
    ],
)
async def test_without_a_clear_answer_it_is_in_doubt_and_a_repeat_is_marked(
    tg: FakeTelegram, channel: TelegramChannel, kim: Person, fault: Fault, arrived: bool
) -> None:
    tg.faults.plan(fault, slow_s=3)
    error = await fails(channel, delivery(kim, "접수 번호 R-1"))
    assert (error.in_doubt, error.permanent, error.retry_after_s) == (True, False, None)

    await channel.send(delivery(kim, "접수 번호 R-1", repeated=True))
    expected = ["접수 번호 R-1"] if arrived else []
    assert kim.texts() == [*expected, "(다시 보냄) 접수 번호 R-1"]


async def test_a_refused_connection_leaves_no_doubt(
    tg: FakeTelegram, channel: TelegramChannel, kim: Person
) -> None:
    await tg.disappear()
    error = await fails(channel, delivery(kim))
    assert (error.in_doubt, error.permanent) == (False, False)

    await tg.come_back()
    await channel.send(delivery(kim))
    assert len(kim.sees()) == 1


@pytest.mark.parametrize(("fault", "pause_s"), [(Fault.RATE, 9.0), (Fault.RATE_BARE, 5.0)])
async def test_a_429_names_the_pause(
    tg: FakeTelegram, channel: TelegramChannel, kim: Person, fault: Fault, pause_s: float
) -> None:
    tg.faults.plan(fault, retry_after_s=9)
    error = await fails(channel, delivery(kim))

    assert (error.retry_after_s, error.in_doubt, error.permanent) == (pause_s, False, False)


async def test_who_blocked_us_gets_nothing_more(channel: TelegramChannel, kim: Person) -> None:
    await kim.blocks()
    error = await fails(channel, delivery(kim))

    assert (error.permanent, error.blocked) == (True, True)


async def test_an_unknown_chat_is_permanent_and_not_blocked(channel: TelegramChannel) -> None:
    error = await fails(channel, Delivery(1, "4711", Reply("안녕하세요")))

    assert (error.permanent, error.blocked) == (True, False)
    assert "chat not found" in str(error)


async def test_a_migrated_group_has_a_new_key(tg: FakeTelegram, channel: TelegramChannel) -> None:
    group = tg.group("복지팀", supergroup=False)
    old = group.id
    new = group.migrates()

    assert (await fails(channel, Delivery(1, str(old), Reply("긴급")))).migrated_to == str(new)
    await channel.send(Delivery(1, str(new), Reply("긴급")))


async def test_refused_formatting_is_sent_as_plain_text_at_once(
    tg: FakeTelegram, channel: TelegramChannel, kim: Person
) -> None:
    tg.faults.plan(Fault.NO_ENTITIES)
    await channel.send(delivery(kim, "1 < 2 & 3", YES, note="출처"))

    (heard,) = await kim.hears()
    assert heard.text == "1 < 2 & 3\n\n출처"
    assert heard.labels == ["네"]


async def test_a_revoked_token_is_an_alarm_and_not_the_end_of_the_message(
    tg: FakeTelegram, channel: TelegramChannel, kim: Person
) -> None:
    tg.revoke_token()
    error = await fails(channel, delivery(kim))

    assert isinstance(error, TokenRevoked)
    assert not error.permanent
    assert error.retry_after_s
    assert tg.bot["first_name"] not in str(error)


async def test_an_edit_changes_the_message_and_the_same_again_is_success(
    channel: TelegramChannel, kim: Person
) -> None:
    first = await channel.send(delivery(kim, "대기 중", YES))
    for _ in range(2):
        assert await channel.send(delivery(kim, "상담 중", edits=first)) == first

    assert kim.texts() == ["상담 중"]
    assert kim.sees()[0].labels == []


async def test_what_cannot_be_edited_is_sent_anew(channel: TelegramChannel, kim: Person) -> None:
    number = await channel.send(delivery(kim, "상담 중", edits="999"))

    assert number != "999"
    assert kim.texts() == ["상담 중"]


async def test_a_residents_message_is_deleted_and_the_reply_comes_all_the_same(
    channel: TelegramChannel, kim: Person
) -> None:
    update = await kim.says("900101-1234567")
    number = update["message"]["message_id"]
    for _ in range(2):
        await channel.send(delivery(kim, "번호를 지웠습니다.", deletes=f"m:99:0a1b:{number}"))

    assert kim.chat.deleted == [number]
    assert kim.texts() == ["번호를 지웠습니다."] * 2


async def test_a_faulty_button_does_not_cost_the_words(
    channel: TelegramChannel, kim: Person
) -> None:
    await channel.send(delivery(kim, "고르세요", Button("긴 것", "가" * 30), YES))

    assert kim.sees()[0].labels == ["네"]


async def test_a_lone_surrogate_and_a_nul_are_sent_as_what_can_be(
    channel: TelegramChannel, kim: Person
) -> None:
    await channel.send(delivery(kim, "가\ud800나\x00다"))

    assert kim.texts() == ["가\ufffd나다"]


async def test_every_menu_is_taken(channel: TelegramChannel, kim: Person) -> None:
    await channel.send(delivery(kim, "무엇을 도와드릴까요?", *MENU))

    assert kim.sees()[0].labels == [button.label for button in MENU]


async def test_a_file_is_fetched_by_reference(
    tg: FakeTelegram, channel: TelegramChannel, kim: Person
) -> None:
    update = await kim.sends_photo(b"\xff\xd8 the photo")
    reference = f"telegram:{update['message']['photo'][-1]['file_id']}"

    assert await channel.fetch(reference) == b"\xff\xd8 the photo"
    tg.faults.plan(Fault.ERROR_BEFORE, "file")
    with pytest.raises(SendError) as told:
        await channel.fetch(reference)
    assert not told.value.permanent


async def test_a_file_that_is_too_large_is_given_up(channel: TelegramChannel, kim: Person) -> None:
    update = await kim.sends_file("document", b"x" * (20 * 1024 * 1024 + 1))

    with pytest.raises(SendError) as told:
        await channel.fetch(f"telegram:{update['message']['document']['file_id']}")
    assert told.value.permanent


async def test_staff_may_send_a_photo(tg: FakeTelegram, kim: Person) -> None:
    async def attachment(key: str) -> tuple[str, bytes] | None:
        return ("image/jpeg", b"\xff\xd8 map" * 300_000) if key == "a1" else None

    channel = TelegramChannel.create(tg.token, tg.api_url, attachment=attachment)
    await channel.send(delivery(kim, "오시는 길입니다.", attachments=("a1", "gone")))
    await channel.close()

    words, photo = await kim.hears(2)
    assert words.text == "오시는 길입니다."
    assert tg.world.files[photo.raw["photo"][0]["file_id"]][1] == b"\xff\xd8 map" * 300_000


async def test_staff_may_send_a_document(tg: FakeTelegram, kim: Person) -> None:
    async def attachment(_key: str) -> tuple[str, bytes] | None:
        return "application/pdf", b"%PDF-1.7 %%EOF"

    channel = TelegramChannel.create(tg.token, tg.api_url, attachment=attachment)
    await channel.send(delivery(kim, "", attachments=("a.pdf",)))
    await channel.close()

    (document,) = await kim.hears(1)
    content = tg.world.files[document.raw["document"]["file_id"]][1]
    assert content.startswith(b"%PDF-")


@pytest.mark.parametrize("token", ["", "abc", "x:AAA", "123"])
def test_what_is_no_token_is_refused_without_quoting_it(token: str) -> None:
    with pytest.raises(ValueError, match="TELEGRAM_BOT_TOKEN") as told:
        TelegramChannel.create(token)
    assert not token or token not in str(told.value).replace("123456:ABC-DEF", "")


async def test_after_a_restart_every_part_of_a_long_message_is_marked() -> None:
    async with FakeTelegram() as tg:
        person = tg.person("김복순")
        await person.starts()
        channel = TelegramChannel.create(tg.token, tg.api_url)
        long = Reply("가나다라 " * 1500)

        await channel.send(Delivery(7, str(person.id), long, repeated=True))

        texts = person.texts()
        await channel.close()
        assert len(texts) > 1
        assert all(text.startswith(REPEATED.strip()) for text in texts)
