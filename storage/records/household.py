"""Who lives in a household."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Details:
    """What staff wrote down of a person; sealed as a whole."""

    name: str
    relation: str = ""
    phone: str = ""
    note: str = ""
