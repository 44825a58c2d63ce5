"""A case told to another organisation: what was told, on which ground, and what they answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Ground(StrEnum):
    """Why it may be told (R18; 개인정보보호법 제17조, 제18조 제2항)."""

    #: The person agreed.
    CONSENT = "consent"
    #: 제18조 제2항 제3호: urgent danger to life, body or property.
    DANGER = "danger"
    #: 제18조 제2항 제2호: another law says so.
    LAW = "law"


class ReferralStatus(StrEnum):
    """Where it stands with the other organisation."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    DONE = "done"
    #: The person took the consent back.
    WITHDRAWN = "withdrawn"


#: What may come after what; an end stays an end.
NEXT = {
    ReferralStatus.ASKED: frozenset(
        {ReferralStatus.ACCEPTED, ReferralStatus.REFUSED, ReferralStatus.WITHDRAWN}
    ),
    ReferralStatus.ACCEPTED: frozenset(
        {ReferralStatus.DONE, ReferralStatus.REFUSED, ReferralStatus.WITHDRAWN}
    ),
}


@dataclass(frozen=True, slots=True)
class ReferralDetails:
    """Sealed as a whole."""

    agency: str
    #: What is told of the case.
    shared: str
    #: Who agreed, when and how; or why it may be told without.
    basis: str


@dataclass(frozen=True, slots=True)
class Referral:
    """One referral of a case."""

    id: int
    details: ReferralDetails
    ground: Ground
    status: ReferralStatus
    made_by: int
    made_at: datetime
    changed_at: datetime
    answer: str
