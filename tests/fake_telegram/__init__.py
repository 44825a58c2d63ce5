"""A fake Telegram for tests: `async with FakeTelegram() as tg: person = tg.person("김복순")`."""

from tests.fake_telegram.faults import Fault
from tests.fake_telegram.people import Group, Heard, Person, Seat
from tests.fake_telegram.server import TOKEN, FakeTelegram

__all__ = ["TOKEN", "FakeTelegram", "Fault", "Group", "Heard", "Person", "Seat"]
