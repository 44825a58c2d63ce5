"""A bot on the fake server: what a test of the channel needs, without the service."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from bot.channels.channel import Delivery
from bot.channels.telegram import StaffPress, TelegramChannel, TelegramReceiver
from bot.channels.telegram.staff_group import StaffAnswer
from handlers.messages import Button, Inbound, Reply, Wants
from storage.errors import StoreBusy
from tests.fake_telegram import FakeTelegram, Person

NOON = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@dataclass
class Intake:
    """Keeps messages in a list, once each; as the service does, but in memory."""

    kept: dict[str, Inbound] = field(default_factory=dict)
    #: All calls, repeats too.
    offered: list[str] = field(default_factory=list)
    #: How many calls fail first.
    busy: int = 0
    #: A text that no call with it survives.
    poison: str | None = None
    #: How many messages were kept together, call by call.
    together: list[int] = field(default_factory=list)
    presses: list[StaffPress] = field(default_factory=list)
    answer: StaffAnswer = field(default_factory=lambda: StaffAnswer("맡으셨습니다", settled=True))

    async def accept(self, *inbounds: Inbound) -> None:
        self.offered += [inbound.external_id for inbound in inbounds]
        if inbounds and self.busy:
            self.busy -= 1
            raise StoreBusy("the disk is full")
        if self.poison in [inbound.text for inbound in inbounds]:
            raise ZeroDivisionError
        self.together.append(len(inbounds))
        for inbound in inbounds:
            self.kept.setdefault(inbound.external_id, inbound)

    async def on_staff_press(self, press: StaffPress) -> StaffAnswer:
        self.presses.append(press)
        return self.answer

    @property
    def texts(self) -> list[str]:
        return [inbound.text for inbound in self.kept.values()]

    @property
    def all(self) -> list[Inbound]:
        return list(self.kept.values())


@pytest.fixture
async def tg() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        yield server


@pytest.fixture
async def channel(tg: FakeTelegram) -> AsyncIterator[TelegramChannel]:
    made = TelegramChannel.create(tg.token, tg.api_url, send_timeout_s=1.0)
    yield made
    await made.close()


@pytest.fixture
async def kim(tg: FakeTelegram) -> Person:
    """A person whose first update was confirmed already."""
    person = tg.person("김복순")
    await person.starts()
    tg.updates.drop_all()
    return person


@pytest.fixture
def intake() -> Intake:
    return Intake()


@pytest.fixture
async def receiver(channel: TelegramChannel, intake: Intake) -> AsyncIterator[TelegramReceiver]:
    made = receiver_of(channel, intake)
    yield made
    await made.stop()


def receiver_of(channel: TelegramChannel, intake: Intake, **more: object) -> TelegramReceiver:
    return TelegramReceiver(
        channel,
        intake.accept,
        "paldang",
        now=lambda: NOON,
        on_staff_press=intake.on_staff_press,
        **more,  # type: ignore[arg-type]
    )


def delivery(
    person: Person, text: str = "안녕하세요", *buttons: Button, **more: object
) -> Delivery:
    wants = more.pop("wants", Wants.NOTHING)
    note = more.pop("note", "")
    attachments = more.pop("attachments", ())
    reply = Reply(text, buttons, wants=wants, note=note, attachments=attachments)  # type: ignore[arg-type]
    number = int(str(more.pop("outbox_id", 1)))
    return Delivery(number, str(person.id), reply, **more)  # type: ignore[arg-type]
