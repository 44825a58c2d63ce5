"""The half-day that words mean: "목요일 오후", "3시쯤", "오후엔 못 받아요"; an hour outside open hours fits none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from handlers.callback.slots import NOON, Window
from handlers.flow import NotUnderstood

#: Half-days among which a day that was named is looked for: two weeks.
LATER = 20
WEEKDAYS = "월화수목금토일"
#: Days as they are named from today; longer words first ("내일모레").
_FROM_TODAY = (("내일모레", 2), ("모레", 2), ("글피", 3), ("내일", 1), ("낼", 1), ("오늘", 0))
_WHEN = re.compile(
    r"오전|오후|아침|저녁|점심|밤(?=에|\s|이|요|$)|퇴근|요일|오늘|내일|낼|모레|글피|[0-9]+일|[0-9]+시(?!간)|[0-9]{1,2}:[0-9]{2}"
)
#: "내일 오전 말고 모레"
_RATHER_NOT = re.compile(
    r"^.*(?:말고|아니고|아니라)(?=.*(?:요일|오늘|내일|낼|모레|글피|[0-9]일|다음 ?주))"
)
_REFUSED = (
    r"(?:빼고|빼|말고|제외|싫|힘들|어렵|어려|곤란|불가|바쁘|바빠|일해|일하|근무|출근|수업"
    r"|(?:못|안)\s?[돼되받해하](?!\S{0,3}면)|하지\s?[마말])"
)
#: "오후엔 일해서 못받아요", "저녁 빼고"
_NOT_THEN = re.compile(
    rf"(오전|아침|오후|저녁|밤)(?:에는|에도|에|엔|은|는|이|가|만)?(?:(?!오전|아침|오후|저녁|밤|만|[요다]\s).){{0,9}}?{_REFUSED}\S*"
)
#: "지금은 안 되고 내일 오후요"
_NOT_NOW = re.compile(
    r"지금(?:은|도|당장은?)?\s?(?:바로는?|제가|좀|통화|전화|받기)?\s?(?:안|못|힘들|어렵|어려|바빠|바쁘|곤란)\S*(?:\s[돼되될받]\S*)?"
)
_OTHER = {"오전": "오후", "아침": "오후", "오후": "오전"}
#: A time and the little words around it, and nothing that a call may be about. Possessive: "내일모레" can be cut in two
#: ways, and no text may make us try them all.
_ONLY_WHEN = re.compile(
    r"(?:오늘|내일모레|내일|낼|모레|글피|오전|오후|아침|저녁|점심|밤|[월화수목금토일]요일|[0-9]+[시일월분](?:반)?|(?:이번|다음|담)주"
    r"|말고|아니고|아니라|이나|아니면|쯤|이후|이전|전에|까지|부터|중에|시간|때|전화|통화|가능|괜찮|좋겠|좋|부탁|드려|드리|아무때나|아무|언제나|해|주|세|요|아|어|면|은|는|이|가|에|로|으로|돼|되|하|할|게|고|싶|습|합|니다|까|만|네|빨리|언제든지?|지금)++"
)
_HOUR = re.compile(
    r"(오전|새벽|아침|오후|낮|점심|저녁|밤)?(?:에)?\s?(?<![0-9])([0-9]{1,2})(?:시(?!간)|:[0-9]{2})(?:\s?반|\s?[0-9]+분)?\s?(이후|넘어|지나|부터|뒤|이전|전|까지)?"
)
_CLOSED = re.compile(r"저녁|(?<![가-힣])밤|새벽|야간|심야|퇴근\s?(?:후|하고|하면|한|시간)")
#: A bare "6시" or "8시" is an evening's; from nine on it is the morning's.
_MORNING_FROM = 9
_BEFORE = ("이전", "전", "까지")
_AFTER = ("이후", "넘어", "지나", "부터", "뒤")


_SPELLED = dict(
    zip(
        ["한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "열한", "열두"],
        range(1, 13),
        strict=True,
    )
)
_SPELLED_HOUR = re.compile(
    r"(?:(?<![가-힣])|(?<=오전)|(?<=오후)|(?<=아침)|(?<=저녁)|(?<=낮)|(?<=밤))"
    r"(열한|열두|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s?시(?!간)"
)


def in_digits(text: str) -> str:
    """Return a text with its hours in digits ("네시쯤")."""
    return _SPELLED_HOUR.sub(lambda hour: f"{_SPELLED[hour[1]]}시", text)


def names_a_time(text: str) -> bool:
    """Say whether a text names a day, a half-day or an hour."""
    return _WHEN.search(in_digits(text)) is not None


def names_an_hour(text: str) -> bool:
    """Say whether it is an hour that is named, which is more than a half-day promises."""
    return _HOUR.search(in_digits(text)) is not None


def only_a_time(said: str) -> bool:
    """Say whether a compact text is a time and nothing that a call may be about."""
    return names_a_time(said) and speaks_of_time(said)


def speaks_of_time(said: str) -> bool:
    """Say whether a compact text is made of words about a time alone."""
    return _ONLY_WHEN.fullmatch(said) is not None


def window_said(text: str, offered: Sequence[Window], today: date) -> Window:
    """Find the window that words mean ("목요일 오후", "내일 오전", "아무 때나"); raises NotUnderstood."""
    text = _RATHER_NOT.sub("", in_digits(text))
    refused = set(_NOT_THEN.findall(text))
    text = _NOT_NOW.sub(" ", _NOT_THEN.sub(" ", text))
    if "말고" in text:
        text = text.rpartition("말고")[2]
    half = next((h for h in ("오전", "오후") if h in text), "")
    if not half and "아침" in text:
        half = "오전"
    if not half and {_OTHER[h] for h in refused & _OTHER.keys()} == {"오전", "오후"}:
        raise NotUnderstood("callback.window_wrong")
    if not half and refused & _OTHER.keys():
        half = _OTHER[next(iter(refused & _OTHER.keys()))]
    hour = _HOUR.search(text)
    if hour is None and not half and _CLOSED.search(text):
        raise NotUnderstood("callback.time_closed")
    at_any = any(word in text for word in ("아무", "언제든", "상관없", "빨리", "가능한", "지금"))
    if not (half or at_any or names_a_time(text)):
        raise NotUnderstood("callback.window_wrong")
    on_the_day = [w for w in offered if _is_day(text, w[0].date(), today)]
    fitting = [w for w in on_the_day if hour is not None or _is_half(half, w)]
    if hour is not None:
        at, bound = _hour_of(hour, half), hour[3] or ""
        if _is_half_of_another(half, at):
            raise NotUnderstood("callback.time_closed")
        fitting = [w for w in fitting if _holds(w, at, bound)]
        if not fitting and not any(_holds(w, at, bound) for w in offered):
            raise NotUnderstood("callback.time_closed")
    if not fitting:
        raise NotUnderstood("callback.window_wrong")
    return fitting[0]


def _is_half(half: str, window: Window) -> bool:
    return not half or (window[0].hour < NOON) == (half == "오전")


def _is_half_of_another(half: str, hour: int) -> bool:
    """Say whether the hour lies not in the half that was named apart from it."""
    return bool(half) and (hour < NOON) != (half == "오전")


def _hour_of(found: re.Match[str], half: str) -> int:
    """Return the hour of the day that is meant: "3시" is the afternoon's, "7시" the evening's."""
    named, hour = found[1] or half, int(found[2])
    if not hour:
        return NOON if named in ("오후", "낮", "점심") else 24
    if hour > NOON or (named in ("오전", "새벽", "아침") and hour < NOON):
        return hour
    if hour == NOON:
        return 24 if named in ("밤", "새벽", "오전") else NOON
    if named or hour < _MORNING_FROM:
        return hour + NOON
    return hour


def _holds(window: Window, hour: int, bound: str) -> bool:
    """Say whether a call in the window may come at that hour, after it or before it."""
    begin, end = window
    at = begin.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(hours=hour)
    if bound in _AFTER:
        return end > at
    if bound in _BEFORE:
        return begin < at
    return _from(begin) <= at < end


def _from(begin: datetime) -> datetime:
    """A window that has begun still holds the hour that runs."""
    return begin.replace(minute=0, second=0, microsecond=0)


def _is_day(text: str, day: date, today: date) -> bool:
    """Say whether `day` is one that the words name; words without a day fit every one."""
    ahead = next((days for word, days in _FROM_TODAY if word in text), None)
    if ahead is not None:
        return day == today + timedelta(days=ahead)
    named = re.search(r"(?<![0-9])([0-9]{1,2})일", text)
    if named is not None:
        return day.day == int(named[1])
    next_week = re.search("다음 ?주|담 ?주", text) is not None
    weekdays = set(re.findall("([월화수목금토일])요일", text))
    if next_week and day.isocalendar()[:2] <= today.isocalendar()[:2]:
        return False
    return not weekdays or WEEKDAYS[day.weekday()] in weekdays
