"""Readers of answers that several flows share: free words, a phone number, yes or no, a place."""

from __future__ import annotations

import re

from handlers.compact import compact, says
from handlers.flow import Choice, NotUnderstood
from handlers.messages import Inbound, Kind
from handlers.phones import find_phones as find_phones
from handlers.phones import read_number_at_once as read_number_at_once
from handlers.phones import read_phone as read_phone

YES_NO = (
    Choice(
        "yes",
        "네",
        (
            "예",
            "응",
            "어",
            "그래",
            "그래요",
            "좋아요",
            "동의",
            "동의해요",
            "동의합니다",
            "ㅇㅇ",
            "ㅇ",
            "yes",
            "ok",
            "네네",
            "넵",
            "넹",
        ),
    ),
    Choice(
        "no",
        "아니요",
        (
            "아니",
            "아뇨",
            "싫어요",
            "안할래요",
            "동의안해요",
            "동의하지않아요",
            "ㄴㄴ",
            "ㄴ",
            "no",
            "아니오",
            "괜찮아요",
        ),
    ),
)
#: What people say instead of a number.
NO_NUMBER = (
    "없어요", "없음", "없습니다", "번호없어요", "전화없어요", "전화기없어요", "핸드폰없어요", "폰없어요",
    "익명", "익명으로", "익명이요", "익명으로할게요", "안남길래요", "안남길게요", "남기기싫어요", "안할래요",
    "알리지않을래요", "안알릴래요", "안알려줄래요", "비밀로할래요", "비밀이에요",
    "싫어요", "아니요", "아니", "아뇨", "아니오", "괜찮아요", "됐어요", "ㄴㄴ",
)  # fmt: skip
_WITHOUT_NUMBER = re.compile(
    r"번호(?:를|는|은|가|도)?(?:그냥|아직|지금)?(?:안|싫|없|몰라|모르|모릅|빼|말고(?!다른)|남기기싫|남기지|알려주기싫|알려주지|필요없|못|보내지)|(?<![이그저])번호(?:는|도)(?:그냥|이제)?(?:됐|되었|됬|괜찮)"
    r"|(?:전화|폰|핸드폰|휴대폰|전화기)(?:가|는|도|이)?(?:없|안써|안쓰|끊[겼기긴]|정지)|익명|(?:연락처|연락)(?:은|는|을|를|도)?(?:그냥)?(?:안남기|남기지|남기기싫|말하기싫|말하고싶지|밝히기싫|밝히지|없이|안왔으면|안오게|안받고싶|안적)"
)
_GIVES_UP = re.compile(
    r"(?:아|아니(?:요|에요)?|아뇨|그럼|그냥|이제|이제는|저는|전|네|안해도)*(?:그냥(?:됐|되었|됬|괜찮)|됐|됬|안할|그만둘|그만할|관둘|필요없|안해도[돼되])"
    r"(?:어요?|네요?|습니다|아요|[게께래]요?|[게께래]|요|그냥|나중에|다음에|다시|할[게께]요?|하[죠지]요?|연락|전화)*+"
)


def without_number(text: str) -> bool:
    """Say whether somebody has no number or will not leave it ("번호 몰라요", "제 번호는 안 쓸래요")."""
    return _WITHOUT_NUMBER.search(compact(text)) is not None and not find_phones(text)


def gives_up(text: str) -> bool:
    """Say whether somebody wants none of it any more ("그냥 됐어요 나중에 할게요")."""
    return "?" not in text and says(_GIVES_UP, text)


DONT_KNOW = Choice(
    "unsure",
    "모르겠어요",
    ("몰라", "몰라요", "잘모르겠어요", "모름", "글쎄요", "모르겟어요", "잘 몰라요"),
)


def read_words(inbound: Inbound) -> object:
    """Read free words; raises NotUnderstood when there are none."""
    if inbound.place is not None:
        return point(inbound)
    text = inbound.text.strip()
    if not text:
        raise NotUnderstood("ask.words_missing")
    return text


def read_place(inbound: Inbound) -> object:
    """Read a place: a shared point or a description in any words."""
    if inbound.kind is Kind.LOCATION or inbound.place is not None:
        return point(inbound)
    text = inbound.text.strip()
    if len(text) < 2:
        raise NotUnderstood("ask.place_short")
    return text


def anything(inbound: Inbound) -> str:
    """Return what a message says in whatever way: words, a point, a number; '' for a mere photo."""
    if inbound.place is not None:
        return "\n".join(filter(None, (point(inbound), inbound.text)))
    return inbound.phone or inbound.text


def point(inbound: Inbound) -> str:
    """Write a shared point as text; five decimals are about a metre."""
    place = inbound.place
    assert place is not None
    return f"지도 위치 {place.latitude:.5f}, {place.longitude:.5f}"
