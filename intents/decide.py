"""What is done about a text: an answer, a choice, a flow of its own, or a person."""

from __future__ import annotations

from intents.danger import Danger
from intents.entry import Clarification
from intents.found import Found
from intents.understood import Decision, Match

ANSWER_FROM, CHOOSE_FROM = 0.45, 0.15
#: A second question in the same message is answered too when it is as sure as this on its own.
ALSO_FROM = 0.7

#: Entries about telling of a neighbour: beside a worrying word they are the wish to tell, not a question.
_TELLING = ("crisis-report", "crisis-mandatory", "lonely-death")


def asks_something(found: Found, asked: str | None) -> bool:
    """What only tells ("끼니를 거르시는 것 같아요") is a question where its answer is very sure."""
    if asked is not None:
        return found.chance >= ANSWER_FROM
    return found.chance >= ALSO_FROM and found.matches[0].id not in _TELLING


def decide(
    danger: Danger | None,
    intent: str | None,
    matches: tuple[Match, ...],
    unclear: Clarification | None,
    asked: str | None,
) -> Decision:
    """Return what is done: a hard danger leaves all else to a person, a wish goes before a question."""
    if danger and danger.tier == "hard" and danger.kind != "neighbor_report":
        return "person"
    if intent:
        return "flow"
    if unclear:
        return "choose"
    chance = matches[0].score if matches else 0.0
    # to whose account money goes is answered the same for every benefit
    if chance >= (CHOOSE_FROM if asked == "account" else ANSWER_FROM):
        return "answer"
    return "choose" if chance >= CHOOSE_FROM else "person"
