"""What may be said at any question of a form for a call or a visit: no call, never mind, the number was wrong."""

from __future__ import annotations

from handlers.answers import gives_up
from handlers.callback.asked import hard_to_read, will_call
from handlers.callback.notes import PLACES
from handlers.compact import compact
from handlers.context import Context
from handlers.flow import Answers, Ask
from handlers.phones import (
    asks_for_number,
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
    if flow == "callback" and ask.name == "topic" and hard_to_read(words):
        return Turn({"topic": words}, key="callback.by_phone")
    return _number(ask.name, given, words)


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
