"""Staff accounts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What an account is for: 담당 · 팀장 · 콘텐츠 · 감사 · 운영."""

    OFFICER = "officer"
    LEAD = "lead"
    CONTENT = "content"
    AUDITOR = "auditor"
    OPERATOR = "operator"


#: Roles that work on cases; nobody else can come when a resident asks for a person.
AT_THE_DESK = frozenset({Role.OFFICER, Role.LEAD})


@dataclass(frozen=True, slots=True)
class Staff:
    """One person with an account."""

    id: int
    login: str
    name: str
    role: Role
    on_duty: bool
    #: Who is called first when nobody acknowledges an alert.
    alert_order: int
    has_password: bool
    disabled: bool
    #: With so many cases in hand "다음" gives nothing but a critical one; None for no limit.
    capacity: int | None = None
