"""What is told at a question that it does not answer: kept for the report, and heard for danger."""

from __future__ import annotations

import re

from handlers.answers import DONT_KNOW, YES_NO
from handlers.compact import compact
from handlers.flow import Answers
from handlers.report.rules import Story, acute, read_story

#: Asked once already after words that told something else: a third time nobody is asked.
ASKED_AGAIN = "asked_again"
#: A question, or a wish for something else, is no part of a story.
_ASKS = re.compile(
    r"[?？]|나요|까요|가요\b|나여|는지|어떻게|어떡|얼마|언제|누가|뭐|무슨|몇시"
    r"|상담|상담원|사람이랑|직원|담당자|취소|그만|처음|고마|감사|안녕"
)
#: Shorter words are slips.
_LEAST = 4
#: Shorter words behind an answer belong to it.
_SENTENCE = 8


def told_beside(given: Answers, words: str) -> dict[str, object]:
    """
    Return the answers that free words at the question about danger give, by question; nothing for a slip.

    The story grows by them, so that place, signs and time are read out of it. Blows and screams are a yes, days of
    silence a perhaps; what tells neither is asked about once more, and then it counts as a perhaps.
    """
    heard = read_story(words)
    if not (_tells(heard) or acute(words)) and (
        _ASKS.search(words) or len(compact(words)) < _LEAST
    ):
        return {}
    story = grown(given, words)
    told: dict[str, object] = {"story": story, ASKED_AGAIN: True}
    silent = heard.for_long and "unseen" in read_story(story).signs
    if acute(words):
        told["danger_now"] = "yes"
    elif silent or given.get(ASKED_AGAIN):
        told["danger_now"] = "unsure"
    return told


_ANSWER = "|".join(
    sorted({n for c in (*YES_NO, DONT_KNOW) for n in (c.label, *c.also)}, key=len, reverse=True)
)
_YES_OR_NO = re.compile(rf"^(?:(?:{_ANSWER})[\s,.!~]++)++")


def told_behind(given: Answers, words: str) -> dict[str, object]:
    """Return the story grown by what words tell behind an answer ("네 송산로 12 반지하예요")."""
    rest = _YES_OR_NO.sub("", f"{words.strip()} ").strip()
    if _tells(read_story(rest)) or (not asks(rest) and len(compact(rest)) >= _SENTENCE):
        return {"story": grown(given, rest)}
    return {}


def grown(given: Answers, words: str) -> str:
    """Return the story with these words behind it."""
    return f"{given.get('story', '')}\n{words}".strip()


def asks(words: str) -> bool:
    """Say whether words ask or wish for something, and tell nothing of a household."""
    return _ASKS.search(_IT_SOUNDS.sub("", words)) is not None


#: "울음소리가 한 시간씩 나요" tells; its ending only looks like a question's.
_IT_SOUNDS = re.compile(r"(?:소리|냄새|연기|피|열)(?:가|이|도|는)?[^.?!\n]{0,14}나요(?![?？])")


def _tells(heard: Story) -> bool:
    return bool(heard.place or heard.signs or heard.since or heard.for_long or heard.who)
