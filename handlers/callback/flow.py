"""Ask for a call: topic, consent, phone, window; change the window later."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Sequence
from datetime import date, timedelta

from handlers.answers import NO_NUMBER, read_phone, read_words, without_number
from handlers.callback.slots import NOON, Window, code, from_code, spoken_window, windows
from handlers.compact import compact
from handlers.consent import consented, consents
from handlers.context import Context
from handlers.effects import AddEvent, ChangeTicket
from handlers.filing import file_ticket
from handlers.flow import Answers, Ask, Choice, Done, Flow, NotUnderstood, Step
from handlers.hours import Lunch, seoul
from handlers.menu import HOME, MESSAGE, REQUESTS
from handlers.messages import Inbound, Reply, Style, Wants
from storage.records.ticket import Priority, TicketKind

#: U3: a few common topics as buttons; anything may be typed.
#: Half-days among which a day that was named is looked for: two weeks.
LATER = 20
WEEKDAYS = "월화수목금토일"
TOPICS = ("benefit", "application", "hardship", "care")


def callback(given: Answers, context: Context) -> Flow:
    """Topic, consent, phone, window; the number is kept only in its own field."""
    say = context.words
    topics = tuple(Choice(code_, say(f"callback.topic.{code_}")) for code_ in TOPICS)
    topic = yield Ask(
        "topic", (say("callback.topic_ask"),), topics, read_topic, beside=told_when(context)
    )
    phone = yield from consented_phone(context, "callback")
    if not phone and given.get("phone") == NO_PHONE:
        return without_phone(context)
    if not phone:
        return Done((Reply(say("callback.no_consent", phone=context.office.phone)),), (), (HOME,))
    wished = from_code(context.hours, context.at, str(given.get("wished", "")))
    window = wished or (yield from pick_window(context))
    label = say(f"callback.topic.{topic}") if topic in TOPICS else str(topic)
    fields = {"topic": label, "phone": phone, "window": spoken_window(window)}
    number, filed = file_ticket(
        given, context, TicketKind.CALLBACK, Priority.NORMAL, fields, ("callback",), window
    )
    return Done(
        (
            Reply(say("callback.receipt", number=number), style=Style.RECEIPT),
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
    return Done(
        (Reply(context.words("callback.changed", window=spoken_window(window), number=number)),),
        (
            ChangeTicket(
                number,
                {"window": spoken_window(window)},
                promised_from=window[0],
                promised_until=window[1],
            ),
            AddEvent(number, "window_changed", spoken_window(window)),
        ),
        (REQUESTS, HOME),
    )


def consented_phone(context: Context, purpose: str) -> Generator[Step, object, str]:
    """Ask consent, then the phone; return '' when it was refused (nothing is asked then)."""
    say = context.words
    if not (yield from consented(context, purpose)):
        return ""
    none = Choice(NO_PHONE, say("callback.no_number"), NO_NUMBER)
    phone = yield Ask("phone", (say("ask.phone"),), (none,), _read_phone, Wants.PHONE)
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
    said = compact(inbound.text)
    if _WHEN.search(said) and _ONLY_WHEN.fullmatch(said):
        raise NotUnderstood("callback.topic_ask")
    return read_words(inbound)


def told_when(context: Context) -> Callable[[str, bool], dict[str, object]]:
    """Keep the window of a time that was told where the topic was asked; '' where none fits."""

    def beside(words: str, answered: bool) -> dict[str, object]:
        offered = windows(context.hours, context.at, LATER)
        try:
            wished = code(window_said(words, offered, seoul(context.at).date()))
        except NotUnderstood:
            wished = ""
        return {} if answered else {"wished": wished}

    return beside


def window_said(text: str, offered: Sequence[Window], today: date) -> Window:
    """Find the window that words mean ("목요일 오후", "내일 오전", "아무 때나"); raises NotUnderstood."""
    text = _RATHER_NOT.sub("", text)
    if any(word in text for word in ("아무", "언제든", "상관없", "빨리", "가능한", "지금")):
        return offered[0]
    fitting = [
        w
        for w in offered
        if ("오전" not in text or w[0].hour < NOON)
        and ("오후" not in text or w[0].hour >= NOON)
        and _is_day(text, w[0].date(), today)
    ]
    if not fitting or not _WHEN.search(text):
        raise NotUnderstood("callback.window_wrong")
    return fitting[0]


#: Days as they are named from today; longer words first ("내일모레").
_FROM_TODAY = (("내일모레", 2), ("모레", 2), ("글피", 3), ("내일", 1), ("낼", 1), ("오늘", 0))
_WHEN = re.compile("오전|오후|요일|오늘|내일|낼|모레|글피|[0-9]+일")
#: "내일 오전 말고 모레"
_RATHER_NOT = re.compile(r"^.*(?:말고|아니고|아니라)(?=.*(?:오전|오후|일|낼|모레|글피))")
#: A time and the little words around it, and nothing that a call may be about. Possessive: "내일모레" can be cut in two
#: ways, and no text may make us try them all.
_ONLY_WHEN = re.compile(
    r"(?:오늘|내일모레|내일|낼|모레|글피|오전|오후|아침|저녁|점심|[월화수목금토일]요일|[0-9]+[시일](?:반)?|(?:이번|다음|담)주"
    r"|말고|아니고|아니라|이나|아니면|쯤|이후|전에|까지|부터|중에|시간|때|전화|통화|가능|괜찮|좋겠|좋|부탁|드려|드리|해|주|세|요|아|어|면|은|는|이|가|에|로|으로|돼|되|하|할|게|고|싶|습|합|니다|까)++"
)
NO_PHONE = "none"
_NO_PHONE_YET = re.compile(
    r"나중에(?:알려|적|말|드리|드릴|남|할)|(?:제가|직접|내가)?(?:찾아|방문|가서|들르|들를|들리)(?:가|할|갈|뵐|뵙|상담|말|ㄹ|게|께|겠)|(?:제가|내가|직접)(?:갈|가)"
    r"|(?:몰라|모르|모릅|기억)|(?:제가|내가|직접)전화"
)


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


def pick_window(context: Context) -> Generator[Step, object, Window]:
    """Ask for a window; one that has passed meanwhile is asked for again."""
    say = context.words
    offered = windows(context.hours, context.at)
    choices = tuple(Choice(code(w), spoken_window(w)) for w in offered)

    def read(inbound: Inbound) -> object:
        # words may name a later day than the buttons do
        later = windows(context.hours, context.at, LATER)
        return code(window_said(inbound.text, later, seoul(context.at).date()))

    picked = yield Ask("window", (say("callback.window"),), choices, read)
    window = from_code(context.hours, context.at, str(picked))
    if window is None:
        again = yield Ask("window_again", (say("callback.window_passed"),), choices, read)
        window = from_code(context.hours, context.at, str(again))
    return window or offered[0]
