"""The wish to withdraw a call that was asked for, in one part of a text ("걍 취소할게요 남편이 직접 간대요")."""

from __future__ import annotations

import re

from handlers.clauses import one_says
from handlers.compact import compact, mentions, says

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
    rf"(?:{_LITTLE}|{_NO_NEED})*+취소(?:할[게께래]요?|해줘요?|해주세요|해주십시오|해주(?:시오|소|이소|구려)|해달라고요?|합니다|하고싶어요|하고싶습니다|하려고요|하겠습니다|시켜주세요|부탁(?:해요|드려요|드립니다|합니다)?|해요?|요)?(?:{_LITTLE}|{_NO_NEED})*+"
)


#: "어제 전화 달라고 신청해 논 거 취소 좀 할라고요, 그냥 내가 갈게요": named, and to be withdrawn.
_CANCELS_NAMED = re.compile(
    r"(?:전화|통화|콜백|방문|예약|상담)[가-힣]{0,16}?취소(?:좀|를|를좀)?(?:할(?:라고|려고|게|께|래)|하(?:려고|고싶|겠)|해(?:줘|주|도돼)|해요|요$|부탁|합니다|시켜)"
)


def cancels(text: str) -> bool:
    """Say whether a text, or one part of it, asks to withdraw and nothing else; a question does not."""
    if "?" in text:
        return False
    return one_says(_CANCELS, text, _LONGEST) or mentions(_CANCELS_NAMED, text, _LONGEST)


#: "어제꺼 취소된 거 맞죠": asks whether it was withdrawn.
_WITHDRAWN = re.compile(r"취소(?:가|는)?(?:다)?(?:된|됐|되었|돼|되)[가-힣]{0,8}")


def names_withdrawing(text: str) -> bool:
    """Say whether a call's withdrawal is spoken of, wished or asked after."""
    return cancels(text) or (
        mentions(_WITHDRAWN, text, _LONGEST) and mentions(_OF_A_CALL, text, _LONGEST)
    )


def asks_if_withdrawn(text: str) -> bool:
    """Say whether it is asked if something was withdrawn ("취소된거 맞죠")."""
    return mentions(_WITHDRAWN, text, _LONGEST)


_OF_A_CALL = re.compile(r"전화|통화|콜백|상담|예약|방문|어제|아까|그거|신청")


def only_cancels(text: str) -> bool:
    """Say whether the whole text asks to withdraw; beside it nothing is told that a call may be about."""
    return "?" not in text and len(compact(text)) <= _LONGEST and says(_CANCELS, text)
