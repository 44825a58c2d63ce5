"""
Take numbers that identify a person out of a text before it is kept anywhere (requirements P4-P6).

No checksum is tried for resident numbers: since October 2020 new ones are random after the first digit of the second
half. Public numbers (109, 1577-1389), dates, prices, lot and receipt numbers stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass

#: What stands in the text instead, by kind.
LABELS = {
    "rrn": "〔주민번호 가림〕",
    "card": "〔카드번호 가림〕",
    "licence": "〔면허번호 가림〕",
    "passport": "〔여권번호 가림〕",
    "phone": "〔전화번호 가림〕",
    "account": "〔계좌번호 가림〕",
}

_BETWEEN = r"[\s\-–—·._/~)(]{0,3}"
_BANKS = (
    "은행|농협|수협|신협|국민|신한|우리|하나|기업|카카오뱅크|카뱅|카카오|토스|케이뱅크|새마을|우체국|제일|씨티|"
    "계좌|통장|입금|송금"
)
_REGIONS = "서울|부산|대구|인천|광주|대전|울산|경기|강원|충북|충남|전북|전남|경북|경남|제주"
_BIRTH = r"\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"

_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "card",
        re.compile(rf"(?<!\d)(\d{{4}}(?:{_BETWEEN}[\d*●xX]{{4}}){{2}}{_BETWEEN}\d{{4}})(?!\d)"),
    ),
    ("card", re.compile(rf"(?<!\d)(3[47]\d{{2}}{_BETWEEN}\d{{6}}{_BETWEEN}\d{{5}})(?!\d)")),
    ("rrn", re.compile(rf"(?<!\d)({_BIRTH}{_BETWEEN}\d\s?[0-9*●xX]{{6}})(?![\d*●])")),
    (
        "rrn",
        re.compile(
            r"(?:주민|민번|외국인\s?등록|등록\s?번호|생년)[^0-9]{0,15}"
            r"((?:19|20)?\d{6}[^0-9]{1,12}[0-9][0-9*●xX]{0,6})(?!\d)"
        ),
    ),
    ("rrn", re.compile(r"(?:뒷자리|뒤\s?일곱\s?자리|뒷번호)[^0-9]{0,8}([0-9]{7})(?!\d)")),
    (
        "licence",
        re.compile(r"(?<!\d)(\d{2}[\s\-.]{1,3}\d{2}[\s\-.]{1,3}\d{6}[\s\-.]{1,3}\d{2})(?!\d)"),
    ),
    ("licence", re.compile(r"면허[^0-9]{0,8}(\d{12})(?!\d)")),
    (
        "licence",
        re.compile(rf"((?:{_REGIONS}){_BETWEEN}\d{{2}}{_BETWEEN}\d{{6}}{_BETWEEN}\d{{2}})(?!\d)"),
    ),
    (
        "passport",
        re.compile(r"(?<![A-Za-z0-9])([MSRODGmsrodg]\d{3}[A-Za-z0-9]\d{4})(?![A-Za-z0-9])"),
    ),
    (
        "phone",
        re.compile(
            r"(?<!\d)((?:\+?82[\s\-.)]{0,3}\(?0?\)?|\(?0)1[016789]\)?"
            rf"{_BETWEEN}\d{{3,4}}{_BETWEEN}\d{{4}})(?!\d)"
        ),
    ),
    (
        "phone",
        re.compile(
            r"(?<!\d)(\(?0(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|70|50\d)\)?"
            rf"{_BETWEEN}\d{{3,4}}{_BETWEEN}\d{{4}})(?!\d)"
        ),
    ),
    ("account", re.compile(rf"(?:{_BANKS})[^0-9]{{0,12}}(\d(?:[\s\-.]?\d){{9,19}})(?!\d)")),
    ("account", re.compile(rf"(?<!\d)(\d(?:[\s\-]?\d){{9,19}})[\s,]{{0,3}}(?:{_BANKS})")),
    ("account", re.compile(r"(?<![\d\-])(\d{2,6}-\d{2,6}-\d{3,7}(?:-\d{1,3})?)(?![\d\-])")),
)
_SPELLED = re.compile(
    r"[0-9공영일이삼사오육륙칠팔구](?:[\s\-.,]{0,2}[0-9공영일이삼사오육륙칠팔구]){8,}"
)
_SPELLED_DIGITS = str.maketrans("공영일이삼사오육륙칠팔구", "001234566789")
_APART = re.compile(r"(?<!\d)\d(?:\s\d|\s?-\s?\d){8,}(?!\d)")
_RECEIPT = re.compile(
    r"(?:접수|신청|사건|관리|문서|송장|주문|예약|증서|사업자(?:등록)?)\s?(?:번호)?\s?[:은는이]?\s?$"
)
_DAY = re.compile(r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-(?:19|20)\d{2})$")
_PLAIN = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_PLAIN |= dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u2212\u2010\u2011\u2012\u2015\uff0d"), "-"
)


#: No rule takes a number of fewer digits; a year, a price or an age need not be tried against all.
_FEWEST = 7


@dataclass(frozen=True, slots=True)
class Masked:
    """The text as it may be kept, and the kinds of numbers taken out, in the order of `LABELS`."""

    text: str
    kinds: tuple[str, ...]


def mask(text: str, keep_phone: bool = False, *, public: Collection[str] = ()) -> Masked:
    """
    Return `text` with personal numbers replaced by their label.

    `keep_phone` is for the one field that asks for a phone number; `public` are numbers that everybody may see,
    as contacts.yaml writes them.
    """
    spans = [s for s in _spans(text) if not (keep_phone and s[2] == "phone")]
    return _replaced(text, [s for s in spans if text[s[0] : s[1]] not in public])


def mask_split(previous: str, text: str) -> Masked:
    """
    Return `text` masked, also where a number began at the end of the message before it.

    Only the part in `text` is replaced: a birth date alone, as `previous` holds it, is kept.
    """
    spans = list(_spans(text))
    if not spans or spans[0][0] > 0:
        tail = previous[-40:].rstrip()
        for joint in ("", "-"):
            start = len(tail) + len(joint)
            crossing = [s for s in _spans(tail + joint + text) if s[0] < len(tail) and s[1] > start]
            if crossing and not mask(tail).kinds:
                spans.append((0, crossing[0][1] - start, crossing[0][2]))
                break
    return _replaced(text, spans)


def _replaced(text: str, spans: list[tuple[int, int, str]]) -> Masked:
    out, at = [], 0
    for start, end, kind in sorted(spans):
        if start >= at:
            out += [text[at:start], LABELS[kind]]
            at = end
    kinds = {kind for _, _, kind in spans}
    return Masked("".join(out) + text[at:], tuple(kind for kind in LABELS if kind in kinds))


def _spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and kind of each number found, none overlapping, the surer kinds first."""
    # most messages hold no number at all, and each is looked at several times
    read = text.translate(_PLAIN)
    if not any(map(str.isdigit, read)) and not _SPELLED.search(read):
        return
    read = _as_digits(read)
    if sum(map(str.isdigit, read)) < _FEWEST:
        return
    taken = bytearray(len(read))
    for kind, rule in _RULES:
        for match in rule.finditer(read):
            start, end = match.span(1)
            if any(taken[start:end]) or _is_harmless(kind, read, start, match.group(1)):
                continue
            taken[start:end] = b"\x01" * (end - start)
            yield start, end, kind
    yield from _one_by_one(read, taken)


def _one_by_one(read: str, taken: bytearray) -> Iterator[tuple[int, int, str]]:
    """Yield numbers whose digits stand apart: "0 1 0 1 2 3 4 5 6 7 8"."""
    for match in _APART.finditer(read):
        if any(taken[match.start() : match.end()]):
            continue
        together = re.sub(r"\s", "", match.group())
        kind = next((kind for kind, rule in _RULES if rule.search(together)), None)
        if kind:
            yield match.start(), match.end(), kind


def _is_harmless(kind: str, read: str, start: int, number: str) -> bool:
    if kind == "account" and _DAY.match(number):
        return True
    return kind in ("account", "rrn", "card", "licence") and bool(
        _RECEIPT.search(read[max(0, start - 14) : start])
    )


def _as_digits(text: str) -> str:
    """Return a plain text, at the same length, with digits of any script and spelled ones in ASCII."""
    if not text.isascii():
        text = "".join(_ascii_digit(c) if c.isdigit() and not c.isascii() else c for c in text)
        text = _SPELLED.sub(_spelled, text)
    return text


def _ascii_digit(char: str) -> str:
    value = unicodedata.digit(char, None)
    return char if value is None else str(value)


def _spelled(match: re.Match[str]) -> str:
    run = match.group()
    digits = sum(not c.isspace() and c not in "-.," for c in run)
    # one or two spelled "digits" after a number are its particle: "1234567이에요"
    spelled = sum(c in "공영일이삼사오육륙칠팔구" for c in run)
    return run.translate(_SPELLED_DIGITS) if digits >= 10 and spelled > 2 else run
