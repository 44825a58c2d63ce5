"""The webhook: kept, then 200; a wrong secret gets nothing."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web

from bot.channels.telegram import TelegramChannel, TelegramReceiver
from bot.channels.telegram.receive import SECRET_HEADER
from tests.bot.telegram.conftest import Intake, receiver_of
from tests.bot.telegram.test_polling import until
from tests.fake_telegram import FakeTelegram, Fault, Person

SECRET = "a-secret_of_the_webhook"


@pytest.fixture
async def receiver(channel: TelegramChannel, intake: Intake) -> AsyncIterator[TelegramReceiver]:
    made = receiver_of(channel, intake, secret=SECRET)
    yield made
    await made.stop()


@pytest.fixture
async def url(receiver: TelegramReceiver) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post("/telegram", receiver.webhook_handler)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/telegram"
    await runner.cleanup()


async def post(url: str, body: bytes, secret: str | None = SECRET) -> int:
    headers = {SECRET_HEADER: secret} if secret is not None else {}
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=io.BytesIO(body), headers=headers) as answer,
    ):
        return answer.status


async def test_updates_come_in_order_once_registered(
    tg: FakeTelegram, receiver: TelegramReceiver, intake: Intake, kim: Person, url: str
) -> None:
    await kim.says("아직 등록 전")
    tg.faults.plan(Fault.ERROR_BEFORE, "setWebhook")
    receiver.start_webhook(url)
    await until(lambda: tg.webhook.url)
    for i in range(20):
        await kim.says(str(i))

    await until(lambda: len(intake.kept) == 21)
    assert intake.texts == ["아직 등록 전", *(str(i) for i in range(20))]
    assert {status for _, status in tg.webhook.answers} == {200}
    assert receiver.last_poll_at


async def test_storage_trouble_makes_telegram_repeat(
    tg: FakeTelegram, receiver: TelegramReceiver, intake: Intake, kim: Person, url: str
) -> None:
    intake.busy = 3
    receiver.start_webhook(url)
    await until(lambda: tg.webhook.url)
    await kim.says("쓰러졌어요")
    await kim.says("빨리요")

    await until(lambda: len(intake.kept) == 2)
    assert intake.texts == ["쓰러졌어요", "빨리요"]
    await until(lambda: len(tg.webhook.answers) == 5)
    assert [status for _, status in tg.webhook.answers] == [503, 503, 503, 200, 200]


async def test_a_lost_answer_makes_no_second_message(
    tg: FakeTelegram, receiver: TelegramReceiver, intake: Intake, kim: Person, url: str
) -> None:
    tg.webhook.lose_answer_every = 1
    receiver.start_webhook(url)
    await until(lambda: tg.webhook.url)
    for i in range(5):
        await kim.says(str(i))

    await until(lambda: len(intake.offered) == 10)
    assert intake.texts == [str(i) for i in range(5)]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", "비밀"])
async def test_a_wrong_secret_gets_nothing(
    receiver: TelegramReceiver, intake: Intake, url: str, secret: str | None
) -> None:
    body = b'{"update_id":1,"message":{"message_id":1,"chat":{"id":7,"type":"private"},"text":"x"}}'

    assert await post(url, body, secret) == 403
    assert intake.offered == []
    assert await post(url, body) == 200


async def test_without_a_secret_nothing_is_taken(channel: TelegramChannel, intake: Intake) -> None:
    open_door = receiver_of(channel, intake)
    app = web.Application()
    app.router.add_post("/telegram", open_door.webhook_handler)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()

    assert await post(f"http://127.0.0.1:{runner.addresses[0][1]}/telegram", b"{}", "") == 403
    await runner.cleanup()
    await open_door.stop()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        (b"[]", 200),
        (b"null", 200),
        (b'{"update_id": "x", "message": []}', 200),
        (b" " * (1024 * 1024 + 1), 413),
    ],
)
async def test_strange_bodies_are_refused_or_passed_over(
    receiver: TelegramReceiver, intake: Intake, url: str, body: bytes, status: int
) -> None:
    assert await post(url, body) == status
    assert intake.offered == []
