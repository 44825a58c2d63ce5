"""Words of greeting and thanks around what somebody has to say."""

from __future__ import annotations

import re

from handlers.asking import asks
from handlers.compact import compact

_THANKS = re.compile(
    r"(?:감사합니다|감사해요|고맙습니다|고마워요|고맙소|고마워유|감사드려요|감사드립니다)$"
)


def takes_leave(text: str) -> bool:
    """Say whether a text that asks nothing ends with thanks ("그럼 거기 전화해 보겠습니다. 감사합니다")."""
    said = compact(text).rstrip(".!~^ㅎㅋ")
    return _THANKS.search(said) is not None and not asks(text) and "?" not in text


_COURTESY = re.compile(
    r"^(?:(?:네|넵|넹|예|아|어|오|응|옹냐|오냐|그려|알것소)?[\s,.!~^ㅎㅋ]*"
    r"(?:(?:정말|너무|대단히|진짜)?\s?(?:고맙|고마|감사)[가-힣]{0,6}|안녕하(?:세요|십니까|신가요|쎄요)|안뇽하세요|안녕|수고\s?(?:하세요|하십니다|많으십니다|많으세요)"
    r"|반갑습니다|알겠(?:습니다|어요|슴다)|알았(?:어요|습니다|어|슈)|그렇(?:군요|구나)|좋아요)[\s,.!~^ㅎㅋㅠㅜ]*)++"
    r"(?:(?:아\s?참|근데|그런데|근디|그리고|글고|그라고|그라믄|그람|그럼|그러면|혹시|하나만\s?더|참|저기요?)[\s,]*)*"
)
#: What is left of so few letters says nothing of its own.
_LEAST = 5


def behind_a_courtesy(text: str) -> str:
    """Return what stands behind a greeting or thanks ("고마워요 근데 서류는 뭐예요"), or ''."""
    said = text.strip()
    found = _COURTESY.match(said)
    rest = said[found.end() :].strip() if found is not None and found.end() else ""
    return rest if len(compact(rest)) >= _LEAST else ""
