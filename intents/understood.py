"""What a message means, as the understanding tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from intents.danger import Danger
from intents.entry import Clarification

Decision = Literal["answer", "choose", "person", "flow"]


@dataclass(frozen=True, slots=True)
class Match:
    """An entry and how well it fits, 0 to 1: for the first one, the chance that it is right."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Understood:
    """What a message means, what to do about it, and in `why` the reasons, for `understand --explain`."""

    text: str
    danger: Danger | None
    intent: str | None
    matches: tuple[Match, ...]
    decision: Decision
    clarification: Clarification | None = None
    facet: str | None = None
    also: tuple[str, ...] = ()
    #: Where else the matter is dealt with, when no answer of ours is sure.
    door: str | None = None
    why: tuple[str, ...] = ()
    #: It says nothing of the last answer, and is likely about it all the same; the other matches may be meant.
    leans_faintly: bool = False
