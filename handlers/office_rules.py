"""What the office itself has set, as far as decisions depend on it."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.promises import DEFAULTS, Targets
from storage.records.ticket import NEEDS_WORDS, PICKED


@dataclass(frozen=True, slots=True)
class OfficeRules:
    """The console's page "사무실 설정"; what was never set stands at its default."""

    targets: Targets = DEFAULTS
    #: Outcomes that must be explained; never fewer than the rules ask for (R8).
    needs_words: frozenset[str] = NEEDS_WORDS
    #: Outcomes that may be picked: those of the rules and the office's own, without the retired.
    outcomes: tuple[str, ...] = PICKED
    #: Whom to tell of what nobody has taken for two days (R8): a number or a place, as staff wrote it.
    head: str = ""
