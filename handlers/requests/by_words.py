"""What is said of an open request outside a form: the number was wrong, which one is it, has it come in."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers import running
from handlers.asking import asks
from handlers.callback.told import CLOSED, wished_window
from handlers.callback.when import names_a_time, names_an_hour
from handlers.compact import compact
from handlers.context import Context
from handlers.decision import Decision
from handlers.effects import AddEvent
from handlers.hours import seoul
from handlers.menu import HOME, REQUESTS
from handlers.messages import Button, Conversation, Reply
from handlers.phones import asks_for_number, doubts_number, last_four, renumber, said_phone, tail
from handlers.requests.cancelling import asks_if_withdrawn, cancels, names_withdrawing
from handlers.requests.moving import (
    calls_then,
    changes_time,
    on_its_day,
    only_asks,
    time_named,
)
from handlers.requests.open import open_call, open_calls
from handlers.requests.show import MINE, one, show_requests, withdraw
from handlers.requests.waited import named_number, status_told, without_number
from storage.records.ticket import Status, Ticket, TicketKind

#: A longer text asks for something of its own.
_LONGEST = 40
_FILED = re.compile(
    r"(?:신청|접수|예약)(?:이|은|가|는|도)?(?:잘|제대로|확실히|다|정상적으로)*(?:한거|한건|한게|된거|된건|된게|됐|되었|됬|돼|되|들어갔|들어간|완료|하긴|했)"
)


def of_a_request(text: str, conversation: Conversation, context: Context) -> Decision | None:
    """Return what a text about the sender's own open requests means, or None."""
    mine = [t for t in context.tickets if t.kind in MINE and t.status is not Status.CLOSED]
    number = named_number(text)
    named = next((t for t in mine if t.number == number), None)
    wished = _wished(without_number(text), named, named, conversation, context)
    if wished is not None:
        return wished
    told = status_told(text, context)
    if told is not None:
        return Decision(replace(conversation, misses=0), *told, "status")
    newest = next(iter(open_calls(context)), None)
    wished = _wished(text, newest, open_call(context), conversation, context)
    if wished is not None:
        return wished
    said = compact(text)
    if len(said) > _LONGEST:
        return None
    if not mine and asks_if_withdrawn(text):
        over = next((t for t in context.tickets if t.kind in MINE), None)
        if over is not None:
            return Decision(replace(conversation, misses=0), one(over, context), (), "status")
    if not mine and names_withdrawing(text):
        none = Reply(context.words("requests.none_to_cancel"), (HOME,))
        return Decision(replace(conversation, misses=0), (none,), (), "requests")
    if mine and _FILED.search(said) and (asks(text) or _FILED_END.search(said)):
        after = replace(conversation, misses=0)
        return Decision(after, show_requests(context), (), "requests")
    return None


def _wished(
    text: str,
    ticket: Ticket | None,
    call: Ticket | None,
    conversation: Conversation,
    context: Context,
) -> Decision | None:
    """Put the number right, withdraw it or move the call, as the words wish; None for anything else."""
    said = compact(text)
    if ticket is None or len(said) > _LONGEST:
        return None
    if ticket in open_calls(context) and (doubts_number(said) or last_four(text)):
        return _number(text, ticket, conversation, context)
    if cancels(text):
        sure = any(b.value == f"t:sure:{ticket.number}" for b in conversation.offered)
        if sure:
            # asked whether to withdraw it, somebody says so once more
            return Decision(
                replace(conversation, misses=0), *withdraw(ticket, context), "withdrawn"
            )
        return _cancel(ticket, conversation, context)
    moves = call is not None and call.kind is TicketKind.CALLBACK
    if call is not None and moves and (changes_time(text) or calls_then(text)):
        return _time(text, call, conversation, context)
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


def press_to_cancel(text: str, context: Context) -> str:
    """Return the button that withdraws the sender's newest call or visit, where a text asks for that alone; else ''."""
    called = open_calls(context)
    if not called or not cancels(text):
        return ""
    return f"t:cancel:{called[0].number}"


def _cancel(ticket: Ticket, conversation: Conversation, context: Context) -> Decision:
    say = context.words
    sure = Button(say("requests.cancel_sure"), f"t:sure:{ticket.number}")
    reply = Reply(say("requests.cancel_ask", number=ticket.number), (sure, HOME))
    return Decision(replace(conversation, misses=0), (reply,), (), "asked")


def _time(text: str, ticket: Ticket, conversation: Conversation, context: Context) -> Decision:
    """Change the time to the one that is named; ask for it where none is, or where it is a question."""
    talked = replace(conversation, misses=0)
    named = names_a_time(text) and not only_asks(text)
    then = time_named(text)
    day = seoul(ticket.promised_from or context.at).date()
    if day >= seoul(context.at).date():
        then = on_its_day(then, day)
    wished = wished_window(then, context) if named else ""
    given: dict[str, object] = {"number": ticket.number}
    if wished not in ("", CLOSED):
        given["window"] = wished
    phone = said_phone(text)
    if phone and phone != ticket.fields["phone"] and not context.by_page:
        given["new_phone"] = phone
    begun = running.begin("change_callback", talked, context, given)
    closed = (Reply(context.words("callback.time_closed")),) if wished == CLOSED else ()
    if wished in ("", CLOSED) or not names_an_hour(text):
        return begun.after(closed)
    noted = (Reply(context.words("callback.hour_noted")),)
    told = (AddEvent(ticket.number, "resident_text", text),)
    return replace(begun, replies=begun.replies + noted, effects=begun.effects + told)
