"""How one reaches the office or is reached: by phone, in writing, by coming, and what stands in the way."""

from __future__ import annotations

import re
from functools import partial

from handlers.asking import asks
from handlers.compact import compact, mentions, says

_UNREACHED = re.compile(
    r"(?:1\d\d|센터|거기|동사무소|주민센터|담당자)(?:에|로|한테)?(?:는)?전화(?:를)?(?:했는데|해도|했더니|하는데)(?:도|요)?(?:계속|아무도|왜)?(?:안받|통화중)"
    r"|전화(?:를|도)?(?:왜|계속|절대|하나도)?(?:이렇게)?안받|왜(?:이렇게)?전화(?:를|도)?안받|몇번(?:을|이나)?전화|전화해도안받|통화(?:가|도)?안[되돼]"
)


#: Somebody is cross that nobody picks up: no wish to fill in a form.
unreached = partial(mentions, _UNREACHED, longest=20)


_WRITES = re.compile(
    r"전화(?!로).{0,4}(?:무서|무섭|싫|못[해하받]|안하고|말고|어려|힘들|부담|불편)|전화로(?:는)?.{0,2}(?:무서|무섭|싫|못(?:하겠|해요|합니다)|부담|불편)"
    r"|(?:글로|문자로|채팅으로|카톡으로)(?:만)?(?:해|하|할|이야기|말|주|답|상담|얘기)"
)


#: Somebody would rather write than be called.
writes_rather = partial(mentions, _WRITES, longest=20)


_WRITES_HERE = re.compile(
    r"(?:여기|이채팅|이방|채팅창?|톡)(?:에|에다|에다가|다|다가|로|서)?(?:그냥|바로|다)?(?:적|써|쓰|남기|말하|말씀드리|얘기하|이야기하|알리|알려)[가-힣]{0,3}?(?:면|도|도록)(?:되|돼|될|괜찮)[가-힣]{0,4}"
)


def asks_to_write_here(text: str) -> bool:
    """Say whether it is asked if one may write it here ("세 집 사정 여기다 적으면 되나요")."""
    return mentions(_WRITES_HERE, text, 40) and (asks(text) or "?" in text)


_HARD_OF_HEARING = re.compile(
    r"(?:전화|통화)[가-힣]{0,10}(?:안들|못들|안들려|잘안들)|(?:귀가?|청력)[가-힣]{0,10}(?:어두|먹|안들|못들|안좋)[가-힣]{0,12}(?:전화|통화)"
)


#: Somebody cannot hear on the phone ("전화로 하면 잘 안들려서 못하는디").
cannot_hear = partial(mentions, _HARD_OF_HEARING, longest=60)


_WHOM = re.compile(
    r"(?:그럼|그러면|저는?|제가|이제)*(?:어디(?:에다|에|로|다)?|누구(?:한테|에게)?|누구랑)"
    r"(?:연락|전화|말|말씀|얘기|이야기|물어|도움|도와달라|부탁)(?:을|를)?(?:하|해|드려|드리|받|청|봐|보|야|면|되|돼|나|요|죠|까|지|할|는|데|여|것|거|같|아|어|수|있)*"
    r"(?:지금|벌써|이)*(?:밤|저녁|새벽|주말|휴일|늦)?(?:인데|이라|었는데|은데)?(?:요)?"
)


def asks_whom(text: str) -> bool:
    """Say whether it is only asked whom to turn to ("그럼 어디다 말해야 돼요 지금 밤인데")."""
    return says(_WHOM, text)


_LOST_NUMBER = re.compile(
    r"(?:접수|신청|등록)번호(?:는|를|도|가|조차)?(?:모르|몰라|없|잊|잃|기억(?:이)?안)"
)


_WHERE = re.compile(r"어디|누구|어떻게|어찌|물어")


def lost_number(text: str) -> bool:
    """Say whether it is asked where to ask without a receipt's number ("어디다 물어봐야 돼요 접수번호는 모르는데")."""
    return mentions(_LOST_NUMBER, text, 35) and mentions(_WHERE, text, 35)


_NUMBER = re.compile(
    r"(?:내가|제가)?(?:직접)?(?:전화할게요?|걸게요?)?(?:사무실|센터|동사무소|주민센터|여기|거기|담당자)?(?:전화)?번호(?:가|를|는|좀)*"
    r"(?:몇번(?:이에요|이야|이죠)?|뭐(?:예요|에요|야)|알려(?:주세요|줘요|줘|주이소)|가르쳐(?:주세요|줘요|줘))?(?:내가|제가)?(?:직접)?(?:전화할게요?|걸게요?|할게요?)?"
)


def asks_number(text: str) -> bool:
    """Say whether only the office's own number is asked for ("번호 알려줘요 내가 전화할게요")."""
    return says(_NUMBER, text)


_FROM_ABROAD = re.compile(
    r"(?:외국|해외|미국|캐나다|중국|일본|베트남|호주|독일|여기서?는)[가-힣]{0,6}(?:11[29])|(?:11[29])[가-힣]{0,8}(?:외국|해외|미국|캐나다|중국|일본)|(?:11[29])(?:가|이|는|번(?:이|은)?)?(?:안걸|안되|연결이안|걸리지않|안받)"
)


#: The rescue line is out of reach from where somebody writes.
cannot_call_rescue = partial(mentions, _FROM_ABROAD, longest=40)


_CANNOT_COME = re.compile(
    r"(?:걸음|다리|몸|무릎|허리|거동)(?:이|도|가|은)?.{0,8}(?:못가|못가요|못나가|못걸|힘들어서|불편해서|안좋아서|안조아서|아파서)(?:.{0,6}(?:못가|못나가|힘들|어려))?(?:요|유|는데|는디|네|어|소|ㅠ|$)"
    r"|(?:멀리|거기까지|거까지|동사무소까지|주민센터까지|센터까지)(?:는|도)?(?:못가|못걸|가기(?:가)?(?:힘들|어려))"
)


#: The way is too far ("걸음이 안 좋아 멀리 못 가요").
cannot_come = partial(mentions, _CANNOT_COME, longest=20)


_COME = re.compile(
    r"와서(?:봐|도와|좀봐|좀도와|살펴)|(?:와|찾아와|방문해|들러|들려|집으로와|집에와)(?:서)?(?:줄수|주실수|주세|주시면|줬으면|주셨으면|달라고|주면|줘요|줄래)"
)


_CANNOT_GO = re.compile(
    r"못나[가갑]|못걷|못움직|거동|못가|나가지|나가기|다리가|몸이|누워|아파|힘들|혼자"
)


#: Care for a father who lives alone is a benefit, not a visit to the sender.
_FOR_A_PARENT = re.compile(r"아버지|어머니|아빠|엄마|부모|시아버|시어머|장인|장모|친정")


def asks_visit(text: str) -> bool:
    """Say whether somebody who cannot go out asks that one comes."""
    said = compact(text)
    return bool(_COME.search(said) and _CANNOT_GO.search(said)) and not _FOR_A_PARENT.search(said)
