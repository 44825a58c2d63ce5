"""Short words that no benefit answers: each gets its own kind word and a way on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from handlers.about_us import answers as about_us
from handlers.alarm_ill import is_with_the_doctors
from handlers.callback.asked import asks_by_phone, asks_to_call_now, will_call
from handlers.context import Context
from handlers.decision import Decision
from handlers.faq import answer
from handlers.menu import CALLBACK, DOORS, HOME, MESSAGE, PERSON, REQUESTS, VISIT, next_opening
from handlers.messages import Button, Conversation, Reply
from handlers.reaching import (
    asks_number,
    asks_to_write_here,
    asks_whom,
    cannot_call_rescue,
    cannot_come,
    cannot_hear,
    lost_number,
    unreached,
    writes_rather,
)
from handlers.unguided import (
    ashamed,
    asks_if_told,
    asks_who_is_told,
    both_of_them,
    called_help,
    helpless,
    refuses,
    relieved,
)


@dataclass(frozen=True, slots=True)
class Aside:
    """When it is meant, the key of what is said, and the ways on."""

    meant: Callable[[str], bool]
    key: str
    buttons: tuple[Button, ...]
    #: True: only after an answer; False: only before any; None: always.
    behind_answer: bool | None = None
    #: The entry whose source stands under it.
    source: str = ""
    #: What is said instead while the office is closed.
    closed: str = ""


_ASIDES = (
    Aside(refuses, "wish.refuses", (PERSON, CALLBACK, VISIT, HOME)),
    Aside(
        unreached,
        "wish.complaint",
        (PERSON, CALLBACK, MESSAGE, HOME),
        closed="wish.complaint_closed",
    ),
    Aside(asks_by_phone, "wish.by_phone", (CALLBACK, HOME)),
    Aside(asks_to_call_now, "wish.call_now", (CALLBACK, HOME), closed="wish.call_now_closed"),
    Aside(lost_number, "wish.number_lost", (REQUESTS, CALLBACK, HOME)),
    Aside(asks_number, "wish.number", (CALLBACK, MESSAGE, HOME)),
    Aside(will_call, "wish.will_call", (CALLBACK, HOME)),
    Aside(asks_who_is_told, "report.anonymous_ok", (DOORS[1], PERSON, HOME)),
    Aside(asks_to_write_here, "wish.write_here", (*DOORS, PERSON, HOME)),
    Aside(called_help, "wish.called", (PERSON, HOME)),
    Aside(writes_rather, "wish.writes", (MESSAGE, PERSON, HOME)),
    Aside(asks_whom, "wish.whom", (PERSON, CALLBACK, HOME), behind_answer=False),
    Aside(ashamed, "faq.ashamed", (PERSON, CALLBACK, HOME), behind_answer=True, source="privacy"),
    Aside(
        cannot_hear,
        "wish.cannot_hear",
        (MESSAGE, VISIT, PERSON, HOME),
        closed="wish.cannot_hear_closed",
    ),
    Aside(
        asks_whom,
        "wish.where_to_tell",
        (MESSAGE, CALLBACK, PERSON, HOME),
        behind_answer=True,
        closed="wish.where_to_tell_closed",
    ),
    Aside(
        is_with_the_doctors,
        "wish.at_hospital",
        (
            Button("병원비", "e:emergency-medical"),
            Button("퇴원 뒤 돌봄", "e:integrated-care"),
            PERSON,
            HOME,
        ),
        behind_answer=False,
    ),
    Aside(cannot_come, "wish.cannot_come", (VISIT, CALLBACK, PERSON, HOME), behind_answer=True),
    Aside(asks_if_told, "alarm.nobody_told", (PERSON, HOME)),
    Aside(cannot_call_rescue, "wish.from_abroad", (DOORS[1], PERSON, HOME)),
    Aside(relieved, "wish.relieved", (HOME,)),
    Aside(both_of_them, "faq.both", (PERSON, CALLBACK, HOME), behind_answer=True),
    Aside(helpless, "wish.dont_know", (*DOORS, PERSON, HOME), behind_answer=False),
)


def aside(text: str, conversation: Conversation, context: Context) -> Decision | None:
    """Return the answer about the channel, or the kind word, for a text that asks for no benefit; else None."""
    itself = about_us.about_us(text, conversation, context)
    if itself is not None:
        return itself
    has_topic = bool(conversation.topic)
    for each in _ASIDES:
        if each.behind_answer not in (None, has_topic) or not each.meant(text):
            continue
        source = context.knowledge.entries.get(each.source)
        note = answer.source_note(source, None, context) if source is not None else ""
        key = each.closed if each.closed and not context.open_now else each.key
        words = context.words(key, next=next_opening(context))
        reply = Reply(words, each.buttons, note=note)
        return Decision(replace(conversation, misses=0), (reply,), (), "said", each.key)
    return None


def beside(text: str, context: Context) -> tuple[Reply, ...]:
    """Return what is said beside an open form to a question about the channel, or about calling it now."""
    told = about_us.beside(text, context)
    if not told and asks_number(text):
        told = (Reply(context.words("wish.number")),)
    elif not told and asks_to_call_now(text):
        key = "wish.call_now" if context.open_now else "wish.call_now_closed"
        told = (Reply(context.words(key, next=next_opening(context))),)
    return told
