"""What is said of a call outside its form: not wanted, wanted at this number, or only asked about."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers import running
from handlers.asking import asks
from handlers.callback.notes import note_of
from handlers.callback.slots import from_code, spoken_window
from handlers.callback.told import CLOSED, wish_of
from handlers.callback.when import names_a_time
from handlers.compact import compact
from handlers.context import Context
from handlers.decision import Decision
from handlers.menu import CALLBACK, HOME, MESSAGE, PERSON
from handlers.messages import Button, Conversation, Reply
from handlers.phones import said_phone, without_phones
from handlers.refusing import asks_if_home_hears, asks_of_calling, refuses_call
from handlers.requests.open import open_call
from intents.private import mask
from intents.understanding import Understood

_WANTED = re.compile(
    r"(?:전화|연락|통화|콜백)(?:를|을|로|상담|좀|한번|한통|꼭|빨리)*"
    r"(?:해(?:줘|주|달라|줄)|주(?:세|십|시|면|실)|줘|걸어(?:줘|주)|부탁|원해|원합|바라|바랍|바람|드려|신청|하고싶|받고싶)"
)
#: Beside a number these say enough: "연락좀요", "문자요", "여기로 좀 와주슈".
_BESIDE_NUMBER = re.compile(
    r"(?:전화|연락|통화|문자|카톡|콜백)(?:을|를|로|으로)?(?:좀|요|한번|한통|꼭|빨리|주|줘|해[주줘요달]|부탁|기다|남[겨길]|보내[주줘요])"
    r"|(?:전화|연락|문자)$|(?:와|오셔|찾아와|들러|들려|방문해|나와)(?:서)?(?:주|줘|달라)|찾아오|방문(?:해|부탁|요|바|원|신청)|오셨으면|와유|오이소|오세요"
)
_NOT_REACHED = re.compile(r"(?:전화|연락|문자)[가-힣]{0,4}(?:안되|안돼|안받|없)|연락두절")
#: A longer text tells a story, which is more than a wish to be called.
_LONGEST = 80


def of_a_call(
    meant: Understood, text: str, conversation: Conversation, context: Context
) -> Decision | None:
    """Return what a text about a call means, or None."""
    if refuses_call(text):
        return _not_called(conversation, context)
    phone = said_phone(text)
    if phone and _is_wish(meant, without_phones(text)):
        given: dict[str, object] = {"typed_phone": phone, **wish_of(text, context)}
        if topic := _topic(text):
            # who can hardly write is not asked what was written already
            given["topic"] = topic
        given = {} if context.by_page else given
        return running.begin("callback", replace(conversation, misses=0), context, given)
    if meant.decision == "answer":
        return None
    if asks_if_home_hears(text):
        return _say("wish.calling", (PERSON, MESSAGE, HOME), conversation, context)
    if meant.intent == "request_callback" and asks_of_calling(text):
        return _say("wish.number", (CALLBACK, MESSAGE, HOME), conversation, context)
    return None


def begin_call(text: str, conversation: Conversation, context: Context) -> Decision:
    """Begin the form with the time that the wish names, and say at once where nobody is there then."""
    wished = wish_of(text, context, "topic")
    at = str(wished.get("wished", ""))
    given = dict(wished) if at != CLOSED else {}
    note = ". ".join(p for p in note_of(text).split(". ") if not _OF_THE_WISH.search(compact(p)))
    if note and given:
        given["note_consent"] = note
    begun = running.begin("callback", conversation, context, given)
    if at == CLOSED:
        return begun.after((Reply(context.words("callback.time_closed")),))
    window = from_code(context.hours, context.at, at)
    if window is None:
        return begun
    taken = context.words("callback.time_taken", window=spoken_window(window))
    return begun.after((Reply(taken),))


_OF_THE_WISH = re.compile(r"전화|통화|연락|상담|콜백")


def _is_wish(meant: Understood, text: str) -> bool:
    """Say whether the words beside a number ask for a call there."""
    said = compact(text)
    short = len(said) <= _LONGEST or meant.intent == "request_callback"
    wanted = _WANTED.search(said) is not None or (
        _BESIDE_NUMBER.search(said) is not None and _NOT_REACHED.search(said) is None
    )
    return short and wanted and meant.intent != "report_neighbour" and not asks(text)


def _topic(text: str) -> str:
    """Return the words beside a number; a time is told in its own place."""
    note = note_of(text)
    return mask(without_phones(text)).text if note and not names_a_time(text) else note


def _not_called(conversation: Conversation, context: Context) -> Decision:
    """Say that nobody calls; who has asked for a call may withdraw it."""
    ticket = open_call(context)
    if ticket is None:
        return _say("callback.refused", (MESSAGE, PERSON, HOME), conversation, context)
    say = context.words
    sure = Button(say("requests.cancel_sure"), f"t:sure:{ticket.number}")
    reply = Reply(say("requests.cancel_ask", number=ticket.number), (sure, HOME))
    return Decision(replace(conversation, misses=0), (reply,), (), "asked")


def _say(
    key: str, buttons: tuple[Button, ...], conversation: Conversation, context: Context
) -> Decision:
    reply = Reply(context.words(key), buttons)
    return Decision(replace(conversation, misses=0), (reply,), (), "said", key)
