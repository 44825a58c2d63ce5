"""The fake Telegram of the torture: that of the tests, with faults by chance and presses out of order."""

from __future__ import annotations

import asyncio
import random  # noqa: TID251 - chance is what a torture is made of
from dataclasses import dataclass, field
from typing import Any

from tests.fake_telegram import FakeTelegram
from tests.fake_telegram.faults import Fault
from tests.fake_telegram.params import Params
from tests.fake_telegram.people import Person

#: What goes wrong with a call, and how often. A 429 stops the whole bot for a second, so it is rare.
ODDS = (
    (Fault.RATE, 0.0015),
    (Fault.ERROR_BEFORE, 0.01),
    (Fault.ERROR_AFTER, 0.01),
    (Fault.DROPPED_BEFORE, 0.005),
    (Fault.DROPPED_AFTER, 0.01),
    (Fault.HTML, 0.003),
    (Fault.HTML_OK, 0.003),
)
#: Every n-th acknowledged update is delivered once more.
REPEAT_EVERY = 40
#: How often a press and the message before it change places (two queues of Telegram's).
SWAPPED = 0.15


@dataclass
class Ledger:
    """Everything that Telegram ever took from residents, in the order of its ids."""

    updates: list[dict[str, Any]] = field(default_factory=list)


class ToughTelegram(FakeTelegram):
    """The fake, with chance; `calm()` ends the faults."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self.chance = chance
        self.ledger = Ledger()
        self.faults.chance = self._fault
        self.updates.repeat_every = REPEAT_EVERY
        #: Set by each poll: a service is there.
        self.polled = asyncio.Event()
        poll = self._methods["getupdates"]

        def heard(params: Params) -> Any:
            self.polled.set()
            return poll(params)

        self._methods["getupdates"] = heard
        # Telegram forgets presses after 150 s; what it forgets itself nobody else has lost
        self.updates._expire = lambda: None  # type: ignore[method-assign]
        add_raw = self.updates.add_raw

        def note(body: dict[str, Any]) -> dict[str, Any]:
            update = add_raw(body)
            self.ledger.updates.append(update)
            return update

        self.updates.add_raw = note  # type: ignore[method-assign]

    def calm(self) -> None:
        """Answer well from now on; what waits is not delivered twice any more."""
        self.faults.chance = None
        self.updates.repeat_every = 0

    def _fault(self, method: str) -> Fault | None:
        if method in ("getMe", "file"):
            return None
        drawn = self.chance.random()
        for fault, odds in ODDS:
            drawn -= odds
            if drawn < 0:
                return fault
        return None

    async def together(self, person: Person, text: str, message: Any, data: str) -> None:
        """A text and a press at once: the two queues may deliver them either way."""
        if self.chance.random() < SWAPPED:
            await person.taps(message, data)
            await person.says(text)
        else:
            await person.says(text)
            await person.taps(message, data)
