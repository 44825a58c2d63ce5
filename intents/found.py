"""What one text is found to be about, and what it was weighed by."""

from __future__ import annotations

from dataclasses import dataclass

from intents.grams import Grams
from intents.understood import Match


@dataclass(frozen=True, slots=True)
class Found:
    """What a text by itself may be about, before the talk around it is looked at."""

    matches: tuple[Match, ...]
    wish: str | None
    #: How much the text is like that wish; 1 when its words mean nothing else.
    wish_likeness: float
    #: Whether it sounds like a question of ours, and one that is likely known.
    may_be_ours: bool
    #: About 1 for a question of ours, about -1 for anything else.
    scope: float
    why: tuple[str, ...]

    @property
    def is_known_wish(self) -> bool:
        return self.wish_likeness == 1.0

    @property
    def chance(self) -> float:
        return self.matches[0].score if self.matches else 0.0


@dataclass(frozen=True, slots=True)
class Weighed:
    """The n-grams of a text, and the entries that fit it best with their scores."""

    cut: Grams
    best: list[tuple[str, float]]
    #: The entry whose name is all that the text says.
    named: str | None
