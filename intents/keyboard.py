"""The Korean two-set keyboard: Hangul to the keys that type it, and keys back to Hangul."""

from __future__ import annotations

from functools import lru_cache

_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TAILS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_SIMPLE = dict(
    zip(
        "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ",
        "rRseEfaqQtTdwWczxvgkoiOjpuPhynbml",
        strict=True,
    )
)
_DOUBLES = {
    "ㅘ": "ㅗㅏ",
    "ㅙ": "ㅗㅐ",
    "ㅚ": "ㅗㅣ",
    "ㅝ": "ㅜㅓ",
    "ㅞ": "ㅜㅔ",
    "ㅟ": "ㅜㅣ",
    "ㅢ": "ㅡㅣ",
    "ㄳ": "ㄱㅅ",
    "ㄵ": "ㄴㅈ",
    "ㄶ": "ㄴㅎ",
    "ㄺ": "ㄹㄱ",
    "ㄻ": "ㄹㅁ",
    "ㄼ": "ㄹㅂ",
    "ㄽ": "ㄹㅅ",
    "ㄾ": "ㄹㅌ",
    "ㄿ": "ㄹㅍ",
    "ㅀ": "ㄹㅎ",
    "ㅄ": "ㅂㅅ",
}
_KEYS = _SIMPLE | {jamo: "".join(_SIMPLE[part] for part in two) for jamo, two in _DOUBLES.items()}
_JAMO = {key: jamo for jamo, key in _SIMPLE.items()}
_JAMO |= {key.upper(): jamo for jamo, key in _SIMPLE.items() if key.upper() not in _JAMO}
_JOINED = {two: jamo for jamo, two in _DOUBLES.items()}
_FIRST, _LAST = 0xAC00, 0xD7A3


@lru_cache(maxsize=12_000)
def _keys_of(char: str) -> str:
    code = ord(char)
    if not _FIRST <= code <= _LAST:
        return _KEYS.get(char, char)
    lead, rest = divmod(code - _FIRST, 588)
    vowel, tail = divmod(rest, 28)
    return _KEYS[_LEADS[lead]] + _KEYS[_VOWELS[vowel]] + (_KEYS[_TAILS[tail]] if tail else "")


def keys(text: str) -> str:
    """Return the keys that type `text`; what is not Hangul stays as it is."""
    return "".join(map(_keys_of, text))


def hangul(keyed: str) -> str:
    """Return what a Korean keyboard would have written for these keys; lone jamo stay lone."""
    return compose("".join(_JAMO.get(key, key) for key in keyed))


def compose(jamo: str) -> str:
    """Join a run of loose jamo into syllables as the keyboard does: the last consonant moves on before a vowel."""
    out: list[str] = []
    lead = vowel = tail = ""

    def flush() -> None:
        nonlocal lead, vowel, tail
        if lead and vowel:
            code = _LEADS.index(lead) * 588 + _VOWELS.index(vowel) * 28
            out.append(chr(_FIRST + code + (_TAILS.index(tail) if tail else 0)))
        else:
            out.append(lead + vowel)
        lead = vowel = tail = ""

    for char in jamo:
        if char in _VOWELS:
            if tail:
                held = _DOUBLES.get(tail, tail)
                if held[-1] in _LEADS:
                    tail = held[:-1]
                    flush()
                    lead, vowel = held[-1], char
                    continue
            if lead and vowel and not tail and (joined := _JOINED.get(vowel + char)):
                vowel = joined
            elif lead and not vowel:
                vowel = char
            else:
                flush()
                vowel = char
        elif char in _LEADS or char in _TAILS[1:]:
            if lead and vowel and not tail and char in _TAILS:
                tail = char
            elif tail and (joined := _JOINED.get(tail + char)):
                tail = joined
            else:
                flush()
                lead = char
                if char not in _LEADS:
                    flush()
        else:
            flush()
            out.append(char)
    flush()
    return "".join(out)
