"""In which language the page itself speaks: the first of the browser's that there are words for."""

from __future__ import annotations

from collections.abc import Collection

#: The language of the office, and of everything that nobody has put into another.
HOME = "ko"
#: A browser names a handful; more is nonsense.
_MOST = 12


def tongue_of(accept_language: str, known: Collection[str]) -> str:
    """Return the language wanted most (`Accept-Language`) that is among `known`, else Korean."""
    wanted = []
    for part in accept_language.split(",")[:_MOST]:
        name, _, weight = part.strip().partition(";q=")
        try:
            wanted.append((float(weight or 1), name.partition("-")[0].lower()))
        except ValueError:
            continue
    # sorting keeps the order of those wanted alike
    ordered = sorted(wanted, key=lambda each: -each[0])
    return next((name for weight, name in ordered if name in known and weight > 0), HOME)
