"""Mask personal data in a text before it is kept anywhere (requirements P4-P6)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_RRN = re.compile(
    r"(?<!\d)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[\s\-–—·._/~]{0,3}\d[0-9*●xX]{6}(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Masked:
    """The text as it may be kept, and the kinds of numbers that were taken out."""

    text: str
    kinds: tuple[str, ...]


def mask(text: str, keep_phone: bool = False) -> Masked:
    out, count = _RRN.subn("●●●●●●-●●●●●●●", text)
    return Masked(out, ("rrn",) if count else ())


def mask_split(previous: str, text: str) -> Masked:
    return mask(text)
