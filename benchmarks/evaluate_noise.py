"""Seven ways in which typing goes wrong, each with a fixed seed. Used to measure, never to train."""

from __future__ import annotations

import random
from collections.abc import Callable

from intents.keyboard import hangul, keys

_NEIGHBOURS = {
    "q": "wa", "w": "qe", "e": "wr", "r": "et", "t": "ry", "y": "tu", "u": "yi", "i": "uo", "o": "ip", "p": "o",
    "a": "sq", "s": "ad", "d": "sf", "f": "dg", "g": "fh", "h": "gj", "j": "hk", "k": "jl", "l": "k",
    "z": "x", "x": "zc", "c": "xv", "v": "cb", "b": "vn", "n": "bm", "m": "n",
}  # fmt: skip
_BY_EAR = {
    "ㅐ": "ㅔ",
    "ㅔ": "ㅐ",
    "됐": "됬",
    "않": "안",
    "왜": "외",
    "되": "돼",
    "의": "에",
    "했": "햇",
    "있": "잇",
    "없": "업",
}
_SLANG = (
    ("있나요", "있음?"),
    ("해주세요", "해줘"),
    ("인가요", "임?"),
    ("되나요", "됨?"),
    ("예요", "임"),
    ("어요", "어여"),
    ("요", "욤"),
)


def no_spaces(text: str, _chance: random.Random) -> str:
    return text.replace(" ", "")


def wrong_keyboard(text: str, _chance: random.Random) -> str:
    return keys(text)


def neighbour_keys(text: str, chance: random.Random) -> str:
    """One key in fifteen is the one beside it."""
    typed = [
        chance.choice(_NEIGHBOURS[k]) if k in _NEIGHBOURS and chance.random() < 1 / 15 else k
        for k in keys(text)
    ]
    return hangul("".join(typed))


def finals_dropped(text: str, chance: random.Random) -> str:
    """One final consonant in five is left out."""
    return "".join(
        chr(ord(c) - (ord(c) - 0xAC00) % 28) if "가" <= c <= "힣" and chance.random() < 0.2 else c
        for c in text
    )


def by_ear(text: str, chance: random.Random) -> str:
    return "".join(_BY_EAR.get(c, c) if chance.random() < 0.7 else c for c in text)


def slang(text: str, _chance: random.Random) -> str:
    for plain, short in _SLANG:
        if text.rstrip("?!. ").endswith(plain):
            return text.rstrip("?!. ")[: -len(plain)] + short + " ㅋㅋ"
    return text + " ㅠㅠ"


def as_typed(text: str, _chance: random.Random) -> str:
    return text


def letters_doubled(text: str, chance: random.Random) -> str:
    """A thumb that stays: one character in ten comes twice."""
    return "".join(c * (2 if chance.random() < 0.1 else 1) for c in text)


KINDS: dict[str, Callable[[str, random.Random], str]] = {
    "the same as typed": as_typed,
    "spaces removed": no_spaces,
    "keyboard left on English": wrong_keyboard,
    "neighbouring keys": neighbour_keys,
    "finals dropped": finals_dropped,
    "spelt by ear": by_ear,
    "slang endings": slang,
    "letters doubled": letters_doubled,
}
