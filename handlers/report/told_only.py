"""What of a story is told of the home: questions and fears to the machine are answered, not reported."""

from __future__ import annotations

import re

from handlers.compact import compact
from handlers.report.blows import blows
from handlers.report.questions import asked
from handlers.report.rules import acute, read_story
from handlers.report.sentences import is_question, sentences
from handlers.report.wish import tells, wishes_unnamed

#: Answered to the sender; whoever goes there is helped by none of it.
_TO_US = frozenset(
    {
        "punished", "come", "result", "next", "reader", "stop", "written",
        "again", "reward", "police_comes", "photo", "little", "rescue_cost", "door_cost", "speak",
    }
)  # fmt: skip
#: Of the sender alone, whoever else is named beside it.
_FEARS = frozenset({"named", "nameless", "sued", "mistaken"})
#: "이런 것도 신고해야 되나 모르겠네요"
_WHETHER = re.compile(r"신고(?:를)?(?:해야|할|하는게)[가-힣]{0,8}(?:모르|망설|고민)")
_OF_THE_REPORT = re.compile(
    r"신고|알게|알[까면]|지[우울워]|삭제|비밀|익명|보내|접수|이거|어떡|어떻게|어쩌|될까|되나|하나요|번호"
)
#: "신고하면 어떡해요"
_WHAT_IF = re.compile(r"(?:어떡[해하][요죠]?|어떻게해요?|어쩌[죠나지]요?|면요)$")
#: Why it was asked: "한동네라 좀 그래서요", "바로 벽하나 사이라 좀 무서워서".
_WHY = re.compile(
    r"(?:그래서요?|그렇네요|무서워서요?|무섭[네고거][가-힣]{0,3}|걱정[돼되]서요?|불안해서요?|겁나서요?|알까[봐바]서?요?|조심스러워서요?)$"
)


def told_only(story: str) -> str:
    """Return a story without what is only asked of us, or feared; as it was where nothing else is told."""
    lines: list[str] = []
    dropped = False
    for line in story.split("\n"):
        kept: list[str] = []
        # a run of spaces costs a pattern that may begin at each of them much
        parts = sentences(re.sub(r"[ \t]{2,}", " ", line))
        for sentence in parts:
            dropped = _is_to_us(sentence) or (dropped and _is_why(sentence))
            if not dropped:
                kept.append(sentence)
        lines.append(line if len(kept) == len(parts) else " ".join(kept))
    return "\n".join(line for line in lines if line) or story


def _is_to_us(sentence: str) -> bool:
    key, heard, said = asked(sentence), read_story(sentence), compact(sentence)
    if heard.signs or heard.since or acute(sentence) or blows(sentence):
        return False
    if key in _FEARS or wishes_unnamed(sentence) or _WHETHER.search(said):
        return True
    if heard.place or heard.who:
        return False
    if key in _TO_US:
        return True
    return (is_question(sentence) or _WHAT_IF.search(said) is not None) and _OF_THE_REPORT.search(
        said
    ) is not None


def _is_why(sentence: str) -> bool:
    return not tells(sentence) and _WHY.search(compact(sentence)) is not None
