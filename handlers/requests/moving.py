"""The wish to be called at another time, for a call that was asked for: "모레 오전으로 바꿔도 돼요?", "내일 다시 전화 달라고 전해 줘요"."""

from __future__ import annotations

import re
from datetime import date

from handlers.asking import asks
from handlers.callback.when import names_a_time, only_a_time, speaks_of_time
from handlers.compact import compact
from handlers.phones import without_phones

_CHANGE = re.compile(r"(?:바[꿔꾸꿀뀌]|변경|옮[겨기길]|미[뤄루룰]|당[겨기길]|조정)[가-힣]{0,10}$")
_OF_A_TIME = re.compile(r"시간|날짜|일정|요일|시각")
_OF_A_CALL = re.compile(
    r"전화|통화|상담|콜백|예약|약속|신청|시간|날짜|일정|시각|했던거|한거|제가|아까|혹시|죄송(?:하지만|한데)|그냥|오는|받는|받을|[을를좀]"
)
_ASKED = re.compile(r"(?:나요|까요?|가요|는지요?|지요|죠)$")
_RATHER = re.compile(r"말고|아니고|로(?:해|부탁)")
_DAY = r"내일모레|오늘|내일|낼|모레|글피|[월화수목금]요일|(?:다음|담|이번)\s?주|[0-9]{1,2}일"
_HALF = r"오전|오후|아침|(?:[0-9]{1,2}|한|두|세|네|다섯|여섯|아홉|열한|열두|열)\s?시(?:\s?반)?"
#: "오후 세시라 했잖아": what was said before, and not heard.
_SAID_SO = re.compile(
    rf"((?:(?:{_DAY}|{_HALF}|쯤)\s?)++)(?:(?:이?라|으로|로)(?:고|구|니까)?\s?(?:했|말했|말씀드렸|적었|그랬)|이?라고\s?몇\s?번)"
)
#: The time stands right before the change: what else is told is why ("낼 예방접종이라 모레 오전으로 바꿔도 돼요?").
_TO = re.compile(
    rf"(?:{_DAY}|{_HALF}|쯤|에|\s)++(?:으로|로)\s?(?:다시\s?)?(?:바[꿔꾸꿀뀌]|변경|옮[겨기길]|미[뤄루룰]|당[겨기길]|조정|해)"
)
_DEFINITE = re.compile(rf"(?:{_DAY})\s?(?:에\s?)?(?:{_HALF})")


def time_named(text: str) -> str:
    """Return the words that name the new time, or the whole text where none stand apart."""
    found = _TO.search(text) or _SAID_SO.search(text)
    return found.group() if found is not None and names_a_time(found.group()) else text


def on_its_day(text: str, day: date) -> str:
    """Return the words with the day that the call is on already, where they name none ("오후 세시로")."""
    return text if re.search(_DAY, text) else f"{day.day}일 {text}"


def changes_time(text: str) -> bool:
    """Say whether another time is wished for the call ("모레로 바꿔주세요", "수요일말고 목요일 오전이요")."""
    said = compact(text)
    if only_a_time(said) and _RATHER.search(said):
        return True
    if _SAID_SO.search(text) is not None:
        return True
    if time_named(text) != text:
        return True
    if _CHANGE.search(said) is None:
        return False
    rest = _OF_A_CALL.sub("", _CHANGE.sub("", said))
    named = names_a_time(said) or _OF_A_TIME.search(said) is not None
    return named and (not rest or speaks_of_time(rest))


def only_asks(text: str) -> bool:
    """Say whether it is only asked if the time may be changed; a day and its half that are named are a wish."""
    asked = asks(text) or _ASKED.search(compact(text)) is not None
    return asked and _DEFINITE.search(time_named(text)) is None


_CALLS = re.compile(
    r"(?:전화|통화|연락)(?:를|을|좀|한번|한통)*(?:해(?:줘|주|달라|주라)|주(?:세|십|시|면|실|라)|줘|달라|걸어(?:줘|주)|부탁|할수|가능|받을|될까|되나|하면안)"
)
_AROUND = re.compile(
    r"[월화수목금토일]요일|주시면|주실|다시|한번|꼭|좀|그냥|아니|저한테|저에게|제게|제가|말씀|말좀|전해(?:줘|주|달라)[가-힣]{0,4}|담당자(?:님|분)?(?:한테|께|에게)?|요|고|네|으로|로|해|주|세|달라|줘|라|할|수|있|을|까|부탁|드려|드립니다|가능|한가|될|되나|하면|안"
)


def calls_then(text: str) -> bool:
    """Say whether somebody wants to be called at a time, and names nothing that it is about."""
    said = compact(without_phones(text))
    if not names_a_time(said) or _CALLS.search(said) is None:
        return False
    rest = _AROUND.sub("", _OF_A_CALL.sub("", said))
    return not rest or speaks_of_time(rest)
