"""Who is cross, who has waited in vain, who is lonely: a word for it stands before all else."""

from __future__ import annotations

import re

from handlers.asking import asks
from handlers.compact import compact, mentions

#: A longer text tells a story of its own.
_LONGEST = 45
_CROSS = re.compile(
    r"답답|노답|똑같|짜증|화나|화가나|열받|빡치|빡쳐|미치겠|속터|씨발|씨바|시발|ㅅㅂ|ㅆㅂ|개같|지랄|병신|ㅂㅅ|존나|ㅈㄴ|엉터리|장난하|어이없|너무하|도대체|대체뭐|니네|하나도없"
)


def cross(text: str) -> bool:
    """Say whether somebody is cross with us."""
    return mentions(_CROSS, text, _LONGEST)


_STAFF = (
    r"(?:공무원|직원|담당자|동사무소|주민센터|행정복지센터|구청|시청|복지과|상담원|니네|너희|여기)"
)
_IDLE = re.compile(
    rf"{_STAFF}(?:들|놈들|새끼들)?(?:은|이|은다|이란)?[가-힣]{{0,6}}(?:일(?:을|도)?안하|일하기는|뭐하(?:는|고|냐|노)|뭐해|뭐하러|놀고|노는(?!날|곳)|처자|장난(?!감)|(?:세금|월급)[가-힣]{0, 4}(?:아깝|받고|받으면서|축내)|엉망|개판|불친절|무시[하해당])"
    r"|세금(?:이)?아깝|(?:씨발|시발|씨바|ㅅㅂ|ㅆㅂ)(?:놈|년|것)?들?아?$"
)

#: No question, whatever its mark: "공무원들 일 안 하고 뭐해요?"
_DO_NOTHING = re.compile(r"일(?:을|도|은)?안하고|뭐하러")


def scolds(text: str) -> bool:
    """Say whether a text only scolds the office ("공무원들 일 안 하고 뭐해")."""
    if (
        ("?" in text or asks(text))
        and not cross(text)
        and not mentions(_DO_NOTHING, text, _LONGEST)
    ):
        return False
    return mentions(_IDLE, text, _LONGEST)


_WAITED = re.compile(
    r"신청[가-힣]{0,3}(?:[했햇]는데|한지|하고|한거|했거든)[가-힣]{0,14}(?:(?:연락|소식|결과|답|답변|문자|통보)(?:이|도|은|가|는)?(?:아직|왜|하나도|전혀|여태)*(?:없|안(?:오|와|왔|주|줘|나)))"
    r"|(?:왜|아직)(?:도)?(?:연락|소식|결과|답)(?:이|도)?(?:없|안(?:오|와|왔|나))"
)
_LONG = re.compile(
    r"(?:한달|두달|석달|세달|몇달|[0-9]+(?:일|주|달|개월))(?:반)?(?:이|이나|도|째|넘게)?(?:지났|넘었|기다렸|기다리|됐는데|됐다)"
)
#: A son who does not call is no office.
_KIN = re.compile(
    r"(?:할머니|할아버지|어머니|아버지|엄마|아빠|남편|아내|아들|딸|동생|형|누나|언니|오빠|친구)(?:이|가|은|는|도|한테|에게)"
)
_FOR_WORD = re.compile(r"걸려|걸리|기다|결과|심사|연락|소식|신청(?:한|하고|했)")


def has_waited(text: str) -> bool:
    """Say whether somebody waits in vain for word of what was applied for."""
    if mentions(_WAITED, text, _LONGEST):
        return _KIN.search(compact(text)) is None
    return mentions(_LONG, text, _LONGEST) and mentions(_FOR_WORD, text, _LONGEST)


#: What a decision to somebody lonely is named by.
LONELY = "about_us.lonely"
_LONELY = re.compile(
    r"외로[우워운]|외롭|쓸쓸|적적|심심해(?:죽|요|서|$)|(?:이야기|얘기|말|대화|수다)(?:할|나눌|들어줄|걸|붙일|상대할)(?:사람|상대|데|곳|친구)(?:이|도|가|하나)*(?:아무도|하나도|전혀)?(?:없|읍|읎|음써|엄써)"
    r"|(?:말벗|말동무|친구)(?:가|이|도)?(?:하나도)?(?:없|읍|읎)|혼자라서?(?:너무)?(?:힘들|슬프|서럽|무섭)|사람이그리[워운]"
)
#: Told of others, or in a question of ours.
_OF_OTHERS = re.compile(
    r"할머니가|할아버지가|어르신|어머니가|엄마가|아버지가|아빠가|아내가|남편이|애가|아이가|아들이|딸이|이웃|옆집|서비스|신청|지원"
)


def lonely(text: str) -> bool:
    """Say whether somebody tells of being lonely: no wish for an officer ("이야기할 사람이 없어")."""
    return mentions(_LONELY, text, _LONGEST) and _OF_OTHERS.search(compact(text)) is None
