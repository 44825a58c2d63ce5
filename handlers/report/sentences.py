"""Part a message into what it tells and what it asks: "지금은 조용해요 저 고소당해요?"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handlers.asking import asks
from handlers.compact import compact
from handlers.report.questions import asked
from handlers.report.rules import places_in

#: "필요 없어요" and "중요 서류" are one breath.
_END = re.compile(
    r"(?<=[?？!…~\n])\s*|\.+\s+|\.{2,}|(?<=[요죠])(?<!필요)(?<!중요)(?<!주요)\s+|(?<=[니었았했였겠]다)\s+|(?<=[니을할될갈볼]까)\s+|(?<=^네)\s+"
    r"|\s+(?=(?:근데|그런데|그리고|하지만|혹시)(?:\s|$))"
)
_LEAST = 3
#: "누가 사는지 모르겠어요"
_TELLS = re.compile(r"(?:모르(?:겠|네|는데|고|지만)|몰라)[가-힣]{0,4}$")
#: Nothing is told by these.
_FILLERS = re.compile(
    r"(?:아니|아뇨|아니요|근데|그런데|그럼|그러면|저기|저기요|혹시|네|아|음|어|저|제|그|좀|진짜|정말|일단|그리고|그냥|그래서|그게|그니까|그러니까|뜻|런|고|이|라|말|제질문엔대답을안하시네요|대답을안하시네요|대답을해주세요|대답해주세요|여쭤볼게있는데요?|궁금한게있는데요?|질문이있는데요?|하나만여쭤볼게요|물어볼게있어요)*"
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What a message asks, by the keys of the answers, what else it asks, and what it tells."""

    keys: tuple[str, ...]
    unknown: tuple[str, ...]
    rest: str


def parted(words: str) -> Heard:
    """Part a message; sentences keep their order."""
    keys: list[str] = []
    unknown: list[str] = []
    told: list[str] = []
    for sentence in sentences(words):
        key = asked(sentence)
        if key:
            keys.append(key)
        elif is_question(sentence):
            unknown.append(sentence)
        else:
            told.append(sentence)
    if unknown and not keys and (key := asked(words)):
        # "제가 신고한 거 알게 될까 봐요 괜찮을까요?"
        return Heard((key,), (), "")
    rest = " ".join(told).strip()
    return Heard(tuple(dict.fromkeys(keys)), tuple(unknown), "" if empty(rest) else rest)


def sentences(words: str) -> tuple[str, ...]:
    """Return the sentences of a message, however they are parted."""
    return tuple(part.strip() for part in _END.split(words) if part and compact(part))


def is_question(sentence: str) -> bool:
    """Say whether a sentence is plainly a question, and names no home."""
    said = compact(sentence)
    if len(said) < _LEAST:
        # "네?"
        return False
    return asks(sentence) and not places_in(sentence) and not _TELLS.search(said)


def empty(words: str) -> bool:
    """Say whether words tell nothing ("아니 그런 뜻 아니고..")."""
    return _FILLERS.fullmatch(compact(words)) is not None
