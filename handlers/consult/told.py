"""What somebody who waits says of the waiting itself: that it ends here, or when somebody comes at last."""

from __future__ import annotations

import re

from handlers.compact import compact

#: A longer text tells something of its own.
_LONGEST = 25
_STOP = re.compile(
    r"(?:이제|그냥|저는?|나는?|전|더|더는|더이상|그만|아니|아뇨|아|네|됐어요?|상담원?|담당자)*"
    r"(?:(?:안|그만)기다[리려릴]|기다리(?:지|진)(?:는)?않|기다리(?:기|는거|는것)?(?:를|는|은)?(?:그만|취소|안할|싫|포기|됐)"
    r"|못기다[리려릴]|기다리지말|상담(?:을|은)?(?:취소|안할|그만|안받)|담당자(?:는)?(?:필요없|취소))"
    # nothing but the end of that word: "못 기다리겠어 죽을 거 같아" tells more
    r"(?:[리려릴지진래게께요고싶어아겠습니다할하해주세줘네거예에는은을를않도돼되받으렵었했됐이]|취소|그만|포기|까봐|(?:거|것)같|갈[게래])*"
)
#: "얼마나 더 기다려야" is a question, "기다리지 말고 전화 주세요" a wish.
_ASKS_OR_WISHES = re.compile(r"\?|얼마|언제|까요|나요|전화|연락|면|어떻게|분")
_WHEN = re.compile(
    r"언제|얼마나|몇분|몇시간|아직|오(?:나요|는거|시나요|긴)|오래(?:걸|기다)|기다리(?:고|는|라|면|래)|기다려|기다렸"
    r"|대답|답(?:이|을|좀|장)|응답|여보세요|저기요|듣고|계세요|계신가|계십니까|누구?없|아무도|왜안|안(?:오|와|나타)|빨리"
)


def stops(text: str) -> bool:
    """Say whether somebody will not wait any longer ("그만 기다릴래요")."""
    said = compact(text)
    short = len(said) <= _LONGEST and not _ASKS_OR_WISHES.search(text)
    return short and _STOP.fullmatch(said) is not None


def asks_when(text: str) -> bool:
    """Say whether a short text asks when somebody comes, or whether anybody is there."""
    said = compact(text)
    return len(said) <= _LONGEST and _WHEN.search(said) is not None
