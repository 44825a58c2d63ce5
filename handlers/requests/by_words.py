"""What is said of an open request outside a form: the number was wrong, which one is it, has it come in."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers import running
from handlers.compact import compact
from handlers.context import Context
from handlers.decision import Decision
from handlers.menu import HOME, REQUESTS
from handlers.messages import Button, Conversation, Reply
from handlers.phones import asks_for_number, doubts_number, renumber, tail
from handlers.requests.open import open_calls, renumbered
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
    if called and doubts_number(said):
        return _number(text, called[0], conversation, context)
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
        words = say("callback.phone_changed", tail=tail(phone), number=ticket.number)
        effects = renumbered(ticket.number, phone, context)
        return Decision(talked, (Reply(words, (REQUESTS, HOME)),), effects, "renumbered")
    if asks_for_number(compact(text)):
        change = Button(say("requests.change_phone"), f"t:phone:{ticket.number}")
        reply = Reply(say("requests.tail", tail=tail(before)), (change, REQUESTS, HOME))
        return Decision(talked, (reply,), (), "requests")
    return running.begin("change_phone", talked, context, {"number": ticket.number})
