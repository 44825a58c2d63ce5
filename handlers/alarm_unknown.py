"""Questions behind an emergency card that no benefit answers: who knows, said without sending anybody to the wrong line."""

from __future__ import annotations

import re

from handlers.alarm_told import by_hour
from handlers.asking import asks
from handlers.compact import compact
from handlers.context import Context

#: Questions in plain talk: "쉬게 해주는거는 없나", "연락감?", "어디서자요", "뭐라고 써요".
_IN_PLAIN_TALK = re.compile(
    r"(?:(?:없|있|되|돼|주|하|받|가|나오|오|걸리|드|들|보|낼|해야되|해야하)(?:나|냐|는가|는감|는겨|능교|노|니)|(?<![별대혜])감|(?:되|하|가|오|받)남"
    r"|(?:인|한|는)가|냐고요?|는데요?만?알려[가-힣]{0,6}|알려(?:주|줘|달)[가-힣]{0,6}|가르쳐[가-힣]{0,6})$"
    r"|(?:어디|어떻게|어떡|얼마|언제|누가|누구|며칠|몇|무슨|뭐|뭘|우째|우예|워디)[가-힣]{0,10}(?:요|나|냐|노|교|디|데|함|임|지|죠|까|해|돼|되|가|자|야|오)$"
)
#: No question of its own.
_WHAT = re.compile(r"^(?:네|예|뭐|뭐라고|어|응|아니|왜)\s?[?？]+")
#: Why one lives, and what is asked of nobody.
_OF_LIFE = re.compile(
    r"왜(?:나|저|이렇게|살|사는|태어|맨날|항상|자꾸|하필)|살아(?:야|서뭐|도(?:될|되|돼|괜찮)|갈수|있을)|사는(?:게|거|이유|의미)|살(?:면|수)(?:뭐|있을까)|죽으면|나만|저만|내가(?:왜|뭘잘못|잘못)|제가(?:왜|뭘잘못|잘못|나쁜)|괜찮(?:을까|아질까)|언제(?:까지|쯤)?(?:이렇게|끝나|나아|괜찮|행복)|끝이(?:있|날)|누가(?:나|저|날|절)(?:를|을)?(?:좋|사랑|알아)"
)
#: What makes a question one of ours, whatever weighs upon who asks.
_PRACTICAL = re.compile(
    r"신청|지원|혜택|급여|수급|연금|수당|병원|치료|약값|병원비|돈|비용|얼마|며칠|서류|신분증|통장|주소|센터|동사무소|주민센터|구청|받|쉬게|쉴|돌봐|돌보|돌봄|간병|맡길|맡겨|맡기|상담|집|방|월세|보증금|임대|밥|먹을|쌀|분유|기저귀|학교|일자리|빚|대출|이자|전기|가스|수도|도와주는|해주는|도움|시설|요양|등급|데(?:만|는|가|도|요|없|있)|곳"
)
#: A guess less likely than this is not offered beside a crisis.
LIKELY = 0.22


def asks_something(text: str) -> bool:
    """Say whether a text asks, in whatever ending; a cry of despair asks nothing that can be answered."""
    said = compact(text)
    rest = _WHAT.sub("", text.strip())
    is_question = asks(rest) or "?" in rest or _IN_PLAIN_TALK.search(said) is not None
    return is_question and _OF_LIFE.search(said) is None


def asks_of_ours(text: str) -> bool:
    """Say whether a text asks for something that an office may know."""
    return asks_something(text) and _PRACTICAL.search(compact(text)) is not None


#: A wish to be called, and no word about calling somebody.
_CALL_ME = re.compile(
    r"(?:전화|연락|통화)(?:를|을|로)?(?:좀|한번|다시|꼭)*(?:주세|줘|주시|주면|주라|주실|달라|부탁|해주|해줘|받고싶|하고싶|신청|상담)|전화상담|상담(?:전화|신청)|콜백"
)


def wishes_call(text: str) -> bool:
    """Say whether somebody wishes to be called, and does not speak of calling a line ("거기 전화하면 뭐라고 해요")."""
    return _CALL_ME.search(compact(text)) is not None


def who_knows(kind: str, context: Context, *, young: bool, again: bool) -> str:
    """Return the key of the words for what is not known: who tells it now, and when the office opens."""
    if young:
        return "alarm.unknown.young"
    if kind == "medical_fire":
        return "alarm.unknown.ill"
    if kind == "violence_abuse":
        return "alarm.unknown.blows_again" if again else "alarm.unknown.blows"
    if again and context.open_now and context.office.address:
        return "alarm.unknown.again"
    return by_hour("alarm.unknown", context)
