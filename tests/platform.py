"""A channel that fails as it is told, so that delivery can be tried without a platform."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from bot.channels.channel import Delivery, PushChannel, SendError
from tests.world import RunningOffice


@dataclass
class Platform:
    """A small real channel; `faults` are raised one after the other, then all goes well."""

    name: str = "telegram"
    faults: list[SendError | BaseException] = field(default_factory=list)
    got: list[Delivery] = field(default_factory=list)
    tried: int = 0

    async def send(self, delivery: Delivery) -> str:
        self.tried += 1
        await asyncio.sleep(0)
        if self.faults:
            raise self.faults.pop(0)
        self.got.append(delivery)
        return str(len(self.got))

    async def fetch(self, reference: str) -> bytes:
        raise SendError("nothing here", permanent=True)


async def serve_with(office: RunningOffice, channel: PushChannel) -> None:
    """Start an office that delivers to one channel; its clock stands."""
    office.core.add_channel(channel)
    await office.core.start(clock=False)
