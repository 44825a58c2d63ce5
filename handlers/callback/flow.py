"""Ask for a call: topic, consent, phone, window; change the window or the number later."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator

from handlers.answers import NO_NUMBER, YES_NO, read_phone, read_words, without_number
from handlers.callback.notes import notes
from handlers.callback.slots import Window, code, from_code, spoken_window, windows
from handlers.callback.told import (
    CLOSED,
    heard,
    told_when,
    told_with_consent,
    told_with_number,
    told_with_window,
    wished_window,
)
from handlers.callback.when import LATER, only_a_time, window_said
from handlers.compact import compact
from handlers.consent import consented, consents
from handlers.context import Context
from handlers.effects import AddEvent, ChangeTicket
from handlers.filing import file_ticket
from handlers.flow import Answers, Ask, Choice, Done, Flow, NotUnderstood, Say, Step
from handlers.hours import Lunch, seoul
from handlers.menu import HOME, MESSAGE, REQUESTS
from handlers.messages import Inbound, Reply, Style, Wants
from handlers.phones import said_phone, tail
from handlers.refusing import consent_of
from handlers.requests.open import renumbered
from storage.records.ticket import Priority, TicketKind

#: U3: a few common topics as buttons; anything may be typed.
TOPICS = ("benefit", "application", "hardship", "care")


def callback(given: Answers, context: Context) -> Flow:
    """Topic, consent, phone, window; the number is kept only in its own field."""
    say = context.words
    topics = tuple(Choice(code_, say(f"callback.topic.{code_}")) for code_ in TOPICS)
    topic = yield Ask(
        "topic",
        (say("callback.topic_ask"),),
        topics,
        _topic_or_hours(context),
        beside=told_when(context),
    )
    phone = yield from consented_phone(given, context, "callback")
    if not phone and given.get("phone") == NO_PHONE:
        return without_phone(context)
    if not phone:
        return Done((Reply(say("callback.no_consent", phone=context.office.phone)),), (), (HOME,))
    wished = from_code(context.hours, context.at, str(given.get("wished", "")))
    window = wished or (yield from pick_window(context))
    yield from heard(given, "note_window", context)
    if given.get("now"):
        yield Say((Reply(say("callback.now" if context.open_now else "callback.now_closed")),))
    label = say(f"callback.topic.{topic}") if topic in TOPICS else str(topic)
    fields = {
        "topic": label,
        "phone": phone,
        "window": spoken_window(window),
        "asked": notes(given),
    }
    number, filed = file_ticket(
        given, context, TicketKind.CALLBACK, Priority.NORMAL, fields, ("callback",), window
    )
    return Done(
        (
            Reply(say("callback.receipt", number=number, tail=tail(phone)), style=Style.RECEIPT),
            Reply(say("callback.promise", window=spoken_window(window))),
            Reply(say("callback.change")),
        ),
        (filed, *consents(context, "callback", number)),
        (REQUESTS, HOME),
    )


def change_callback(given: Answers, context: Context) -> Flow:
    """Pick another window for the call whose number is given as `number`."""
    number = str(given["number"])
    window = yield from pick_window(context)
    phone = str(given.get("new_phone") or "")
    told = Reply(context.words("callback.changed", window=spoken_window(window), number=number))
    renewed = Reply(context.words("callback.number_now", tail=tail(phone)))
    return Done(
        (told, renewed) if phone else (told,),
        (
            ChangeTicket(
                number,
                {"window": spoken_window(window)},
                promised_from=window[0],
                promised_until=window[1],
            ),
            AddEvent(number, "window_changed", spoken_window(window)),
            *(renumbered(number, phone, context) if phone else ()),
        ),
        (REQUESTS, HOME),
    )


def change_phone(given: Answers, context: Context) -> Flow:
    """Take another phone number for the request whose number is given as `number`."""
    say, number = context.words, str(given["number"])
    phone = str(given.get("new") or "")
    if phone:
        asked = say("callback.phone_sure", before=str(given["before"]), after=tail(phone))
        sure = yield Ask("sure", (asked,), YES_NO, _read_sure, exact=True)
        if sure == "no":
            kept = say("callback.phone_kept", tail=str(given["before"]))
            return Done((Reply(kept),), (), (REQUESTS, HOME))
        phone = phone if sure == "yes" else str(sure)
    else:
        phone = str((yield Ask("phone", (say("ask.phone"),), (), read_phone, Wants.PHONE)))
    return Done(
        (Reply(say("callback.phone_changed", tail=tail(phone), number=number)),),
        renumbered(number, phone, context),
        (REQUESTS, HOME),
    )


def _read_sure(inbound: Inbound) -> object:
    """Read a yes or a no, or another number."""
    phone = said_phone(inbound.text)
    heard = phone or consent_of(inbound.text)
    if heard in ("", "why"):
        raise NotUnderstood
    return heard


def consented_phone(given: Answers, context: Context, purpose: str) -> Generator[Step, object, str]:
    """Ask consent, then the phone; return '' when it was refused (nothing is asked then)."""
    say = context.words
    easy = bool(given.get("easy"))
    if not (yield from consented(context, purpose, told_with_consent(context), easy=easy)):
        return ""
    yield from heard(given, "note_consent", context)
    typed = str(given.get("typed_phone") or "")
    if typed:
        # told with the wish itself: nobody is asked twice
        yield Say((Reply(say("callback.number_taken", tail=tail(typed))),))
        return typed
    none = Choice(NO_PHONE, say("callback.no_number"), NO_NUMBER)
    phone = yield Ask(
        "phone",
        (say("ask.phone"),),
        (none,),
        _read_phone,
        Wants.PHONE,
        beside=told_with_number(context),
    )
    yield from heard(given, "note_phone", context)
    return "" if phone == NO_PHONE else str(phone)


def _read_phone(inbound: Inbound) -> object:
    if _NO_PHONE_YET.search(compact(inbound.text)) or without_number(inbound.text):
        return NO_PHONE
    return read_phone(inbound)


def without_phone(context: Context) -> Done:
    """Say where the office is and when, and that writing is enough."""
    say = context.words
    where = "callback.come" if context.office.address else "callback.call_us"
    hours = "hours.rule_lunch" if context.hours.lunch is Lunch.CLOSED else "hours.rule"
    replies = (Reply(say(where)), Reply(say(hours)), Reply(say("callback.write")))
    return Done(replies, (), (MESSAGE, HOME))


def read_topic(inbound: Inbound) -> object:
    """Read the topic; a mere time is none."""
    if only_a_time(compact(inbound.text)):
        raise NotUnderstood("callback.topic_ask")
    return read_words(inbound)


def _topic_or_hours(context: Context) -> Callable[[Inbound], object]:
    """Read the topic; of a mere time at which nobody is there it is said so."""

    def read(inbound: Inbound) -> object:
        try:
            return read_topic(inbound)
        except NotUnderstood:
            if wished_window(inbound.text, context) != CLOSED:
                raise
            raise NotUnderstood("callback.time_closed") from None

    return read


NO_PHONE = "none"
_NO_PHONE_YET = re.compile(
    r"나중에(?:알려|적|말|드리|드릴|남|할)|(?:제가|직접|내가)?(?:찾아|방문|가서|들르|들를|들리)(?:가|할|갈|뵐|뵙|상담|말|ㄹ|게|께|겠)|(?:제가|내가|직접)(?:갈|가)"
    r"|(?:몰라|모르|모릅|기억)|(?:제가|내가|직접)전화"
)


def pick_window(context: Context) -> Generator[Step, object, Window]:
    """Ask for a window; one that has passed meanwhile is asked for again."""
    say = context.words
    offered = windows(context.hours, context.at)
    choices = tuple(Choice(code(w), spoken_window(w)) for w in offered)

    def read(inbound: Inbound) -> object:
        # words may name a later day than the buttons do
        later = windows(context.hours, context.at, LATER)
        return code(window_said(inbound.text, later, seoul(context.at).date()))

    ask, wrong = say("callback.window"), say("callback.window_passed")
    picked = yield Ask("window", (ask,), choices, read, beside=told_with_window)
    window = from_code(context.hours, context.at, str(picked))
    if window is None:
        again = yield Ask("window_again", (wrong,), choices, read, beside=told_with_window)
        window = from_code(context.hours, context.at, str(again))
    return window or offered[0]
