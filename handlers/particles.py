"""Korean particles that depend on the word before them: 은/는, 이/가, 을/를, 이나/나, 으로/로 ..."""

from __future__ import annotations

import re

#: (after a consonant, after a vowel).
_PAIRS = (
    ("이에요", "예요"),
    ("이나", "나"),
    ("으로", "로"),
    ("이며", "며"),
    ("은", "는"),
    ("이", "가"),
    ("을", "를"),
    ("과", "와"),
)
_EITHER = re.compile(
    "(" + "|".join(form for pair in _PAIRS for form in pair) + r")(?=[\s.,!?)·’]|$)"
)
_OF = {form: pair for pair in _PAIRS for form in pair}
#: Digits as they are read: 영 일 이 삼 사 오 육 칠 팔 구; ㄹ takes 로, not 으로.
_DIGIT_ENDS = {"0": "ㅇ", "1": "ㄹ", "3": "ㅁ", "6": "ㄱ", "7": "ㄹ", "8": "ㄹ"}
_RIEUL = 8


def fit(word: str, following: str) -> str:
    """Return `following` with the particle it begins with, if any, fitted to `word`."""
    found = _EITHER.match(following)
    ending = _ending(word)
    if found is None or ending is None:
        return following
    closed, opened = _OF[found.group(1)]
    is_open = ending == "" or (ending == "ㄹ" and closed == "으로")
    return (opened if is_open else closed) + following[found.end() :]


def _ending(word: str) -> str | None:
    """Return the final consonant as read: '' for none, None when the word ends in no Korean sound."""
    last = word.rstrip()[-1:]
    if last.isdecimal():
        return _DIGIT_ENDS.get(last, "")
    if not "가" <= last <= "힣":
        return None
    final = (ord(last) - 0xAC00) % 28
    if final == 0:
        return ""
    return "ㄹ" if final == _RIEUL else "ㄱ"
