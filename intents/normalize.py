"""Bring what people type to one form before anything looks at it. Never raises, whatever the string."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from intents.keyboard import compose, hangul

#: Only so much of a message is looked at for its meaning; danger looks at both ends of the whole.
LOOKED_AT_CHARS = 1_000

_CONJOINING = {0x1100 + i: c for i, c in enumerate("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")}
_CONJOINING |= {0x1161 + i: c for i, c in enumerate("ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ")}
_CONJOINING |= {
    0x11A8 + i: c for i, c in enumerate("ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
}
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_LOOSE_JAMO = re.compile("[ㄱ-ㅎㅏ-ㅣ]{2,}")
_CONSONANT, _VOWEL = re.compile("[ㄱ-ㅎ]"), re.compile("[ㅏ-ㅣ]")
_LATIN = re.compile("[A-Za-z]+")
_REPEATED = re.compile(r"([^0-9])\1{2,}")
_SPACES = re.compile(r"\s+")
_NOT_LETTERS = re.compile(r"[\W_]+")
_WHOLE = re.compile("[가-힣]+")

#: English (and romanised) words that would also read as Hangul keys; they are left alone.
_ENGLISH = frozenset(
    [
        "a",
        "an",
        "and",
        "app",
        "are",
        "as",
        "at",
        "be",
        "been",
        "but",
        "by",
        "call",
        "can",
        "card",
        "center",
        "com",
        "do",
        "dont",
        "eat",
        "for",
        "free",
        "from",
        "get",
        "go",
        "good",
        "has",
        "have",
        "hello",
        "help",
        "hi",
        "home",
        "house",
        "how",
        "i",
        "id",
        "if",
        "im",
        "in",
        "is",
        "it",
        "job",
        "kill",
        "kr",
        "me",
        "money",
        "my",
        "need",
        "new",
        "no",
        "not",
        "now",
        "of",
        "ok",
        "on",
        "or",
        "out",
        "pay",
        "pdf",
        "phone",
        "please",
        "rent",
        "she",
        "he",
        "so",
        "support",
        "tax",
        "thank",
        "thanks",
        "that",
        "the",
        "they",
        "this",
        "to",
        "tv",
        "us",
        "was",
        "we",
        "what",
        "when",
        "where",
        "who",
        "why",
        "will",
        "with",
        "work",
        "yes",
        "you",
        "your",
        "die",
        "dead",
        "hit",
        "hurt",
        "want",
        "end",
        "life",
        "myself",
        "husband",
        "wife",
        "child",
        "baby",
        "food",
        "hungry",
        "kakao",
        "telegram",
        "welfare",
        "korea",
        "korean",
        "english",
        "language",
        "lh",
        "sh",
        "kt",
        "sk",
        "lg",
        "skt",
        "hug",
        "gtx",
        "ltc",
        "kbs",
        "ktx",
        "cctv",
        "usb",
        "sms",
        "url",
        "www",
        "http",
        "https",
        "suicide",
        "fire",
        "police",
        "doctor",
        "pain",
        "hospital",
    ]
)


def _unfold(text: str) -> str:
    # NFKC joins lone jamo in pairs and knows no final consonant, so whole runs are joined before it
    joined = _LOOSE_JAMO.sub(_loose, text)
    return unicodedata.normalize("NFKC", joined).translate(_CONJOINING)


def _loose(match: re.Match[str]) -> str:
    run = match.group()
    return compose(run) if _CONSONANT.search(run) and _VOWEL.search(run) else run


def _from_keys(word: str) -> str:
    read = hangul(word.lower() if word.isupper() else word)
    return word if word.isupper() and len(read) < 2 else read


def undo_english_keys(text: str) -> str:
    """
    Turn words typed with the keyboard left on English back to Hangul: "rlchdusrma" is 기초연금.

    A foreign sentence is left alone: more of its letters must read as whole Hangul words than do not.
    """
    words = {
        word: _from_keys(word) for word in _LATIN.findall(text) if word.lower() not in _ENGLISH
    }
    korean = {word for word, read in words.items() if len(read) >= 2 and _WHOLE.fullmatch(read)}
    if sum(map(len, korean)) <= sum(len(w) for w in words if w not in korean and len(w) > 2):
        return text
    english = len(_LATIN.findall(text)) - len(words)
    if english > len(korean):
        return text
    return _LATIN.sub(lambda m: words.get(m.group(), m.group()), text)


def normalize(text: str, limit: int | None = LOOKED_AT_CHARS) -> str:
    """
    Return `text` in one form: NFKC, nothing invisible, Hangul whole, small letters, single spaces.

    Three and more of one character become two. A text over `limit` keeps its two ends.
    """
    if limit is not None and len(text) > limit:
        text = text[: limit * 2 // 3] + " " + text[-(limit // 3) :]
    return _normalized(text)


# danger, wishes and entries each look at the same message: it is brought to form once
@lru_cache(maxsize=16)
def _normalized(text: str) -> str:
    text = _CONTROL.sub(" ", _UNSEEN.sub("", _unfold(_UNSEEN.sub("", text))))
    text = undo_english_keys(text).lower()
    return _SPACES.sub(" ", _REPEATED.sub(r"\1\1", text)).strip()


def squash(normal: str) -> str:
    """Return only the letters and digits of a normalized text: people drop spaces, so the index has none."""
    return _NOT_LETTERS.sub("", normal)
