"""The teller's own flat, named beside the home that is meant: "한빛빌라 302호요 저는 301호"."""

from __future__ import annotations

import re

#: Words that say "I"; "저 302호 할머니" points at somebody else.
MINE = r"(?:저희가?|저희는|저는|제가|우리가|우리는|나는|내가|전|난|저)"
_HOME = r"(?:저희|우리|제|내)\s?집(?:은|이|도|이야)?"
#: Behind one's own flat it ends, or one lives there: "저는 302호 할머니가 걱정돼요" names another's.
_ENDS = r"(?:에?\s?(?:살아요|살아서요?|살아가지고요?|살고(?:\s?있어요|\s?있는데요?)?|살거든요|사는데요?|삽니다|사는\s?(?:사람|주민)(?:이에요|입니다|인데요?|이고요?)?)|이?라(?:고|서)요?|이?고요?|이?구요|인데요?|이?에요|예요|이?요|입니다|(?=\s*(?:$|[,.\n])))"
_OWN = re.compile(
    rf"(?<![가-힣])(?:{MINE}\s?(?:집은?|집이)?|{_HOME})\s?(?:바로\s)?(?:(?:[옆윗앞뒷]집|아랫집)인?\s)?(?:\d{{1,4}}\s?동\s?)?(?P<a>\d{{1,4}})\s?호{_ENDS}"
    r"|(?<!\d)(?P<b>\d{1,4})\s?호(?:가|이|은|는)?\s?(?:저희|우리|제|내)\s?집(?:이?고요?|인데요?|이?에요|예요|이요|요)?"
    r"|(?<!\d)(?P<c>\d{1,4})\s?호에?\s?(?:사는|거주하는)\s?(?:사람|주민|이웃|입주민)(?:인데요?|이에요|입니다|이고요?)"
)
_ENDING = re.compile(r"(?<=[호층])(?:이에요|예요|이요|요|입니다|인데요?|이고요?)$")
_NEXT_DOOR = re.compile(r"[옆윗앞뒷]집|아랫집|이웃|위층|아래층|윗층|옆방|앞방|\d\s?호")


def own_flats(text: str) -> tuple[str, ...]:
    """Return the flats that words name as the teller's own."""
    return tuple(dict.fromkeys(f"{_number(m)}호" for m in _OWN.finditer(text)))


def without_own(words: str, number: str = "") -> str:
    """Return the words without the teller's own flat, or only without the one with this number."""
    return _OWN.sub(lambda m: m[0] if number and number != _number(m) else " ", words)


def their_home(words: str) -> str:
    """Return the words without the teller's own flat where another home is meant; else as they were."""
    if "호" not in words or _OWN.search(words) is None:
        return words
    rest = _ENDING.sub("", without_own(words).strip(" ,."))
    return rest if _NEXT_DOOR.search(rest) else words


def _number(found: re.Match[str]) -> str:
    return str(found["a"] or found["b"] or found["c"])
