"""Who may do what: a table of action x role. The stranger has no row, and so no rights."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from storage.records.staff import Role


class Action(StrEnum):
    """What a route needs."""

    #: Anybody, signed in or not: the door itself.
    ENTER = "enter"
    #: Everybody with an account: one's own password, duty, sign-out, the live stream.
    OWN = "own"
    SEE_CASES = "see_cases"
    #: Claim, reply, note, call, stage, close, acknowledge, hand over.
    WORK = "work"
    #: Open a masked field or a photo, with a reason.
    REVEAL = "reveal"
    #: Answers that are kept ready: read by who replies, written by who answers for the words.
    SEE_CANNED = "see_canned"
    EDIT_CANNED = "edit_canned"
    #: The knowledge: written by who answers for the words, reviewed by another of them or a lead.
    SEE_KNOWLEDGE = "see_knowledge"
    EDIT_KNOWLEDGE = "edit_knowledge"
    REVIEW_KNOWLEDGE = "review_knowledge"
    SEE_HOURS = "see_hours"
    SET_HOURS = "set_hours"
    PEOPLE = "people"
    AUDIT = "audit"
    SEE_DANGER = "see_danger"
    JUDGE_DANGER = "judge_danger"
    SEE_NUMBERS = "see_numbers"
    EXPORT_NUMBERS = "export_numbers"
    #: Duty, time targets, outcomes, numbers shown to residents.
    SET_OFFICE = "set_office"
    #: Make posters for buildings; everybody may print them.
    SET_POSTERS = "set_posters"


#: Counts say nothing about a person; a file that leaves the office is another matter.
_OWN = frozenset({Action.ENTER, Action.OWN, Action.SEE_HOURS, Action.SEE_NUMBERS})
_CASES = frozenset({Action.SEE_CASES, Action.WORK, Action.REVEAL, Action.SEE_CANNED})
_WORDS = frozenset({Action.SEE_KNOWLEDGE, Action.REVIEW_KNOWLEDGE, Action.EDIT_CANNED})

#: P14, least privilege: who runs the system does not read cases, who audits does not work on them.
RIGHTS: Mapping[Role, frozenset[Action]] = {
    Role.OFFICER: _OWN | _CASES,
    Role.LEAD: _OWN
    | _CASES
    | _WORDS
    | {
        Action.SET_HOURS,
        Action.PEOPLE,
        Action.AUDIT,
        Action.SEE_DANGER,
        Action.JUDGE_DANGER,
        Action.EXPORT_NUMBERS,
        Action.SET_OFFICE,
        Action.SET_POSTERS,
    },
    Role.CONTENT: _OWN | _WORDS | {Action.SEE_CANNED, Action.EDIT_KNOWLEDGE, Action.SET_POSTERS},
    Role.AUDITOR: _OWN | {Action.AUDIT, Action.SEE_DANGER, Action.EXPORT_NUMBERS},
    Role.OPERATOR: _OWN | {Action.SET_OFFICE, Action.SET_HOURS, Action.PEOPLE, Action.SET_POSTERS},
}


def may(role: Role | None, action: Action) -> bool:
    """Say whether a role (None for a stranger) may do this."""
    if role is None:
        return action is Action.ENTER
    return action in RIGHTS[role]


def first_page(role: Role) -> str:
    """Return where somebody lands after signing in."""
    if may(role, Action.SEE_CASES):
        return "/staff/"
    if may(role, Action.SEE_KNOWLEDGE):
        return "/staff/knowledge"
    return "/staff/audit" if may(role, Action.AUDIT) else "/staff/hours"
