"""Put like questions together, so that staff see forty times the same question as one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from intents.normalize import normalize, squash

#: Two questions are alike from here on (rapidfuzz ratio of the letters alone, 0-100).
ALIKE = 72.0


@dataclass(frozen=True, slots=True)
class Group:
    """Like questions; `text` is the most frequent of them."""

    text: str
    count: int
    texts: tuple[str, ...]


def group(counted: Sequence[tuple[str, int]]) -> list[Group]:
    """Group (text, count) pairs greedily, the most frequent first."""
    left = sorted(counted, key=lambda pair: -pair[1])
    groups: list[Group] = []
    forms = {text: squash(normalize(text)) for text, _count in left}
    while left:
        leader, _ = left[0]
        same = [p for p in left if p[0] == leader or _alike(forms[leader], forms[p[0]])]
        taken = {text for text, _count in same}
        left = [pair for pair in left if pair[0] not in taken]
        groups.append(Group(leader, sum(n for _, n in same), tuple(t for t, _ in same)))
    return sorted(groups, key=lambda g: -g.count)


def _alike(one: str, other: str) -> bool:
    return fuzz.ratio(one, other, score_cutoff=ALIKE) > 0
