"""
The pace of bulk messages: as much of a platform's limit as answers leave, evenly spread.

Telegram takes about thirty messages a second from one bot; one more is a 429 for whoever comes next,
which may be an answer or an alert. So bulk is spread over the second, answers are counted too, and a
429 on bulk stops bulk alone. Time is the loop's own, which runs forward only.
"""

from __future__ import annotations

#: Telegram: "no more than 30 messages per second" for bulk (Bots FAQ); a window of ours may shift
#: against one of theirs by what the network adds, so one in thirty stays free.
TELEGRAM_PER_SECOND = 29.0
#: Rows claimed at once; each goes in its own slot. Small, so that a stop finds few in flight.
CHUNK = 4
#: Bulk rows in flight at once, beside the places of answers: a second of a platform that takes one.
MOST_IN_FLIGHT = 32
#: A flood of answers holds bulk back by so much, not for ever.
LONGEST_DEBT_S = 2.0


class BulkPace:
    """Hands out slots; `now_s` is the time of the event loop."""

    def __init__(self, per_second: float = TELEGRAM_PER_SECOND) -> None:
        self._slot_s = 1.0 / per_second
        self._next_s = 0.0

    def wait_s(self, now_s: float) -> float:
        """Return how long until a chunk may be claimed; 0 when one may now."""
        return max(0.0, self._next_s - self._slot_s - now_s)

    def slots(self, count: int, now_s: float) -> list[float]:
        """Take slots; return how long each row must wait for its own."""
        first_s = max(self._next_s, now_s)
        self._next_s = first_s + count * self._slot_s
        return [first_s + place * self._slot_s - now_s for place in range(count)]

    def count_answer(self, now_s: float) -> None:
        """An answer went out at once; what bulk may send is less by one."""
        owed_s = max(self._next_s, now_s) + self._slot_s
        self._next_s = min(owed_s, max(self._next_s, now_s + LONGEST_DEBT_S))

    def pause(self, now_s: float, seconds: float) -> None:
        """The platform asked for a pause."""
        self._next_s = max(self._next_s, now_s + seconds)
