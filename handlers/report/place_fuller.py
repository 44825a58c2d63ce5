"""A place made fuller by what is told a turn later: "103호" and "송산마을 2단지 205동" are one home."""

from __future__ import annotations

import re

from handlers.report.rules import places_in
from handlers.report.sentences import sentences
from handlers.report.slips import mended

_UNIT = re.compile(r"(?<![가-힣\d])((?:지하\s?)?\d{1,4})\s?(동|호|층)(?!네|안|기)")
#: No place was told: "모르겠어요", "말하기 어려워요"; "옆집" is known only to the teller.
_NONE = re.compile(
    r"unknown|[\s가-힣]{0,6}(?:모르|몰라|모름|글쎄)[가-힣\s.~]{0,8}|[옆윗앞뒷]집|아랫집|위층|아래층"
)
_ROAD = re.compile(r"(?:로|길)\s?\d|번지")
#: What may stand around a place where nothing else is said.
_AROUND = re.compile(
    r"(?:그럼|그리고|아|어|네|예|음|참|저기|거기|그\s?집|여기|집|주소|동네|파트|곳|위치|이름|은|는|이|가|요|맞|고|구|습니다|에|입니다|인데|라|여|임|야|거든|같아|것|거|그냥|정확히|다시|자세히|말하면|알아보니|알고\s?보니|보니까?|찾아보니까?|하면|바로|\s|[,.!~…])*"
)
#: A longer text tells something else besides.
_LONGEST = 80


def told_fuller(place: str, words: str) -> tuple[str, str]:
    """
    Return the place as these words make it fuller, and what they tell besides; ('', '') where they add nothing to it.

    Another house, or another flat than the one that is known, is another home.
    """
    if len(words) > _LONGEST or "?" in words:
        return "", ""
    said = sentences(mended(words))
    of_it = [s for s in said if _is_place(s)]
    named = " ".join(of_it)
    fuller = _joined("" if is_none(place) else place.strip(), named) if named else ""
    rest = " ".join(s for s in said if s not in of_it)
    return (fuller, rest) if fuller and fuller != place else ("", "")


def is_none(place: str) -> bool:
    """Say whether no place was told yet, or one that only the teller knows."""
    return _NONE.fullmatch(place.strip()) is not None or not place.strip()


def _is_place(sentence: str) -> bool:
    """Say whether a sentence names a place and says nothing else."""
    rest = sentence
    for name in sorted(places_in(sentence), key=len, reverse=True):
        rest = rest.replace(name, " ")
    rest = _UNIT.sub(" ", rest)
    return rest != sentence and _AROUND.fullmatch(rest) is not None


def _joined(known: str, words: str) -> str:
    """Return both as one place, the house before its part and the flat; '' where they name two homes."""
    units = {kind: f"{number}{kind}" for number, kind in _UNIT.findall(known)}
    more = {kind: f"{number}{kind}" for number, kind in _UNIT.findall(words)}
    if any(units[kind] != more[kind] for kind in units.keys() & more.keys()):
        return ""
    old = _house(known)
    named = [h for h in map(_house, places_in(words)) if h and not is_none(h)]
    new = " ".join(h for h in dict.fromkeys(named) if h not in old)
    by_road = [_ROAD.search(house) is not None for house in (old, new)]
    if old and new and places_in(old) and by_road[0] == by_road[1] and old not in new:
        return ""
    # a road stands before the house, and the house before "파란 대문 집"
    behind = by_road[0] and not by_road[1]
    pair = (old, new) if behind else (new, "" if old in new else old)
    house = " ".join(filter(None, pair))
    both = {**units, **more}
    return " ".join(filter(None, (house, *(both.get(kind, "") for kind in ("동", "층", "호")))))


def _house(place: str) -> str:
    return re.sub(r"\s{2,}", " ", _UNIT.sub(" ", place)).strip(" ,.")
