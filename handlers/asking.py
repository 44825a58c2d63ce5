"""Whether a text asks: "쉼터는 어떻게 가요?", and what of it does."""

from __future__ import annotations

import re

from handlers.compact import compact

_ASKS = re.compile(
    r"(?:나요|(?<!니)까요|(?<=습니)까요|(?:인|는|은|던)가요|는지요|을까|ㄹ까|할까|죠|어디(?:예요|에요|야|죠)?|얼마(?:예요|에요|야)?|언제(?:예요|에요)?|뭐예요|뭐에요|(?:어디|어떻게|얼마|언제|누가|누구|몇|무슨)[가-힣]{1,8}(?:요|어|지|죠|야)|알려(?:주세요|줘요|줘|주실래요)|가르쳐(?:주세요|줘요|줘))$"
)


def asks(text: str) -> bool:
    """Say whether a text is plainly a question ("쉼터는 어떻게 가요?"), not the telling of something."""
    return text.rstrip().endswith(("?", "？")) or _ASKS.search(compact(text)) is not None


_SENTENCE = re.compile(r"[^.?!…\n]*[?]?")


def questions_in(text: str) -> tuple[str, ...]:
    """Return the sentences of a text that plainly ask, as they were written."""
    said = (m[0].strip() for m in _SENTENCE.finditer(text[:400]))
    return tuple(part for part in said if len(part) > 1 and asks(part))
