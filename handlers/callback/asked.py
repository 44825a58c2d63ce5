"""What is said of calling outside the form: may I call now, I shall call, I cannot read so let it be by phone."""

from __future__ import annotations

import re

from handlers.asking import asks
from handlers.compact import compact, mentions, says

#: A longer text tells something of its own.
_LONGEST = 35
_ASKED = re.compile(r"(?:나|나요|까|까요|가요|는지요?|냐|노|죠|지요)$")
_MAY_CALL = re.compile(
    r"(?:지금|바로|당장|밤인데|밤에도|이시간에|이밤에)[가-힣]{0,10}(?:전화|통화)[가-힣]{0,3}(?:해도|걸어도|가능|되나|되는|될까|돼|안되|안돼|할수|하면안|받나|받아)"
    r"|(?:전화|통화)(?:를|는|은)?(?:지금|바로|당장)[가-힣]{0,4}(?:해도|걸어도|가능|되나|될까|돼|안되|안돼|할수)"
    r"|(?:사람|직원|담당자|상담원|상담사)(?:분)?(?:이랑|하고|과|와|이)?(?:직접|바로)?통화[가-힣]{0,3}(?:안되|안돼|되나|될까|가능|할수)"
)
#: Another's line: a hotline's digits, "통신사에 전화해도".
_ANOTHERS = re.compile(r"(?<![0-9])1[0-9]{2,3}(?![0-9])|통신사|은행|병원|경찰|공단|복지로|한전")


def asks_to_call_now(text: str) -> bool:
    """Say whether it is asked if one may call, or talk to somebody, right now ("밤인데 지금 전화해도 되나")."""
    said = compact(text)
    asking = "?" in text or asks(text) or _ASKED.search(said) is not None
    return asking and mentions(_MAY_CALL, text, _LONGEST) and _ANOTHERS.search(said) is None


_WILL_CALL = re.compile(
    r"(?:네|넵|예|응|아|그럼|그러면|그래요?|알겠(?:어요|습니다|소)|제가|내가|직접|낮에|내일|낼|모레|이따가?|아침에|오전에|오후에|나중에|일단|한번|거기에?|센터에|사무실에|동사무소에|주민센터에|[월화수목금]요일에?|우선|먼저"
    r"|(?<![0-9])[0-9]{2,4}(?![0-9])(?:번)?(?:에|으로|로)?)*+"
    r"(?:전화|연락|통화|문의)(?:를)?(?:한번|직접|다시|먼저)?(?:해볼[게께]요?|해보겠[가-힣]{0,4}|할[게께]요?|하겠습니다|드릴[게께]요?|드려볼[게께]요?|걸어볼[게께]요?|걸[게께]요?|해볼래요|해봐야겠[가-힣]{0,4}|해보죠|드리겠습니다|해볼랍니다|해보께)"
)


def will_call(text: str) -> bool:
    """Say whether somebody is going to call on their own: no wish to be called ("네 낮에 전화해볼게요")."""
    return len(text) <= _LONGEST and says(_WILL_CALL, text)


_NOT_BY_PHONE = re.compile(
    r"전화로(?:는|도|만)?(?:좀|그냥|말로)?(?:상담|이야기|얘기|말|물어|설명)?(?:하면|하는|할|은|는|을)?(?:거|건|것)?"
    r"(?:못하나|못합니까|못하는|못할까|안되나|안될까|안되겠|안됩니까|안되는|안돼요?$|할수없|하면안)"
)


def asks_by_phone(text: str) -> bool:
    """Say whether it is asked if it cannot be done by phone ("눈이 안 보여 전화로 못 하나")."""
    return mentions(_NOT_BY_PHONE, text, _LONGEST)


_HARD_TO_READ = re.compile(
    r"(?:글씨|글자|글|눈|화면|안경)(?:이|가|도|은|는|을)?(?:너무|잘|하나도|영|좀)*(?:안보|못보|못읽|못쓰|못치|몰라|모르|모릅|작|흐리|흐릿|침침|어두|어둡|나빠|나쁘|안좋|캄캄|없어)"
    r"|까막눈|글씨(?:를|좀)?크게"
)


def hard_to_read(text: str) -> bool:
    """Say whether somebody can hardly read or write: it had better be by phone."""
    return mentions(_HARD_TO_READ, text, _LONGEST)


_NOW = re.compile(r"지금|바로|당장|빨리|얼른|즉시|곧")


def wants_it_now(text: str) -> bool:
    """Say whether a time that was told is "right now"."""
    return mentions(_NOW, text, _LONGEST) and "지금은" not in compact(text)
