"""Condolence before anything else for somebody who tells of a death in the family."""

from __future__ import annotations

from dataclasses import replace

from handlers.context import Context
from handlers.decision import Decision
from handlers.menu import CALLBACK, PERSON
from handlers.messages import Button, Reply

#: Outcomes that told nothing of use yet.
_NOT_ANSWERED = frozenset({"not_understood", "person", "choose"})
#: What families ask about first.
_ENTRIES = ("after-death", "funeral-grant", "public-funeral")


def with_condolence(told: Decision, context: Context, *, is_answered: bool) -> Decision:
    """Put condolence before what is told; where that is no answer, say what may be needed now instead."""
    if told.outcome in _NOT_ANSWERED and not is_answered:
        told = replace(told, replies=(_what_is_next(context),))
    return told.after((Reply(context.words("faq.mourning")),))


def _what_is_next(context: Context) -> Reply:
    known = context.knowledge.entries
    ways = tuple(Button(known[i].title, f"e:{i}") for i in _ENTRIES if i in known)
    return Reply(context.words("faq.after_a_death"), (*ways, PERSON, CALLBACK))
