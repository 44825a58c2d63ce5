"""
View my data (P17): what is kept, for how long, and how to correct, erase or get a copy of it.

Counts and dates only: the screen may be somebody else's too, and over Telegram nothing personal
goes out (P10). The words themselves are in the copy, which staff give after they know who asks.
"""

from __future__ import annotations

from handlers.answers import YES_NO
from handlers.compact import compact
from handlers.context import Context
from handlers.filing import file_ticket
from handlers.flow import Answers, Ask, Done, Flow
from handlers.hours import seoul, spoken_day
from handlers.menu import HOME, REQUESTS
from handlers.messages import Button, Reply, Style
from handlers.requests.show import MINE
from storage.records.held import Held
from storage.records.ticket import Priority, TicketKind

#: Exact words only: "내 정보 지워 주세요" is another wish.
ASKED = frozenset(
    compact(words)
    for words in (
        "내 정보",
        "내 정보 보여줘",
        "내 정보 보여주세요",
        "내 정보 볼래요",
        "내 정보 열람",
        "내 정보 확인",
        "개인정보 열람",
        "개인정보 열람 신청",
        "제 정보 보여주세요",
        "/mydata",
    )
)
DAYS_IN_YEAR = 365


def show_my_data(context: Context) -> tuple[Reply, ...]:
    """Say what is kept of the sender, in numbers, and what they may ask for."""
    say, held = context.words, context.held()
    offers = (
        Button(say("mydata.copy"), "s:copy"),
        REQUESTS,
        Button(say("mydata.erase"), "s:erase"),
        HOME,
    )
    return (
        Reply(_talk(held, context)),
        Reply(_cases(held, context)),
        Reply(_consents(held, context)),
        Reply(say("mydata.more"), offers),
    )


def _talk(held: Held, context: Context) -> str:
    say = context.words
    talk = say("mydata.talk", messages=held.messages, files=held.files, days=held.talk_days)
    if held.since is None:
        return talk
    oldest = say("mydata.since", day=spoken_day(seoul(held.since).date()))
    return f"{talk} {oldest}"


def _cases(held: Held, context: Context) -> str:
    say = context.words
    count = sum(ticket.kind in MINE for ticket in context.tickets)
    if not count:
        return say("mydata.no_cases")
    return say("mydata.cases", count=count, years=held.case_days // DAYS_IN_YEAR)


def _consents(held: Held, context: Context) -> str:
    say = context.words
    given = [f"{_purpose(p, context)}({spoken_day(seoul(at).date())})" for p, at in held.consents]
    told = say("mydata.consents", list=", ".join(given)) if given else say("mydata.no_consents")
    news = say("mydata.news") if context.news() else ""
    return f"{told} {news}".strip()


def _purpose(purpose: str, context: Context) -> str:
    key = f"mydata.purpose.{purpose}"
    return context.words(key) if context.words.has(key) else purpose


def copy(given: Answers, context: Context) -> Flow:
    """Ask once, then file the wish; staff answer, because they must know who asks."""
    say = context.words
    sure = yield Ask("sure", (say("copy.what"), say("copy.sure")), YES_NO)
    if sure == "no":
        return Done((Reply(say("copy.kept")),), (), (HOME,))
    fields = {"text": say("copy.wish")}
    number, filed = file_ticket(
        given, context, TicketKind.MESSAGE, Priority.NORMAL, fields, ("message",)
    )
    receipt = Reply(say("copy.done", number=number), style=Style.RECEIPT)
    return Done((receipt,), (filed,), (REQUESTS, HOME))
