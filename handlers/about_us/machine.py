"""Who is it that answers: a machine or a person, and what can it do."""

from __future__ import annotations

import re

from handlers.clauses import clauses, one_says
from handlers.compact import compact

#: A longer text tells something of its own.
_LONGEST = 40
_YOU = (
    r"(?:지금|혹시|여기(?:는|서)?|여긴|이거|이건|너는?|넌|니는?|당신은?|그쪽은?|거기|상대(?:는|가|방이)?|진짜|정말|근데|그런데|그럼|그러면|설마|야|아니|아님|아니면|저기요?"
    r"|답하는(?:게|건|거|분은?|사람은?)|대답하는(?:게|건|거|사람은?)|(?:사람|직원|담당자)(?:이)?아니(?:라|고|지|죠|네)(?:요)?)*"
)
_MADE = (
    r"(?:사람|로봇|챗봇|봇|기계|컴퓨터|프로그램|ai|에이아이|인공지능|자동응답기?|챗?gpt|챗?지피티)"
)
_IS = (
    r"(?:이|인)?(?:(?:직접)?(?:답|말|하는|쓰는|상담|대답)[가-힣]{0,8}|인가요?|인거(?:죠|예요|야)?|이에요|예요|에요|이야|이세요|세요|이지요?|가요|가|야|냐|니|임|죠|지요?"
    r"|맞(?:아요?|나요|죠|지|습니까)|입니까|인지[가-힣]{0,10})"
)
#: All of a clause: "저는 베트남 사람이에요" and "돌봄로봇 지원 되나요" ask something else.
_MACHINE = re.compile(
    rf"{_YOU}(?:(?:{_MADE}{_IS}){{1,3}}"
    r"|자동(?:으로)?(?:응답|답변|대답|답|말)?(?:하는|나오는|나가는|보내는)?(?:거|건|것)?(?:이)?(?:예요|에요|야|임|죠|지요?|가요|인가요?|맞(?:죠|나요|아요)|냐|니)"
    r"|(?:누가|누구가)(?:직접)?(?:답|대답)[가-힣]{0,8}|(?:답하는사람이?)?누구(?:세요|야|냐|십니까|시죠|신가요|예요|에요|임))"
)
#: "직원이에요" may tell of the sender: these need the mark of a question.
_OFFICER = re.compile(
    rf"{_YOU}(?:직원|담당자|상담원|상담사|공무원|복지사)(?:분|님|선생님)?(?:이)?(?:세요|신가요|신지요?|예요|에요|인가요?|십니까|입니까|맞(?:나요|아요|으세요|죠)|냐|야)"
)


def asks_if_machine(text: str) -> bool:
    """Say whether somebody asks if a person or a machine writes here."""
    if one_says(_MACHINE, text, _LONGEST):
        return True
    asked = (part for part in clauses(text) if part.endswith(("?", "？")))
    return len(compact(text)) <= _LONGEST and any(_OFFICER.fullmatch(compact(p)) for p in asked)


_WRITES = re.compile(r"ai|에이아이|인공지능|gpt|지피티")


def asks_of_ai(text: str) -> bool:
    """Say whether it is asked of a machine that makes its words up."""
    return _WRITES.search(compact(text)) is not None


_ADDRESSED = (
    r"(?:그럼|그러면|아니|야|도대체|대체|근데|그래서|너는?|넌|니가?|니네(?:는|들은?)?|너희(?:가|는|들은?)?|네가|당신(?:은|이)?|여기(?:서|서는|는|선)?|여긴|이거|이건|이게"
    r"|챗봇(?:은|이)?|복지망원경(?:은|이|이란)?)"
)
_CAN = re.compile(
    rf"{_ADDRESSED}+(?:할줄아는|할수있는|하는|해줄수있는|해주는|도와줄수있는|도와주는|아는)(?:게|거|건|것은?|거는|일이?|일은)(?:뭐|모|무엇|뭔|뭘|있|하나도없|없)[가-힣]{{0,6}}"
    rf"|{_ADDRESSED}*(?:뭐|뭘|모|무엇을?|무얼|어떤걸|어떤거|어떤일을?)(?:를|을)?(?:할수있|할줄아|해줄수있|해주(?:는|나|실)|도와(?:줄수|주(?:는|나|실)))[가-힣]{{0,8}}"
    rf"|{_ADDRESSED}+(?:뭐|모)하는(?:곳|데|거|놈)[가-힣]{{0,6}}"
    rf"|{_ADDRESSED}*(?:뭐|뭘|무엇을?)(?:를)?(?:물어|질문)(?:볼수|봐도|보면|할수|해도)[가-힣]{{0,6}}"
)


def asks_what_it_can(text: str) -> bool:
    """Say whether somebody asks what the channel is able to do ("그럼 니네가 할 줄 아는 게 뭐야")."""
    return one_says(_CAN, text, _LONGEST)
