"""Whether a household is one's own kin's, by the words: "이웃이 아니고 우리 친형입니다"."""

from __future__ import annotations

import re
from collections.abc import Mapping

#: Whom to name, and what they are called; a child of one's own is told of as often by a neighbour ("애가 울어요").
_NAMES: Mapping[str, str] = {
    "brother_of_man": r"형(?:님)?(?!수|편|제|사|태|광)",
    "brother_of_woman": r"오빠",
    "sister_of_man": r"누나|누님",
    "sister_of_woman": r"언니",
    "younger": r"(?:남|여)?동생",
    "mother": r"엄마|어머니|어머님",
    "father": r"아빠|아버지|아버님",
    "son": r"아들",
    "daughter": r"딸",
    "husband": r"남편|신랑",
    "wife": r"아내|와이프|집사람",
    "relative": r"조카|사촌|삼촌|이모|고모|시어머니|시아버지|장인|장모|할머니|할아버지|가족",
}
_MINE = r"(?:우리집?|저희집?|제|내|친|저의|울)"
_ANY = "|".join(f"(?P<{code}>{name})" for code, name in _NAMES.items())
_TOLD = re.compile(
    rf"(?:(?:이웃|옆집|남|남의집)(?:이|은|집)?(?:아니(?:고|라|에요|예요|요|구|야)|말고)요?(?:사실은?|실은)?{_MINE}{{0,2}}+"
    rf"|{_MINE}{{1,2}}+)(?:막내|큰|작은|둘째|첫째)?(?:{_ANY})(?:이?네)?(?:집|댁)?"
    rf"(?:이에요|이예요|예요|에요|입니다|이라|라서|인데|이고|이거든|이야|일이|일인|얘기|이야기|요$|이요$)"
)
#: At the head of a telling: "형이 집을 못 치우게 해요"; a mother or husband may be a neighbour's.
_HEAD = re.compile(
    rf"(?:{_MINE}{{0,2}}+(?:막내|큰|작은|둘째|첫째)?(?:형|누나|언니|오빠|(?:남|여)?동생|부모님)|{_MINE}{{1,2}}+(?:엄마|어머니|아빠|아버지|남편|신랑|아내|와이프|집사람))"
    r"(?:이|가|은|는|도|께서|님이)(?!친구|네)"
)
#: Beside these it is somebody else's kin.
_OTHERS = re.compile(r"친구|[옆앞윗뒷]집(?!이?(?:아니|말고))|아랫집|그집|아는(?:사람|동생|형|언니)")


def kin_named(text: str) -> str:
    """Return who of one's kin words say it is, as a code; '' where they do not say so."""
    said = "".join(text.split()).rstrip(".!~")
    found = _TOLD.search(said)
    if found is None or _OTHERS.search(said[: found.start()]):
        return ""
    return str(found.lastgroup)


def denies_neighbour(text: str) -> bool:
    """Say whether words begin by saying that it is no neighbour ("이웃이 아니고 …")."""
    return _NO_NEIGHBOUR.match("".join(text.split())) is not None


_NO_NEIGHBOUR = re.compile(r"(?:아니(?:요)?|저기|근데)*(?:이웃|옆집)(?:이|은)?(?:아니|말고)")


def of_kin(text: str) -> bool:
    """Say whether a telling is of one's own kin: a line says so, or the first begins with them."""
    lines = ["".join(line.split()) for line in text.splitlines()]
    if any(kin_named(line) for line in lines):
        return True
    return bool(lines and _HEAD.match(lines[0])) and not any(_OTHERS.search(x) for x in lines)
