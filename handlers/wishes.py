"""What is done about each wish that a message may be: a person, a call, the hours, thanks, one step back."""

from __future__ import annotations

from collections.abc import Callable

from handlers import foreign, running
from handlers.about_us import answers as about_us
from handlers.callback.by_words import begin_call
from handlers.consult import talk
from handlers.context import Context
from handlers.decision import Decision
from handlers.menu import DOORS, HOME, PERSON, home, hours_reply, welcome
from handlers.messages import Button, Conversation, Inbound, Reply
from handlers.presses import by_press
from handlers.requests.show import show_requests

Wish = Callable[[Inbound, Conversation, Context], Decision]


def _say(key: str, *buttons: Button) -> Wish:
    def wish(_inbound: Inbound, conversation: Conversation, context: Context) -> Decision:
        return Decision(conversation, (Reply(context.words(key), buttons),), (), "said", key)

    return wish


def _begin(flow: str) -> Wish:
    return lambda _inbound, conversation, context: running.begin(flow, conversation, context)


def _report(inbound: Inbound, conversation: Conversation, context: Context) -> Decision:
    """ "신고할게요" asks for the story; a message that is a story already is taken as one."""
    given: dict[str, object] = {"story": inbound.text} if len(inbound.text) >= STORY_LENGTH else {}
    return running.begin("report", conversation, context, given)


#: A report wish this long tells something itself ("203호 할머니가 안 보여서 신고해요").
STORY_LENGTH = 25


def _greeting(_inbound: Inbound, conversation: Conversation, context: Context) -> Decision:
    replies = home(context) if conversation.greeted else welcome(context)
    return Decision(conversation, replies, (), "welcome")


def _press(value: str) -> Wish:
    return lambda inbound, conversation, context: by_press(value, inbound, conversation, context)


def _again(_inbound: Inbound, conversation: Conversation, context: Context) -> Decision:
    return Decision(conversation, conversation.said or home(context), (), "again")


def _yes(inbound: Inbound, conversation: Conversation, context: Context) -> Decision:
    """ "네" after a question with one way on takes it; else it needs a word more."""
    values = [b.value for b in conversation.offered]
    solved = next((v for v in values if v.startswith(("y:", "t:sure:"))), "")
    if solved:
        return by_press(solved, inbound, conversation, context)
    return Decision(conversation, home(context), (), "home")


def _no(inbound: Inbound, conversation: Conversation, context: Context) -> Decision:
    values = [b.value for b in conversation.offered]
    unsolved = next((v for v in values if v.startswith("n:") or v == "g:none"), "")
    if unsolved:
        return by_press(unsolved, inbound, conversation, context)
    return Decision(conversation, home(context), (), "home")


WISHES: dict[str, Wish] = {
    "greeting": _greeting,
    "thanks": _say("wish.thanks", HOME),
    "goodbye": _say("wish.goodbye", HOME),
    "talk_to_person": lambda _i, conversation, context: talk.ask_for_person(conversation, context),
    "request_callback": lambda i, talked, context: begin_call(i.text, talked, context),
    "report_neighbour": _report,
    "ask_hours": lambda i, talked, context: Decision(
        talked, hours_reply(context, i.text), (), "hours"
    ),
    "cancel": _press("g:home"),
    "go_back": _press("g:home"),
    "restart": _press("g:home"),
    "yes": _yes,
    "no": _no,
    "dont_know": _say("wish.dont_know", *DOORS, PERSON, HOME),
    "repeat": _again,
    "subscribe_news": _press("g:news_on"),
    "unsubscribe_news": _press("g:news_off"),
    "my_requests": lambda _i, talked, context: Decision(
        talked, show_requests(context), (), "requests"
    ),
    "delete_my_data": _begin("erase"),
    "complaint_about_bot": lambda _i, talked, context: about_us.complaint(talked, context),
    "language_change": lambda _i, talked, context: Decision(
        talked, foreign.offer(context), (), "language"
    ),
}
