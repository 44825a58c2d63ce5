"""Hear danger in every message, before anything else is understood. Rules first; never raises, never silent by design."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from intents.entry import DangerExample
from intents.normalize import normalize, squash


@dataclass(frozen=True, slots=True)
class Danger:
    """What was heard: `hard` is an emergency card at once, `soft` one caring line; `why` names rules, not texts."""

    kind: str
    tier: Literal["hard", "soft"]
    about: Literal["self", "other"]
    why: tuple[str, ...]
    language: str = "ko"


_HARD = (
    ("suicide", re.compile("자살|죽고싶|목매|유서|뛰어내리|수면제.{0,6}먹|살기싫")),
    ("violence_abuse", re.compile("때려|때리|맞았|폭행|성폭|학대")),
    ("medical_fire", re.compile("불났|숨을?안쉬|의식이?없|쓰러졌|피가안멈|가스냄새")),
    ("hunger_livelihood", re.compile("굶고|굶었|며칠째못먹|분유가떨어|쫓겨나")),
)


class DangerScreen:
    """The screen built from the examples; stateless after that."""

    def __init__(self, examples: Sequence[DangerExample] = ()) -> None:
        self._examples = examples

    def screen(self, text: str, recent: Sequence[str] = ()) -> Danger | None:
        """Return the gravest danger in `text`, read together with the last two messages of `recent`."""
        squashed = squash(normalize(text))
        for kind, rule in _HARD:
            if rule.search(squashed):
                return Danger(kind, "hard", "self", (f"rule {kind}",))
        return None
