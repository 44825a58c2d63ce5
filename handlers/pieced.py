"""Whether a text is made of some pieces and nothing else, in time that grows with its length and not with its readings."""

from __future__ import annotations

import re

#: No piece is longer.
_PIECE = 30
#: A longer text is made of more than a few words.
_LONGEST = 80


def made_of(said: str, pieces: re.Pattern[str], must: re.Pattern[str]) -> bool:
    """
    Say whether a text of at most 80 letters is `pieces` and `must` one behind the other, with `must` once or more.

    A pattern of the same, (a|b)*, tries every reading of a text that fits none: seconds for fifty letters.
    """
    if len(said) > _LONGEST or must.search(said) is None:
        return False
    # the ends that the pieces reach: without `must`, and with it
    without, having = {0}, set[int]()
    for start in range(len(said)):
        if start not in without and start not in having:
            continue
        for end in range(start + 1, min(start + _PIECE, len(said)) + 1):
            if must.fullmatch(said, start, end):
                having.add(end)
            elif pieces.fullmatch(said, start, end):
                having.update({end} if start in having else ())
                without.update({end} if start in without else ())
    return len(said) in having
