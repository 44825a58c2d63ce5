"""A staff member in the Telegram group, who presses 확인 under alerts, often twice."""

from __future__ import annotations

import asyncio
import random  # noqa: TID251 - chance is what a torture is made of
import secrets
from datetime import UTC, datetime
from pathlib import Path

from bot.channels.telegram.parse import Desk
from bot.channels.telegram.staff_group import parse_press
from storage import sessions, staff
from storage.records.staff import Role
from storage.sealing import Sealer, create_keys
from storage.sqlite.store import SqliteStore
from storage.transaction import Tx
from tests.fake_telegram.people import Group, Seat
from torture.telegram import ToughTelegram


class Colleague:
    """One account, bound to a Telegram user."""

    def __init__(self, tg: ToughTelegram, chance: random.Random) -> None:
        self.tg = tg
        self.chance = chance
        self.group: Group = tg.group("복지팀")
        self.person = tg.person("담당자")
        #: Cookie of the console.
        self.session = secrets.token_urlsafe(32)
        self.seat: Seat = self.person.joins(self.group)

    async def settle_in(self, data: Path, office: str) -> None:
        """Make the database, the keys and the account before the first start."""
        data.mkdir(parents=True, exist_ok=True, mode=0o700)  # noqa: ASYNC240 - before all traffic
        store = SqliteStore(data / "welfare.db", Sealer(create_keys(data / "keys.json")), office)
        at = datetime.now(UTC)  # noqa: TID251

        def make(tx: Tx) -> None:
            who = staff.add_staff(tx, "officer", "김담당", Role.OFFICER, at)
            staff.bind_telegram(tx, who, str(self.person.id))
            sessions.start_session(tx, who, self.session, at)

        await store.run(make)
        store.close()

    async def work(self) -> None:
        """Look at the group now and then, and acknowledge what stands there."""
        chat = self.seat.chat
        seen = 0
        while True:
            await asyncio.sleep(0.3)
            new, seen = chat.from_bot[seen:], len(chat.from_bot)
            for number in new:
                rows = chat.messages[number].get("reply_markup", {}).get("inline_keyboard", [])
                acks = [b["callback_data"] for row in rows for b in row if ":ack:" in str(b)]
                if acks and self.chance.random() < 0.5:
                    for _ in range(self.chance.choice((1, 1, 2, 3))):
                        await self.seat.taps(chat.messages[number], acks[0])

    def marks(self, desk: Desk) -> list[str]:
        """Return the ids of all presses that Telegram took, as the service keeps them."""
        found = [parse_press(u, self.group.id, desk) for u in self.tg.ledger.updates]
        return [press.external_id for press in found if press is not None]
