"""Flood limits: 1 a second and chat (short bursts tolerated), 30 a second, 20 a minute and group."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable

from tests.fake_telegram.errors import too_many


class Limits:
    """Counts sends; off unless `strict`."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.strict = False
        #: Messages that one chat may get at once before the rate of 1/s counts.
        self.burst = 5
        self.a_second = 30
        self.group_a_minute = 20
        self._clock = clock
        self._allowance: dict[int, tuple[float, float]] = {}
        self._all: deque[float] = deque()
        self._groups: dict[int, deque[float]] = defaultdict(deque)

    def count(self, chat_id: int) -> None:
        """Count one send; raises a 429 when it is one too many."""
        if not self.strict:
            return
        now = self._clock()
        _forget(self._all, now - 1)
        if len(self._all) >= self.a_second:
            raise too_many(1)
        if chat_id < 0:
            self._count_group(chat_id, now)
        else:
            self._count_chat(chat_id, now)
        self._all.append(now)

    def _count_group(self, chat_id: int, now: float) -> None:
        sent = self._groups[chat_id]
        _forget(sent, now - 60)
        if len(sent) >= self.group_a_minute:
            raise too_many(max(1, int(sent[0] + 60 - now) + 1))
        sent.append(now)

    def _count_chat(self, chat_id: int, now: float) -> None:
        left, before = self._allowance.get(chat_id, (float(self.burst), now))
        left = min(float(self.burst), left + now - before)
        if left < 1:
            raise too_many(1)
        self._allowance[chat_id] = (left - 1, now)


def _forget(times: deque[float], until: float) -> None:
    while times and times[0] <= until:
        times.popleft()
