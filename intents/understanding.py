"""Put it all together: danger first, then wishes, then entries, and say what to do and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from intents.danger import Danger, DangerScreen
from intents.entries import Entries
from intents.entry import Clarification, Knowledge
from intents.normalize import normalize, squash
from intents.wishes import Wishes

Decision = Literal["answer", "choose", "person", "flow"]


@dataclass(frozen=True, slots=True)
class Match:
    """An entry and how well it fits, 0 to 1."""

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
    why: tuple[str, ...] = ()


class Understanding:
    """Built once from the knowledge (about a second); then answers any string, from any thread."""

    def __init__(self, knowledge: Knowledge, *, embedder: object | None = None) -> None:
        self._danger = DangerScreen(knowledge.danger_examples)
        self._wishes = Wishes(knowledge.wishes, knowledge.no_wish)
        self._entries = Entries(tuple(knowledge.entries.values()))
        self._asks = {squash(normalize(t)): c for c in knowledge.clarifications for t in c.texts}

    def understand(
        self, text: str, *, recent: Sequence[str] = (), topic: str | None = None
    ) -> Understood:
        """
        Say what `text` means. Never raises, whatever the string.

        `recent` holds the person's last two messages, oldest first; `topic` the entry last answered.
        """
        normal = normalize(text)
        squashed = squash(normal)
        danger = self._danger.screen(text, recent)
        intent = self._wishes.wish(squashed)
        scores = self._entries.scores(squashed)
        best = np.argsort(-scores)[:5]
        matches = tuple(
            Match(self._entries.ids[i], round(float(scores[i]), 4)) for i in best if scores[i] > 0
        )
        clarification = self._asks.get(squashed)
        return Understood(
            normal,
            danger,
            intent,
            matches,
            _decision(danger, intent, matches, clarification),
            clarification,
        )


def _decision(
    danger: Danger | None,
    intent: str | None,
    matches: tuple[Match, ...],
    asked: Clarification | None,
) -> Decision:
    if danger and danger.tier == "hard":
        return "person"
    if intent:
        return "flow"
    if asked:
        return "choose"
    if not matches or matches[0].score < 0.12:
        return "person"
    margin = matches[0].score - (matches[1].score if len(matches) > 1 else 0.0)
    return "answer" if matches[0].score + margin > 0.35 else "choose"
