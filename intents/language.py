"""Tell in which script and language a message is written, as far as danger needs to know."""

from __future__ import annotations

import re

_HANGUL = re.compile("[가-힣ㄱ-ㅎㅏ-ㅣ]")
_HAN = re.compile("[\u4e00-\u9fff]")
_LATIN = re.compile("[a-z\u00c0-\u024f\u1e00-\u1eff]")
_VIETNAMESE = re.compile(
    "[ăâđêôơư\u1ea0-\u1ef9]|\\b(?:toi|khong|muon|chong|danh|con|giup|nha|anh|chi|em|duoc|bi|va)\\b"
)


def language(normal: str) -> str:
    """Return "ko", "zh", "vi", "en" or "other" for a normalized text; "ko" when there are no letters."""
    hangul, han, latin = (len(p.findall(normal)) for p in (_HANGUL, _HAN, _LATIN))
    if hangul * 2 >= han + latin / 3:
        return "ko"
    if han >= latin / 3:
        return "zh"
    return "vi" if len(_VIETNAMESE.findall(normal)) >= 2 else "en"
