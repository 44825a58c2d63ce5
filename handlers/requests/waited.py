"""Who asks after a request: nobody has called yet, does anybody read it, here is its number."""

from __future__ import annotations

import re

from handlers.about_us.data import doubts_reader
from handlers.about_us.mood import lonely
from handlers.compact import compact
from handlers.context import Context
from handlers.effects import AddEvent, Effect
from handlers.menu import CALLBACK, HOME, MESSAGE, next_opening
from handlers.messages import Reply
from handlers.refusing import refuses_call
from handlers.requests.show import MINE, one, show_requests
from storage.records.ticket import Status

#: A longer text tells something of its own.
_LONGEST = 60
#: What one asks for here, unlike a benefit at a counter.
_OURS = re.compile(
    r"(?:전화|방문|채팅)?상담|콜백|통화|전화(?:를|좀)?(?:신청|예약|요청|부탁|달라|준다|주신다|해준다|한다)|글(?:을|로)?(?:남|적)|여기(?:서|에|다)|접수번호|신고"
)
_ASKED_FOR = re.compile(
    r"(?:신청|예약|접수|요청|부탁|신고|남긴|남겼|달라)[가-힣]{0,3}(?:한|했|햇|하고|거|것|건|드린|드렸|는데)|(?:준다|주신다|한다|오신다|온다)(?:더니|고|면서|했)"
)
_NO_WORD = re.compile(
    r"(?:(?:연락|소식|답장|답변|회신|콜백|"
    # "사는 게 답이 없네" and "휴대전화가 없어요" tell of something else
    r"(?:(?<![게이])|(?<=이렇게)|(?<=그렇게))답)(?:이|도|은|가|는|을)?(?:아직|하나도|왜|여태|여지껏|전혀)*없(?!었으면|으면|이|어도|애)"
    r"|(?<!휴대)(?<!집)전화(?:가|도|는)?(?:아직|하나도|여태|여지껏|전혀)+(?:도)?없(?!었으면|으면|이|어도|애)"
    r"|(?:연락|전화|소식|답장?|답변|회신|콜백)(?:이|도|은|가|는|을)?(?:아직|하나도|왜|여태|여지껏|전혀)*(?:안(?:오(?:네|는|나|고|지|ㅁ)|온|와(?!도)|왔(?!으면)|주(?:네|는|시네|시는|나)|줘요?$|줬|했(?!으면)|하네|해주(?:네|시네|셨))|못받았))|감감|깜깜무소식|함흥차사"
)
_CHECK = re.compile(
    r"확인(?:좀|해|부탁|바|요|$)|어떻게(?:됐|되|돼|된)|언제(?:연락|전화|와|오|되|쯤)"
)
_NOBODY = re.compile(
    r"아무도(?:연락|전화|답)(?:이|도|을|를)?(?:없|안(?:오|와|왔|주|하|해))|아무도안(?:봐|보|읽)"
)
#: Somebody else's silence is no request.
_SOMEBODY = re.compile(
    r"할머니|할아버지|어머니|아버지|엄마|아빠|남편|아내|아들|딸|동생|형|누나|언니|오빠|친구|이웃|옆집|애가|아이가|그분|그집|그사람|집주인|회사|은행|병원"
)
_NUMBER = re.compile(r"(?<![a-zA-Z0-9])[wW]\s?-?\s?(20[0-9]{2})\s?-?\s?([0-9]{1,6})(?![0-9])")
_WITH_PARTICLE = re.compile(rf"(?:접수\s?번호\s?)?{_NUMBER.pattern}(?:번?[은는이을를](?=\s))?")
#: A number and no more letters than these is that and nothing else.
_LITTLE = 8


def named_number(text: str) -> str:
    """Return the number of a request that stands in the text ("W-2026-0004 이거요"), or ''."""
    found = _NUMBER.search(text)
    return f"W-{found[1]}-{int(found[2]):04d}" if found else ""


def without_number(text: str) -> str:
    """Return what is said beside the number of a request."""
    return _WITH_PARTICLE.sub(" ", text).strip()


def only_number(text: str) -> bool:
    """Say whether the number of a request is all, or nearly all, that is said."""
    return bool(named_number(text)) and len(compact(without_number(text))) <= _LITTLE


def asks_after(text: str, *, has_open: bool) -> bool:
    """Say whether it is asked what became of a request; with one open less must be said."""
    said = compact(text)
    if len(said) > _LONGEST or _SOMEBODY.search(said) or refuses_call(text):
        return False
    if lonely(text):
        return False
    silent = _NO_WORD.search(said) is not None or _NOBODY.search(said) is not None
    if has_open and (silent or doubts_reader(text)):
        return True
    ours = _OURS.search(said) is not None and _ASKED_FOR.search(said) is not None
    return ours and (silent or _CHECK.search(said) is not None)


def status_told(
    text: str, context: Context, *, keeps: bool = True
) -> tuple[tuple[Reply, ...], tuple[Effect, ...]] | None:
    """Say what became of the request that is asked after, and hand the words on to staff; None for anything else."""
    number = named_number(text)
    mine = [t for t in context.tickets if t.kind in MINE]
    if number and len(compact(text)) <= _LONGEST:
        known = next((t for t in mine if t.number == number), None)
        if known is None:
            return (_not_here(context, number),), ()
        if not asks_after(without_number(text), has_open=known.status is not Status.CLOSED):
            return one(known, context), ()
    still_open = [t for t in context.tickets if t.status is not Status.CLOSED]
    if number:
        still_open.sort(key=lambda ticket: ticket.number != number)
    if not asks_after(text, has_open=bool(still_open)):
        return None
    if not still_open:
        over = (Reply(context.words("requests.waited_over")), *show_requests(context))
        return (over if mine else (_not_here(context, ""),)), ()
    handed = (AddEvent(still_open[0].number, "resident_text", text),) if keeps else ()
    newest = next((t for t in still_open if t in mine), None)
    shown = one(newest, context) if newest is not None else ()
    return (_waits(context, keeps=keeps), *shown), handed


def _waits(context: Context, *, keeps: bool) -> Reply:
    key = "requests.waited" if context.attended else "requests.waited_away"
    key = key if keeps else "requests.waited_beside"
    buttons = (CALLBACK, MESSAGE, HOME)
    return Reply(context.words(key, next=next_opening(context)), buttons)


def _not_here(context: Context, number: str) -> Reply:
    key = "requests.number_not_here" if number else "requests.none_here"
    return Reply(context.words(key), (CALLBACK, MESSAGE, HOME))
