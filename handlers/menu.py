"""Buttons that stand in many places, and the welcome."""

from __future__ import annotations

import re

from handlers.context import Context
from handlers.hours import Lunch, spoken
from handlers.hours_asked import of_the_time
from handlers.messages import Button, Reply, Tone

#: The two equal doors (R1) and what else the channel does; order is what residents see.
DOORS = (
    Button("제가 도움이 필요해요", "s:help", Tone.PRIMARY),
    Button("이웃이 걱정돼요", "s:report", Tone.PRIMARY),
)
BENEFITS = Button("복지 혜택 찾기", "g:benefits")
CALLBACK = Button("전화 상담 신청", "s:callback")
VISIT = Button("찾아와 주세요", "s:visit")
HOURS = Button("운영 시간", "g:hours")
REQUESTS = Button("내 신청 보기", "g:requests")
MY_DATA = Button("내 정보 보기", "g:mydata")
PERSON = Button("사람과 상담", "g:person")
HOME = Button("처음으로", "g:home")
MESSAGE = Button("글로 남기기", "s:message")
MENU = (*DOORS, BENEFITS, CALLBACK, HOURS, REQUESTS)


def welcome(context: Context) -> tuple[Reply, ...]:
    """Say what this is, that it is automatic, who answers and when; then the doors (A17, U11)."""
    say = context.words
    return (
        Reply(say("welcome.hello")),
        Reply(say("welcome.automatic")),
        Reply(say("welcome.ask"), MENU),
    )


def home(context: Context) -> tuple[Reply, ...]:
    """Show the menu again, without the introduction."""
    return (Reply(context.words("welcome.home"), MENU),)


_WHERE = re.compile(r"주소|어디|위치|찾아가")


def hours_reply(context: Context, asked: str = "") -> tuple[Reply, ...]:
    """Say whether staff are there now, and when next; of a day or the lunch that is asked about, that first."""
    say = context.words
    if context.open_now and not context.staffed:
        now = say("hours.no_duty")
    elif context.open_now:
        key = "hours.slow" if context.hours.is_slow(context.at) else "hours.open"
        closing = context.hours.closing(context.at)
        now = say(key, closing=spoken(closing, context.at) if closing else "")
    else:
        now = say(
            "hours.closed", why=context.hours.why_closed(context.at), next=next_opening(context)
        )
    lunch = "hours.rule_lunch" if context.hours.lunch is Lunch.CLOSED else "hours.rule"
    named = tuple(Reply(words) for words in of_the_time(asked, context))
    if _WHERE.search(asked) and context.office.address:
        now = f"{say('hours.address')} {now}"
    rule = Reply(say(lunch), (CALLBACK, MESSAGE, HOME), note=say("hours.night"))
    return (*named, Reply(now), rule)


def next_opening(context: Context) -> str:
    """Say the exact next opening, holidays skipped (H5)."""
    return spoken(context.hours.next_opening(context.at), context.at)
