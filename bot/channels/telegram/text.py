"""Measure and cut texts as Telegram does: in UTF-16 units."""

from __future__ import annotations

#: Of a text, after formatting was read (Bot API, sendMessage).
MOST_UNITS = 4096


def units(text: str) -> int:
    """Count UTF-16 units: an emoji is two."""
    return len(text) + sum(char > "\uffff" for char in text)


def whole(text: str) -> str:
    """Replace what cannot be written as UTF-8 (lone surrogates); drop NUL."""
    sound = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return sound.replace("\x00", "")


def split(text: str, most: int = MOST_UNITS) -> list[str]:
    """
    Cut a text into pieces of at most `most` units: at an empty line, a line end or a space.

    Only a word longer than a piece is cut, between characters. White space at a cut is dropped
    (Telegram trims it anyway); a text of white space only has no pieces.
    """
    pieces: list[str] = []
    rest = text.strip()
    while rest:
        fits = _fitting(rest, most)
        if fits == len(rest):
            pieces.append(rest)
            break
        at = _cut(rest, fits)
        pieces.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return pieces


def _fitting(text: str, most: int) -> int:
    """Return how many characters of the text fit into `most` units."""
    if len(text) <= most // 2:
        return len(text)
    left = most
    for at, char in enumerate(text):
        left -= 2 if char > "\uffff" else 1
        if left < 0:
            return at
    return len(text)


def _cut(text: str, fits: int) -> int:
    """Return where to cut: the last good place in the second half of what fits, else any space."""
    if text[fits].isspace():
        return fits
    for mark in ("\n\n", "\n", " "):
        at = text.rfind(mark, fits // 2, fits)
        if at > 0:
            return at
    spaces = (at for at in range(fits - 1, 0, -1) if text[at].isspace())
    return next(spaces, fits)
