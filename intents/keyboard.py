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
    """Join loose jamo into syllables as the keyboard does: the last consonant moves on before a vowel."""
    typed = _Typed()
    for char in jamo:
        if char in _VOWELS:
            typed.vowel_key(char)
        elif char in _LEADS or char in _TAILS[1:]:
            typed.consonant_key(char)
        else:
            typed.flush()
            typed.out.append(char)
    typed.flush()
    return "".join(typed.out)


class _Typed:
    """What stands on the screen so far, and the syllable that is still open."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.lead = self.vowel = self.tail = ""

    def flush(self) -> None:
        if self.lead and self.vowel:
            code = _LEADS.index(self.lead) * 588 + _VOWELS.index(self.vowel) * 28
            self.out.append(chr(_FIRST + code + (_TAILS.index(self.tail) if self.tail else 0)))
        else:
            self.out.append(self.lead + self.vowel)
        self.lead = self.vowel = self.tail = ""

    def vowel_key(self, char: str) -> None:
        held = _DOUBLES.get(self.tail, self.tail)
        if held and held[-1] in _LEADS:
            self.tail = held[:-1]
            self.flush()
            self.lead, self.vowel = held[-1], char
        elif self.lead and self.vowel and not self.tail and self.vowel + char in _JOINED:
            self.vowel = _JOINED[self.vowel + char]
        elif self.lead and not self.vowel:
            self.vowel = char
        else:
            self.flush()
            self.vowel = char

    def consonant_key(self, char: str) -> None:
        if self.lead and self.vowel and not self.tail and char in _TAILS:
            self.tail = char
        elif self.tail and self.tail + char in _JOINED:
            self.tail = _JOINED[self.tail + char]
        else:
            self.flush()
            self.lead = char
            if char not in _LEADS:
                self.flush()
