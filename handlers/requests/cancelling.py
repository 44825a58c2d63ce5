"""The wish to withdraw a call that was asked for, in one part of a text ("걍 취소할게요 남편이 직접 간대요")."""

from __future__ import annotations

import re

from handlers.clauses import one_says
from handlers.compact import compact, says

#: A longer text tells something of its own.
_LONGEST = 40
_LITTLE = (
    r"아니요|아니|저기요|죄송(?:하지만|한데요?|해요|합니다)?|그냥|걍|그럼|이제는?|제가|저는|아까|전화|통화|상담|방문|콜백|신청|예약|약속"
    r"|했던거|했던것|한거|한것|한건|거|것|다|좀|네|앗|아|은|는|을|를|도"
)
_NO_NEED = (
    r"필요없(?:어요?|어서요?|습니다|을것같아요?)?|안해도[돼되](?:요|겠어요?)?|됐어요|괜찮아요"
)
_CANCELS = re.compile(
    rf"(?:{_LITTLE}|{_NO_NEED})*+취소(?:할[게께래]요?|해줘요?|해주세요|해주십시오|해달라고요?|합니다|하고싶어요|하고싶습니다|하려고요|하겠습니다|시켜주세요|부탁(?:해요|드려요|드립니다|합니다)?|해요?|요)?(?:{_LITTLE}|{_NO_NEED})*+"
)


def cancels(text: str) -> bool:
    """Say whether a text, or one part of it, asks to withdraw and nothing else; a question does not."""
    return "?" not in text and one_says(_CANCELS, text, _LONGEST)


def only_cancels(text: str) -> bool:
    """Say whether the whole text asks to withdraw; beside it nothing is told that a call may be about."""
    return "?" not in text and len(compact(text)) <= _LONGEST and says(_CANCELS, text)
