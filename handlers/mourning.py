"""Condolence before anything else for somebody who tells of a death in the family."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.compact import mentions
from handlers.context import Context
from handlers.decision import Decision
from handlers.menu import CALLBACK, PERSON
from handlers.messages import Button, Reply

#: Outcomes that told nothing of use yet.
_NOT_ANSWERED = frozenset({"not_understood", "person", "choose"})
#: What families ask about first.
AFTER_A_DEATH = "after-death"
_ENTRIES = (AFTER_A_DEATH, "funeral-grant", "public-funeral")


#: "저번주에 집사람이 갔습니다 뭘 해야하나요"
_WHAT_TO_DO = re.compile(r"뭘|뭐(?:부터|를|해)|무엇|어떻게|순서|어떡|해야")


def asks_what_to_do(text: str) -> bool:
    """Say whether it is asked what must be done now."""
    return mentions(_WHAT_TO_DO, text, _LONGEST)


#: A longer text tells a story of its own.
_LONGEST = 40


def with_condolence(told: Decision, context: Context, *, is_answered: bool) -> Decision:
    """Put condolence before what is told; where that is no answer, say what may be needed now instead."""
    if told.outcome in _NOT_ANSWERED and not is_answered:
        told = replace(told, replies=(_what_is_next(context),))
    return told.after((Reply(context.words("faq.mourning")),))


def _what_is_next(context: Context) -> Reply:
    known = context.knowledge.entries
    ways = tuple(Button(known[i].title, f"e:{i}") for i in _ENTRIES if i in known)
    return Reply(context.words("faq.after_a_death"), (*ways, PERSON, CALLBACK))
