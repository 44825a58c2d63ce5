"""Judge one text that residents will read: length, plain words, polite endings, numbers that belong in contacts.yaml."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from intents.faults import Severity

#: (severity, what): the place is added by the caller.
Finding = tuple[Severity, str]

MOST_SENTENCES = 3
_MEAN_SENTENCE_CHARS, _MOST_SENTENCE_CHARS = 40, 75
_HARD_WORDS_ALLOWED = 2
#: Office words with a plainer one; used more than twice in a text they make it hard to read.
_HARD_WORDS = re.compile(
    "수급권자|수급자격|교부|구비서류|기재|징구|송부|통보|상기|하기와|익월|당월|차기|소명|사료|필히|금번|동법|당해|해당자|부득이|제반|수혜|수령|지급개시"
    "|산정|환수|소급|준용|귀속|급부|경감|감면대상|선정기준|확인조사|직권|의거|도과|불요|관할|소관|연계지원|욕구|사정하"
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|(?<=[요다])\s{2,}")
_POLITE = re.compile(r"(?:요|니다|까|죠|1234)(?:\([^()]*\))?[.!?)”\"’'\s]*$")
_RUDE = re.compile(
    r"(?:한다|된다|이다|있다|없다|받는다|준다|했다|간다|온다|해라|하라|거야|인데|해|돼|지)[.!?]*$"
)
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_OFFICE = ("office.name", "office.phone", "office.address", "next_opening")
_DASHED_PHONE = re.compile(
    r"(?<![\d-])(?:0\d{1,2}-\d{3,4}-\d{4}|1\d{3}-\d{4}|0\d{1,2}-1\d{2})(?![\d-])"
)
_UNIT = r"(?!\s?(?:\d|,\d|\.\d|만|천|백|억|원|명|일|월|년|세|살|%|퍼센트|건|회|개|시간|시|분|곳|점|배|가지|호|번지|kg|㎏|리터|차|주|쪽|급|가구|장|문|병|층|m|제곱))"


def findings(
    text: str, *, most_chars: int, contacts: Collection[str], numbers: Collection[str]
) -> Iterator[Finding]:
    """
    Yield what to mend in a text.

    `contacts` are the ids that may stand in {tel.<id>}; `numbers` the phone numbers that may not be typed out.
    """
    yield from _placeholders(text, contacts)
    shown = _PLACEHOLDER.sub("1234", text)
    if len(shown) > most_chars:
        yield "error", f"{len(shown)} characters, at most {most_chars}"
    sentences = [s for s in _SENTENCE_END.split(shown.strip()) if s.strip()]
    if len(sentences) > MOST_SENTENCES:
        yield "error", f"{len(sentences)} sentences, at most {MOST_SENTENCES}"
    yield from _hard(sentences)
    for sentence in sentences:
        if not _POLITE.search(sentence) or _RUDE.search(sentence):
            yield "error", f"not polite (-요, -습니다): '...{sentence[-14:]}'"
    yield from _typed_numbers(text, numbers)


def _placeholders(text: str, contacts: Collection[str]) -> Iterator[Finding]:
    for name in _PLACEHOLDER.findall(text):
        if name.startswith("tel."):
            if name[4:] not in contacts:
                yield "error", f"no contact '{name[4:]}' in contacts.yaml"
        elif name not in _OFFICE:
            yield "error", f"unknown placeholder {{{name}}}"


def _hard(sentences: list[str]) -> Iterator[Finding]:
    lengths = [len(sentence) for sentence in sentences]
    if lengths and sum(lengths) / len(lengths) > _MEAN_SENTENCE_CHARS * 1.25:
        yield (
            "warning",
            f"sentences of {sum(lengths) // len(lengths)} characters, aim at {_MEAN_SENTENCE_CHARS}",
        )
    if lengths and max(lengths) > _MOST_SENTENCE_CHARS:
        yield "warning", f"a sentence of {max(lengths)} characters, cut it in two"
    hard = _HARD_WORDS.findall(" ".join(sentences))
    if len(hard) > _HARD_WORDS_ALLOWED:
        yield "warning", f"hard words: {', '.join(dict.fromkeys(hard))}"


def _typed_numbers(text: str, numbers: Collection[str]) -> Iterator[Finding]:
    bare = _PLACEHOLDER.sub("", text)
    typed = _DASHED_PHONE.findall(bare)
    short = [n for n in numbers if "-" not in n]
    if short:
        typed += re.findall(
            rf"(?<![\d,.-])(?:{'|'.join(map(re.escape, short))})(?![\d-]){_UNIT}", bare
        )
    for number in dict.fromkeys(typed):
        yield "error", f"the number {number} is typed out; write {{tel.<id>}}"
