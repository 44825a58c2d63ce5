"""Take the number of a home out of free words: who reads a story need not read a door."""

from __future__ import annotations

import re

HIDDEN = "●●●"
#: Fields of free words, in which a reporter may have written where somebody lives.
FREE_WORDS = frozenset({"story", "text", "more", "question", "asked"})
_KOREAN_NUMBER = r"[일이삼사오육칠팔구십백천영공]{2,}"
#: 101동 302호, 가동 2호, B02호, 302-1호, 삼백이호; not 1호선, not the name of a dong (송산1동).
_HOME = re.compile(
    r"(?:(?<![가-힣\d])(?:\d{2,4}|[가나다라마바사A-Za-z])\s?동\s*,?\s*)?"
    rf"(?<![가-힣\d])(?:지하\s?)?(?:[A-Za-z]?\d{{1,5}}(?:-\d{{1,3}})?|{_KOREAN_NUMBER})\s?호(?![선기차봉점])"
)
#: 송산로 77번길 12, 송산로 12, 용현동 123-4: the number of the house, not the name of the street.
_HOUSE = re.compile(
    r"((?:[가-힣]\d*(?:로|길)|\d번길|[가-힣]\d?동)\s?)\d{1,4}(?:-\d{1,4})?(?![\d번동호시분명세만원개월일년층회차%])"
)
_BUILDING = re.compile(r"(?<![가-힣\d])\d{3,4}\s?동(?![가-힣]{2})")


def hide_home(text: str) -> str:
    """Return the words with the numbers of houses and homes hidden; streets and dongs stay."""
    hidden = _HOUSE.sub(lambda m: m.group(1) + HIDDEN, _HOME.sub(HIDDEN, text))
    return _BUILDING.sub(HIDDEN, hidden)
