"""The clock gives what can be kept."""

from __future__ import annotations

from bot import clock
from storage.times import from_ms, to_ms


def test_a_moment_that_was_kept_is_the_moment_that_was_decided_on():
    """A tenth of a millisecond more, and a form begun at 27.9996 s would be another one when it is looked up."""
    for _ in range(2_000):
        moment = clock.now()

        assert from_ms(to_ms(moment)) == moment
