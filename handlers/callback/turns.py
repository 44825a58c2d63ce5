"""What may be said at any question of a form for a call or a visit: no call, never mind, the number was wrong."""

from __future__ import annotations

from handlers.answers import gives_up
from handlers.callback.asked import hard_to_read, will_call
from handlers.callback.notes import PLACES
from handlers.callback.slots import from_code, spoken_window
from handlers.callback.told import PART, wished_window
from handlers.compact import compact
from handlers.context import Context
from handlers.flow import Answers, Ask
from handlers.hours import seoul
from handlers.phones import (
    asks_for_number,
    digits_alone,
    doubts_number,
    last_four,
    renumber,
    said_phone,
    tail,
    without_phones,
)
from handlers.refusing import refuses_call
from handlers.report.turns import Turn
from handlers.requests.cancelling import cancels, only_cancels
from handlers.requests.moving import changes_time, on_its_day, time_named
from handlers.requests.open import open_call

#: Flows that end in a call.
FLOWS = ("callback", "visit", "change_callback", "change_phone")
#: Questions that follow on the number.
_BEHIND_THE_NUMBER = ("topic", "window", "place")
_OF_THE_NUMBER = ("consent", "abroad", "phone")


def turn(flow: str, ask: Ask, given: Answers, words: str, context: Context) -> Turn | None:
    """Hear what the words do at this question; None for an answer to it."""
    # "전화하지 말고 그냥 오세요" tells how a visit is wished for
    if refuses_call(words) and (flow != "visit" or ask.name in _OF_THE_NUMBER):
        # who has asked for a call already will be called: that is not denied
        filed = open_call(context) is not None
        return Turn(key="callback.keep_or_cancel" if filed else "callback.refused", leaves=True)
    # "장기요양 신청했는데요 취소하고 싶어요" may be what the call is about
    withdraws = only_cancels if ask.name == "topic" else cancels
    if flow == "callback" and (gives_up(words) or withdraws(words)):
        return Turn(key="callback.keep_or_cancel" if open_call(context) else "", leaves=True)
    if flow == "callback" and ask.name in ("topic", "consent") and will_call(words):
        return Turn(key="wish.will_call", leaves=True)
    if flow == "callback" and ask.name in ("topic", *_OF_THE_NUMBER) and changes_time(words):
        moved = _moved(given, words, context)
        if moved is not None:
            return moved
    if ask.name == "phone":
        return _rest_of_the_number(given, words)
    if flow == "callback" and ask.name == "topic" and hard_to_read(words):
        return Turn({"topic": words}, key="callback.by_phone")
    return _number(ask.name, given, words)


def _moved(given: Answers, words: str, context: Context) -> Turn | None:
    """Take another time than the one that was told with the wish ("오후 세시쯤으로 바꿔줘요")."""
    before = from_code(context.hours, context.at, str(given.get("wished", "")))
    if before is None:
        return None
    named = on_its_day(time_named(words), seoul(before[0]).date())
    wished = wished_window(named, context)
    window = from_code(context.hours, context.at, wished)
    if window is None:
        return None
    slots = {"window": spoken_window(window)}
    return Turn({"wished": wished}, key="callback.window_now", slots=slots)


def _rest_of_the_number(given: Answers, words: str) -> Turn | None:
    """Join a number that is told in two messages ("010 3344", "5566이오")."""
    phone = said_phone(f"{given.get(PART, '')}{digits_alone(words)}")
    if not given.get(PART) or not phone or said_phone(words):
        return None
    told = {"phone": phone, PART: ""}
    return Turn(told, key="callback.number_taken", slots={"tail": tail(phone)})


def _number(name: str, given: Answers, words: str) -> Turn | None:
    """Put the number right that was given just before ("아 번호 틀렸어요 5431이에요")."""
    phone = str(given.get("phone") or given.get("typed_phone") or "")
    if name in _OF_THE_NUMBER or not any(map(str.isdigit, phone)):
        return None
    right = _right(name, phone, words)
    if right and right != phone:
        told = {"phone": right, "typed_phone": ""}
        return Turn(told, key="callback.number_now", slots={"tail": tail(right)})
    said = compact(words)
    if asks_for_number(said):
        return Turn(key="requests.tail", slots={"tail": tail(phone)})
    if doubts_number(said):
        # what was asked for beside it stays, and is not said again
        beside = " / ".join(str(given[n]) for n in PLACES[:2] if given.get(n))
        return Turn({"typed_phone": "", PLACES[0]: beside}, forgets=("phone", PLACES[1]))
    return None


def _right(name: str, phone: str, words: str) -> str:
    four = last_four(words) if name in _BEHIND_THE_NUMBER else ""
    if four:
        return phone[:-4] + four
    # four bare digits further on may be an hour, a year or some hotline
    if not compact(without_phones(words)) or doubts_number(compact(words)):
        return said_phone(words) if renumber(phone, words) else ""
    return ""
