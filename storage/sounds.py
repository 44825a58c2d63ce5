"""How a Korean name is spelled and sounds: its initial consonants, and one form for names that sound alike."""

from __future__ import annotations

_FIRST, _LAST = 0xAC00, 0xD7A3
#: Initial consonants as they are typed alone.
INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_N, _R, _SILENT = 2, 5, 11
#: Vowels that most speakers no longer tell apart: 해/헤/혜, 왜/외/웨, 희/히 (by index in Unicode).
_VOWELS = {1: 5, 3: 5, 7: 5, 10: 15, 11: 15, 19: 20}
#: 야 얘 여 예 요 유 이: before them ㄹ and ㄴ fall silent at the head of a name (류/유, 리/이).
_SOFT = frozenset({2, 3, 6, 7, 12, 17, 20})
#: Final consonants that sound as one at the end of a syllable.
_FINALS = {
    2: 1, 3: 1, 24: 1, 9: 1, 5: 4, 6: 4, 19: 7, 20: 7, 22: 7, 23: 7, 25: 7, 27: 7,
    11: 8, 12: 8, 13: 8, 15: 8, 10: 16, 14: 17, 18: 17, 26: 17,
}  # fmt: skip


def is_syllables(text: str) -> bool:
    """Say whether a text is written in whole Hangul syllables."""
    return bool(text) and all(_FIRST <= ord(c) <= _LAST for c in text)


def is_initials(text: str) -> bool:
    """Say whether a text is initial consonants only: ㄱㅎㄴ."""
    return bool(text) and all(c in INITIALS for c in text)


def initials(text: str) -> str:
    """Return the initial consonants: 김하나 -> ㄱㅎㄴ; other letters stay as they are."""
    return "".join(
        INITIALS[(ord(c) - _FIRST) // 588] if _FIRST <= ord(c) <= _LAST else c for c in text
    )


def sound(name: str) -> str:
    """Return one form for names that sound alike: 류혜진 and 유해진 are the same."""
    return "".join(_syllable(c, head=i == 0) for i, c in enumerate(name))


def _syllable(letter: str, *, head: bool) -> str:
    if not _FIRST <= ord(letter) <= _LAST:
        return letter
    initial, rest = divmod(ord(letter) - _FIRST, 588)
    vowel, final = divmod(rest, 28)
    if head and initial in (_N, _R):
        initial = _SILENT if vowel in _SOFT else _N
    vowel, final = _VOWELS.get(vowel, vowel), _FINALS.get(final, final)
    return chr(_FIRST + initial * 588 + vowel * 28 + final)
