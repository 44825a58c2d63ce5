"""The chance that the entry which fits best is the right one."""

from __future__ import annotations

import math
from collections.abc import Sequence

#: Entries with their scores, best first.
Ranked = Sequence[tuple[str, float]]

#: Weights of the score, its lead over the second, how much ours the text sounds, and the logarithm of its length.
#: Fitted on left-out questions of the entries and left-out texts that are not ours, each ranked by an index that had
#: not seen it: `python -m benchmarks.fit_chance`.
_BY_SCORE, _BY_LEAD, _BY_SCOPE, _BY_LENGTH, _CONSTANT = 10.29, 38.00, 0.78, 1.08, -5.85
#: A shorter text is as sure as one of so many characters, and a longer one no surer.
SHORT, LONG = 4, 30


def lead(best: Ranked) -> float:
    """Return by how much the first score exceeds the second."""
    return best[0][1] - (best[1][1] if len(best) > 1 else 0.0)


def chance(best: Ranked, scope: float, length: int) -> float:
    """Return the chance, 0 to 1; `scope` is that of `purpose.Purpose`, `length` the text's without spaces."""
    odds = _BY_SCORE * best[0][1] + _BY_LEAD * lead(best) + _BY_SCOPE * scope + _CONSTANT
    odds += _BY_LENGTH * math.log(min(max(length, SHORT), LONG))
    return 1 / (1 + math.exp(-odds))
