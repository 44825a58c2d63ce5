"""Say when the package of holidays is too old for the days that residents are being promised (H2)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime

from handlers.hours import seoul

#: For each year whose days were compared with the official list: the first version that has them.
#: 2026: 노동절 and 제헌절 became public holidays, 0.102 is the first with both and their substitutes.
CHECKED = {2025: (0, 86), 2026: (0, 102), 2027: (0, 102)}
#: The list of the coming year (월력요항) is published in June; a newer package knows it from July on.
NEXT_YEAR_FROM_MONTH = 7
#: A year with fewer public holidays was not known to the package.
LEAST_HOLIDAYS = 14
#: The version in constraints.txt when CHECKED was written; one that is newer is trusted further.
PINNED = "0.109"
UPGRADE = "upgrade it: pip install --upgrade holidays, then start again"


def calendar_faults(
    at: datetime, version: str, days_of: Callable[[int], Collection[date]]
) -> Iterator[str]:
    """Yield a sentence for each year that the package knows too little of; `days_of` lists its days."""
    today = seoul(at).date()
    have = _parts(version)
    needed = [today.year] + [today.year + 1] * (today.month >= NEXT_YEAR_FROM_MONTH)
    for year in needed:
        if sum(day.year == year for day in days_of(year)) < LEAST_HOLIDAYS:
            yield f"the holidays package ({version}) does not know {year}: {UPGRADE}"
        elif year in CHECKED and have < CHECKED[year]:
            first = ".".join(map(str, CHECKED[year]))
            yield f"the holidays package ({version}) lacks days of {year}, {first} has them: {UPGRADE}"
        elif year > max(CHECKED) and have <= _parts(PINNED):
            yield (
                f"the holidays package ({version}) is older than the official list of {year}: {UPGRADE}"
            )


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:2] if part.isdecimal())
