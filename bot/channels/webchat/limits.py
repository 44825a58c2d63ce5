"""Slow a flood down without dropping anything; forgets a visitor whose bucket is full again."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

#: A person with a restored connection sends a queue at once, on bad lines several times over.
BURST = 60
#: Nobody types faster; a visitor's flood stays below a thousandth of what the core can do.
PER_SECOND = 20.0
#: Buckets kept; the ones that were idle longest go first.
MOST_BUCKETS = 10_000


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at_s: float


class Pace:
    """A token bucket for each visitor; time is any clock that only runs forward."""

    def __init__(
        self, burst: int = BURST, per_second: float = PER_SECOND, longest_s: float = inf
    ) -> None:
        """Let `burst` messages pass at once, then `per_second`; nobody waits above `longest_s`."""
        self._burst = float(burst)
        self._per_second = per_second
        self._deepest = -longest_s * per_second
        self._buckets: dict[str, _Bucket] = {}

    def wait_s(self, key: str, now_s: float) -> float:
        """Take one message; return how long to wait before it is handled."""
        bucket = self._buckets.pop(key, None) or _Bucket(self._burst, now_s)
        gained = (now_s - bucket.at_s) * self._per_second
        bucket.tokens = max(min(self._burst, bucket.tokens + gained) - 1, self._deepest)
        bucket.at_s = now_s
        self._buckets[key] = bucket
        while len(self._buckets) > MOST_BUCKETS:
            del self._buckets[next(iter(self._buckets))]
        return max(0.0, -bucket.tokens / self._per_second)
