"""Passwords: what is accepted, and argon2 off the event loop, one at a time."""

from __future__ import annotations

import asyncio
from datetime import datetime
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from storage.staff import LOCKED_FOR, MOST_FAILURES

SHORTEST = 10
LONGEST = 200
#: Stems that make a password easy to guess, whatever is put around them.
_TRIVIAL = ("password", "passw0rd", "qwerty", "asdf", "1234567", "abcdef", "welfare", "songsan")
_KOREAN = ("비밀번호", "복지망원경", "주민센터", "행정복지", "송산")


def password_fault(password: str, login: str) -> str:
    """Say in Korean what is wrong with a new password; '' when it is fine."""
    low = password.lower()
    if len(password) < SHORTEST:
        return f"{SHORTEST}자 이상으로 정해 주세요."
    if len(password) > LONGEST:
        return f"{LONGEST}자까지 쓸 수 있습니다."
    if len(set(password)) < 5:
        return "같은 글자가 너무 많이 되풀이됩니다."
    if login and login.lower() in low:
        return "아이디가 들어 있지 않게 정해 주세요."
    if any(stem in low for stem in _TRIVIAL) or any(stem in password for stem in _KOREAN):
        return "남이 쉽게 짐작할 수 있는 말이 들어 있습니다."
    if _is_a_run(low):
        return "이어지는 숫자나 글자로만 되어 있습니다."
    return ""


def _is_a_run(text: str) -> bool:
    steps = {ord(b) - ord(a) for a, b in pairwise(text)}
    return len(steps) == 1 or text.isdecimal()


class Passwords:
    """
    Hashes and checks; each costs 19 MiB, so only one runs at a time.

    Parameters: OWASP Password Storage Cheat Sheet, argon2id m=19 MiB, t=2, p=1 (as of 2026).
    """

    def __init__(self, memory_kib: int = 19_456) -> None:
        self._hasher = PasswordHasher(time_cost=2, memory_cost=memory_kib, parallelism=1)
        self._one = asyncio.Lock()
        #: Checked when there is no such account, so that the time tells nothing.
        self._nobody = self._hasher.hash("nobody has this password")

    async def hash(self, password: str) -> str:
        """Return the argon2 hash."""
        async with self._one:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def fits(self, hashed: str | None, password: str) -> bool:
        """Say whether a password fits; takes as long when there is no hash."""
        async with self._one:
            fits = await asyncio.to_thread(self._verify, hashed or self._nobody, password)
        return fits and hashed is not None

    def _verify(self, hashed: str, password: str) -> bool:
        try:
            return self._hasher.verify(hashed, password[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False


class UnknownLogins:
    """Locks logins that do not exist as those that do, so that a lock tells nothing."""

    MOST = 1_000

    def __init__(self) -> None:
        self._failures: dict[str, tuple[int, datetime]] = {}

    def is_locked(self, login: str, at: datetime) -> bool:
        """Say whether this login is locked."""
        failures, last = self._failures.get(login, (0, at))
        return failures >= MOST_FAILURES and at < last + LOCKED_FOR

    def count(self, login: str, at: datetime) -> bool:
        """Count a failure; return whether it locks."""
        if len(self._failures) >= self.MOST:
            self._failures.clear()
        failures, last = self._failures.get(login, (0, at))
        failures = failures + 1 if at < last + LOCKED_FOR and failures < MOST_FAILURES else 1
        self._failures[login] = (failures, at)
        return failures >= MOST_FAILURES
