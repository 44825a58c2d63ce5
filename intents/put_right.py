"""Leave out what a text says it did not mean: "얼마 주는지 물은 게 아니고 집이 있는데 되냐고요"."""

from __future__ import annotations

import re

#: What was not asked, and what one gets already and says so again; the rest is what is meant.
_NOT_ASKED = re.compile(
    r"^.{2,26}?(?:(?:물은|물어본|묻는|여쭌|여쭤본|말한|말하는|얘기한|이야기한|궁금한|알고싶은)(?:게|거|것|건|기)(?:이|은|가)?"
    r"|(?:얘기|이야기|소리|말)(?:이|가)?)아니(?:고요?|라|구요?|에요|예요|야|라고요)(.{4,})$"
)
_HAS_IT = re.compile(
    r"^(?:아니요?|아니|네)?.{2,16}?(?:은|는|도|이야|이사)?(?:지금|이미|벌써)?(?:타|받)고(?:는)?(?:있|잇)"
    r"(?:당께|다니까|다니께|다고요?|다고|잖아요?|잖여|는거고|는데그거말고)(.{4,})$"
)
#: "초등 아니고 중학교요": the second is meant.
_NOT_BUT = re.compile(
    r"^(?:아니요?|아니|아뇨|네)?[가-힣0-9]{2,9}?(?:이|가|은|는)?아니(?:고(?!서)|구(?!나)|라니까요?|라(?![서도면고는던지니며]))(?!요$)(?:요)?([가-힣].{2,})$"
)
_SHORT = 60
#: "월세 얘기는 답이 없네요": what is still to be answered.
_STILL_OPEN = re.compile(
    r"([가-힣]{2,10}?)(?:얘기|이야기|질문|물어본(?:거|것|건)|물은(?:거|것|건)|말)?(?:은|는|에는|에|한테)?(?:왜)?(?:답|대답)(?:이|은|도|을)?(?:없|안(?:해|하|주|나))"
)
_BEFORE_IT = re.compile(r"^.*(?:데요?|는데|요|고|네)(?=[가-힣]{2})")
_LONGEST = 60


def what_is_meant(squashed: str) -> str:
    """Return the part of a squashed text that is meant; the whole where nothing is denied."""
    if len(squashed) > _LONGEST:
        return squashed
    for denied in (_NOT_ASKED, _HAS_IT):
        found = denied.match(squashed)
        if found is not None:
            return found[1]
    turned = _NOT_BUT.match(squashed) if len(squashed) <= _SHORT else None
    if turned is not None:
        return turned[1]
    still = _STILL_OPEN.search(squashed)
    open_still = _BEFORE_IT.sub("", still[1]) if still is not None else ""
    return open_still if len(open_still) > 1 else squashed
