"""What is said of an open request outside a form: the number was wrong, which one is it, has it come in."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers import running
from handlers.callback.told import CLOSED, wished_window
from handlers.callback.when import names_a_time, only_a_time, speaks_of_time
from handlers.compact import compact
from handlers.context import Context
from handlers.decision import Decision
from handlers.menu import HOME, REQUESTS
from handlers.messages import Button, Conversation, Reply
from handlers.phones import asks_for_number, doubts_number, last_four, renumber, tail
from handlers.requests.open import open_call, open_calls
from handlers.requests.show import MINE, show_requests
from handlers.unguided import asks
from storage.records.ticket import Status, Ticket

#: A longer text asks for something of its own.
_LONGEST = 40
_FILED = re.compile(
    r"(?:신청|접수|예약)(?:이|은|가|는|도)?(?:잘|제대로|확실히|다|정상적으로)*(?:한거|한건|한게|된거|된건|된게|됐|되었|됬|돼|되|들어갔|들어간|완료|하긴|했)"
)


def of_a_request(text: str, conversation: Conversation, context: Context) -> Decision | None:
    """Return what a text about the sender's own open requests means, or None."""
    said = compact(text)
    if len(said) > _LONGEST:
        return None
    called = open_calls(context)
    if called and (doubts_number(said) or last_four(text)):
        return _number(text, called[0], conversation, context)
    press = press_to_cancel(text, context)
    if press:
        return _cancel(called[0], conversation, context)
    call = open_call(context)
    if call is not None and _changes_time(text):
        return _time(text, call, conversation, context)
    mine = [t for t in context.tickets if t.kind in MINE and t.status is not Status.CLOSED]
    if mine and _FILED.search(said) and (asks(text) or _FILED_END.search(said)):
        after = replace(conversation, misses=0)
        return Decision(after, show_requests(context), (), "requests")
    return None


_FILED_END = re.compile(r"(?:거죠|거지|거예요|거에요|건가요?|나요|는지요?|어요|습니까|죠|맞죠)$")


def _number(text: str, ticket: Ticket, conversation: Conversation, context: Context) -> Decision:
    """Change the number that words put right; say which is kept where none is named, or ask for it."""
    say, talked = context.words, replace(conversation, misses=0)
    before = ticket.fields["phone"]
    phone = renumber(before, text)
    if phone and not context.by_page:
        given: dict[str, object] = {"number": ticket.number, "new": phone, "before": tail(before)}
        return running.begin("change_phone", talked, context, given)
    if asks_for_number(compact(text)):
        change = Button(say("requests.change_phone"), f"t:phone:{ticket.number}")
        reply = Reply(say("requests.tail", tail=tail(before)), (change, REQUESTS, HOME))
        return Decision(talked, (reply,), (), "requests")
    return running.begin("change_phone", talked, context, {"number": ticket.number})


_LITTLE = (
    r"아니요|아니|저기요|죄송(?:하지만|한데요?|해요|합니다)?|그냥|그럼|이제는?|제가|저는|아까|전화|통화|상담|방문|콜백|신청|예약|약속"
    r"|했던거|했던것|한거|한것|한건|거|것|다|좀|네|아|은|는|을|를|도"
)
_NO_NEED = r"필요없(?:어요?|어서요?|습니다|을것같아요?)?|안해도[돼되](?:요|겠어요)?|됐어요|괜찮아요"
_CANCELS = re.compile(
    rf"(?:{_LITTLE}|{_NO_NEED})*+취소(?:할[게께래]요?|해줘요?|해주세요|해주십시오|해달라고요?|합니다|하고싶어요|하고싶습니다|하려고요|하겠습니다|시켜주세요|부탁(?:해요|드려요|드립니다|합니다)?|해요?|요)?(?:{_LITTLE}|{_NO_NEED})*+"
)


def press_to_cancel(text: str, context: Context) -> str:
    """Return the button that withdraws the sender's newest call or visit, where a text asks for that alone; else ''."""
    called = open_calls(context)
    if not called or "?" in text or not _CANCELS.fullmatch(compact(text)):
        return ""
    return f"t:cancel:{called[0].number}"


def _cancel(ticket: Ticket, conversation: Conversation, context: Context) -> Decision:
    say = context.words
    sure = Button(say("requests.cancel_sure"), f"t:sure:{ticket.number}")
    reply = Reply(say("requests.cancel_ask", number=ticket.number), (sure, HOME))
    return Decision(replace(conversation, misses=0), (reply,), (), "asked")


_CHANGE = re.compile(r"(?:바[꿔꾸꿀뀌]|변경|옮[겨기길]|미[뤄루룰]|당[겨기길]|조정)[가-힣]{0,10}$")
_OF_A_TIME = re.compile(r"시간|날짜|일정|요일|시각")
_OF_A_CALL = re.compile(
    r"전화|통화|상담|콜백|예약|약속|신청|시간|날짜|일정|시각|했던거|한거|제가|아까|혹시|죄송(?:하지만|한데)|그냥|오는|받는|받을|[을를좀]"
)
_ASKED = re.compile(r"(?:나요|까요?|가요|는지요?|지요|죠)$")
_RATHER = re.compile(r"말고|아니고|로(?:해|부탁)")


def _changes_time(text: str) -> bool:
    """Say whether another time is wished for the call, and nothing else ("모레로 바꿔주세요", "수요일말고 목요일 오전이요")."""
    said = compact(text)
    if only_a_time(said) and _RATHER.search(said):
        return True
    rest = _OF_A_CALL.sub("", _CHANGE.sub("", said))
    named = names_a_time(said) or _OF_A_TIME.search(said) is not None
    return named and _CHANGE.search(said) is not None and (not rest or speaks_of_time(rest))


def _time(text: str, ticket: Ticket, conversation: Conversation, context: Context) -> Decision:
    """Change the time to the one that is named; ask for it where none is, or where it is a question."""
    talked = replace(conversation, misses=0)
    asked = asks(text) or _ASKED.search(compact(text)) is not None
    wished = wished_window(text, context) if names_a_time(text) and not asked else ""
    given: dict[str, object] = {"number": ticket.number}
    if wished not in ("", CLOSED):
        given["window"] = wished
    begun = running.begin("change_callback", talked, context, given)
    closed = (Reply(context.words("callback.time_closed")),) if wished == CLOSED else ()
    return begun.after(closed)
