"""
The pace of bulk messages: as much of a platform's limit as answers leave, evenly spread.

Telegram takes about thirty messages a second from one bot; one more is a 429 for whoever comes next,
which may be an answer or an alert. So bulk is spread evenly, answers are counted too, and while
people write room is kept free for them. Time is the event loop's own, which runs forward only.
"""

from __future__ import annotations

from bisect import bisect_right, insort

#: Telegram: "no more than 30 messages per second" (Bots FAQ).
LIMIT = 30
#: Their second and ours differ by what the network adds: 28.9 a second, 96 % of the limit.
SECOND_S = 1.038
#: Rows are claimed so long before their slot, so that the claim itself costs no slot.
LEAD_S = 0.05
#: Rows claimed at once; each goes in its own slot. Small, so that a stop finds few in flight.
CHUNK = 4
#: Bulk rows in flight at once, beside the places of answers: a second of a platform that takes one.
MOST_IN_FLIGHT = 32
#: While answers went out in the last minute so many of the thirty stay free for the next ones.
KEPT_FREE, REMEMBERED_S = 8, 60.0
#: The first answer beside a running broadcast waits for a slot, but no longer than this.
ANSWER_WAITS_S = 0.15


class BulkPace:
    """Hands out slots; `now_s` is the time of the event loop."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._slot_s = SECOND_S / limit
        self._next_s = 0.0
        #: When messages of the last second went out, and bulk is to go out; sorted.
        self._sent: list[float] = []
        self._answered_s = self._bulk_s = -REMEMBERED_S

    def wait_s(self, now_s: float) -> float:
        """Return how long until a chunk may be claimed; 0 when one may now."""
        return max(0.0, self._free_s(now_s) - LEAD_S - now_s)

    def slots(self, count: int, now_s: float) -> list[float]:
        """Take slots; return how long each row must wait for its own."""
        taken = []
        for _ in range(count):
            at_s = self._free_s(now_s)
            insort(self._sent, at_s)
            self._next_s = at_s + self._slot_s
            self._bulk_s = now_s
            taken.append(at_s - now_s)
        return taken

    def answer_wait_s(self, now_s: float) -> float:
        """Count an answer; return how long it should wait so that it is not refused."""
        self._forget(now_s)
        self._answered_s = now_s
        wait_s = 0.0
        if now_s - self._bulk_s < SECOND_S and len(self._sent) >= self._limit:
            wait_s = min(self._sent[-self._limit] + SECOND_S - now_s, ANSWER_WAITS_S)
        insort(self._sent, now_s + wait_s)
        return wait_s

    def pause(self, now_s: float, seconds: float) -> None:
        """The platform asked for a pause."""
        self._next_s = max(self._next_s, now_s + seconds)

    def _free_s(self, now_s: float) -> float:
        self._forget(now_s)
        first_s = max(self._next_s, now_s)
        busy = now_s - self._answered_s < REMEMBERED_S
        most = max(1, self._limit - (KEPT_FREE if busy else 0))
        if len(self._sent) >= most:
            first_s = max(first_s, self._sent[-most] + SECOND_S)
        return first_s

    def _forget(self, now_s: float) -> None:
        del self._sent[: bisect_right(self._sent, now_s - SECOND_S)]
