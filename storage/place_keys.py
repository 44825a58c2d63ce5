"""
Write a place so that two ways of writing the same home become one text; pure, for look-up only.

"송산로 77번길 12, 101동 302호", "송산로77번길 12 101-302" are one home; "송산로 12" and "송산로12번길"
are two streets (R10). What is no address is compared as it stands, without blanks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

#: A side street belongs to the name of its street: 송산로12번길 is not number 12 of 송산로.
_STREET = re.compile(
    r"(?P<name>[가-힣]{1,12}\d*(?:로|길)) ?(?P<side>\d{1,4}번? ?길)? ?"
    r"(?P<house>\d{1,4}(?:-\d{1,4})?)(?! ?번? ?길|\d)"
)
#: 지번: 용현동 123-4, 용현동 산 12.
_LOT = re.compile(
    r"(?P<name>[가-힣]{1,8}\d?(?:동|리|가)) ?(?P<house>산? ?\d{1,4}(?:-\d{1,4})?)(?! ?[동호층]|\d)"
)
#: 의정부시송산로: the city before the street, written without a blank.
_CITY = re.compile(r"^[가-힣]{1,6}[시군구](?=[가-힣]{2,}\d*(?:로|길)$)")
_BLOCK = re.compile(r"(?<![가-힣\d])(?:제?(\d{1,4})|([가나다라마바사아자차카타파하A-Z])) ?동")
_FLAT = re.compile(r"(?<!\d)(지하)? ?([A-Z]?\d{1,5}(?:-\d{1,3})?) ?호(?!선)")
_PAIR = re.compile(r"(?<!\d)(\d{2,4})-(\d{3,4})(?!\d)")
_FLOOR = re.compile(r"(?:지하|반지하)? ?\d{1,2} ?층|반지하|옥탑")
_PIN = re.compile(r"(3[3-9]\.\d{3,})\s*,\s*(12[4-9]\.\d{3,}|13[0-2]\.\d{3,})")
#: About 50 m: so near, two points on the map may be one home (R10).
_CELL = 0.0005


def place_keys(text: str) -> dict[str, str]:
    """Return what a place is found by: "unit" the home, "building" the house, "pin" the cell of a point."""
    if point := _cell(text):
        return {"pin": _written(*point)}
    plain = " ".join(unicodedata.normalize("NFKC", text).upper().split())
    if len(plain) < 3 or plain in {"UNKNOWN", "모름", "몰라요"}:
        return {}
    house, rest = _house(plain)
    if not house:
        return {"unit": plain.replace(" ", "").translate(_SIGNS)}
    home = "|".join((house, *_home(rest)))
    return {"unit": home, "building": house}


_SIGNS = str.maketrans("", "", ".,·-()[]!?~")


def _house(plain: str) -> tuple[str, str]:
    for pattern in (_STREET, _LOT):
        found = pattern.search(plain)
        if found:
            side = (found.groupdict().get("side") or "").replace("번", "")
            name = _CITY.sub("", found["name"])
            return f"{name}{side}{found['house']}".replace(" ", ""), plain[found.end() :]
    return "", plain


def _home(rest: str) -> Iterator[str]:
    """Yield block and flat; "101-302" means 101동 302호."""
    block, flat = _BLOCK.search(rest), _FLAT.search(rest)
    if flat is None and (pair := _PAIR.search(rest)):
        yield from (pair.group(1), pair.group(2))
        return
    if block:
        yield block.group(1) or block.group(2)
    if flat:
        yield (flat.group(1) or "") + flat.group(2)
    elif floor := _FLOOR.search(rest):
        yield floor.group().replace(" ", "")


def pins_around(text: str) -> list[str]:
    """Return the cell of a point and the eight around it; empty for what is no point."""
    point = _cell(text)
    if point is None:
        return []
    north, east = point
    return [_written(north + a, east + b) for a in (-1, 0, 1) for b in (-1, 0, 1)]


def _cell(text: str) -> tuple[int, int] | None:
    found = _PIN.search(text)
    if found is None:
        return None
    return int(float(found.group(1)) / _CELL), int(float(found.group(2)) / _CELL)


def _written(north: int, east: int) -> str:
    return f"{north}:{east}"
