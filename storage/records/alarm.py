"""Whose turn it is to answer an alert."""

from __future__ import annotations

from enum import IntEnum


class Level(IntEnum):
    """Where an alert begins: with who is on duty, with the team lead, with the head of the office (R8)."""

    DUTY = 0
    LEAD = 1
    HEAD = 2
