"""Which plain answer fits what is asked after an emergency card: may one call, who picks up, where to sleep."""

from __future__ import annotations

import re

from handlers import alarm_words as heard_as
from handlers.alarm_back import of_words_back
from handlers.alarm_blows import of_blows, of_her_children
from handlers.alarm_cold import of_cold
from handlers.alarm_helper import of_a_helper
from handlers.alarm_ill import of_the_ill
from handlers.alarm_lines import of_a_line, of_who_answers
from handlers.alarm_need import of_need
from handlers.alarm_told import SHOWN_FIRST, Talk, Told
from handlers.alarm_young import of_the_young
from handlers.asking import asks
from handlers.compact import compact
from handlers.context import Context
from handlers.danger import CRITICAL
from handlers.menu import DOORS, HOME
from intents.understanding import Understood

#: Entries offered beside the words.
_BILL, _BED, _STREET = "emergency-medical", "lh-emergency", "homeless"
_NO_BED, _CHASED = ("welfare", "rescue"), ("welfare", "women", "rescue")
#: Whom to call, by the kind of danger.
_FIRST = {
    "suicide": "rescue",
    "violence_abuse": "police",
    "medical_fire": "rescue",
    "hunger_livelihood": "welfare",
}


def told_of(text: str, heard: Understood, talk: Talk, context: Context) -> Told | None:
    """Find the answer that fits, the gravest first; None when it is not known."""
    said, question = compact(text), asks(text)
    return (
        _of_being_seen(said, talk)
        or of_who_answers(said, question, talk, _numbered(said, context))
        or of_her_children(said, talk)
        or of_words_back(said, question, talk, context)
        or of_blows(said, talk, context)
        or of_cold(said, talk, context)
        or of_the_ill(said, talk, _named(said, context))
        or of_the_young(said, talk)
        or _of_the_line(said, question, talk, context)
        or _of_the_call(said, talk, context)
        or _of_giving_up(said, talk)
        or _of_how_it_went(said, question, heard, talk)
        or of_a_helper(said, question, talk)
        or of_need(said, heard, talk, context)
        or of_a_line(said, heard, talk, _named(said, context), context)
        or _of_what_follows(said, question, heard, talk, context)
    )


def _of_being_seen(said: str, talk: Talk) -> Told | None:
    """The one who hits comes in: leave the screen, with no word that he must not read."""
    if talk.kind != "violence_abuse" or not heard_as.COMES_IN.fullmatch(said):
        return None
    key = "alarm.someone_comes" if talk.has_exit else "alarm.someone_comes_chat"
    return Told(key, hushed=True)


def _of_the_line(said: str, question: bool, talk: Talk, context: Context) -> Told | None:
    """Busy, or open at this hour?"""
    if heard_as.OURS.search(said):
        return None
    if heard_as.BUSY.search(said):
        busy = "young" if talk.young and _named(said, context) == "youth" else talk.kind
        calls = {
            "suicide": ("rescue", "police", "mental"),
            "violence_abuse": ("police", "women"),
            "young": ("suicide", "police"),
            "hunger_livelihood": ("rescue",),
        }
        return Told(f"alarm.busy.{busy}", calls.get(busy, ("rescue", "police")))
    if heard_as.HOURS.search(said) and (question or "냐" in said):
        line = _named(said, context)
        return Told("alarm.hours", (line,) if line else (), line=line or SHOWN_FIRST)
    return None


def _of_the_call(said: str, talk: Talk, context: Context) -> Told | None:
    """May one call, must one, what does it cost, and what if somebody minds?"""
    urgent = talk.kind in CRITICAL
    if heard_as.COSTS.search(said):
        return Told("alarm.costs", ("rescue",), entries=(_BILL,) if "medical" in talk.kind else ())
    if talk.kind == "violence_abuse" and heard_as.TO_POLICE.search(said):
        return Told("alarm.police_station", ("police", "youth" if talk.young else "women"))
    burns = heard_as.FIRE.search(talk.before) is not None
    if talk.kind == "medical_fire" and heard_as.LIFTS.search(said) and not burns:
        return Told("alarm.lift", ("rescue",))
    if heard_as.OURS.search(said) or not urgent:
        named = _named(said, context)
        may = named and heard_as.MAY.search(said) and not heard_as.OURS.search(said)
        return Told("alarm.may_call_line", (named,), line=named) if may else None
    first = _named(said, context) or (
        "police" if talk.kind == "suicide" and talk.other else _FIRST[talk.kind]
    )
    afraid = talk.young and heard_as.FEARS_YOUNG.search(said) is not None
    minds = afraid or heard_as.FEARS.search(said) or heard_as.AGAINST.search(said)
    if talk.kind == "violence_abuse" and not talk.other and minds:
        if talk.young:
            return Told("alarm.fears_young", ("police", "youth"))
        return Told("alarm.fears_blows", ("police", "women"))
    if heard_as.MAY.search(said):
        if first not in ("police", "rescue"):
            return Told("alarm.may_call_line", (first,), line=first)
        of_them = talk.kind == "suicide" and talk.other
        return Told("alarm.may_call_of_them" if of_them else "alarm.may_call", (first,))
    if heard_as.FEARS.search(said):
        return Told("alarm.fears", (first,))
    if heard_as.AGAINST.search(said) and talk.other:
        return Told("alarm.against", (first,))
    return None


def _of_giving_up(said: str, talk: Talk) -> Told | None:
    """ "걍 됐어요 알아서 할게요": nobody is pressed, and the door stays open; despair is heard on."""
    if not talk.alarmed or talk.kind == "suicide" or not heard_as.GIVES_UP.fullmatch(said):
        return None
    return Told("alarm.gives_up_young" if talk.young else "alarm.gives_up", keeps=True)


def _of_how_it_went(said: str, question: bool, heard: Understood, talk: Talk) -> Told | None:
    """Help is on its way, or came; somebody is found; it was a joke."""
    if heard_as.NOT_COME.search(said):
        return Told("alarm.not_come")
    if question:
        return None
    news = heard_as.CALL_CAME.sub("", said)
    if heard_as.BUT.search(news) is None:
        others = talk.other or heard_as.CALLED.search(said) is not None
        if others and heard_as.is_good_news(news):
            return Told("alarm.relief", (), (HOME,), calms=True, woke="깨" in said)
        if talk.kind in ("medical_fire", "suicide") and heard_as.has_arrived(said):
            return Told("alarm.arrived", (), (HOME,), (_BILL,))
    if heard_as.COMING.fullmatch(said):
        return Told(_coming(talk))
    if talk.other and heard_as.SAYS_JOKE.search(said):
        return Told("alarm.says_joke")
    if talk.alarmed and heard_as.JOKED.search(said) and not heard_as.NO_JOKE.search(said):
        return Told("alarm.joked", (), (*DOORS, HOME), calms=True)
    if talk.alarmed and heard_as.WELL.fullmatch(said):
        return Told("alarm.well", (), (HOME,))
    if talk.alarmed and heard.intent == "thanks":
        return Told("alarm.thanks", (), (HOME,))
    return None


def _coming(talk: Talk) -> str:
    """Return the words for help on its way: who is beaten keeps away, who is ill keeps the door open."""
    if talk.kind == "violence_abuse":
        return "danger.called_police"
    if not talk.other:
        return "danger.called_own"
    if talk.kind == "suicide":
        return "alarm.called_away"
    return "danger.called_beside"


def _of_what_follows(
    said: str, question: bool, heard: Understood, talk: Talk, context: Context
) -> Told | None:
    """A bed for tonight, parents, the bill."""
    wants = question or "냐고" in said or "라고" in said
    if talk.kind == "suicide" and talk.other and wants and heard_as.TELL_ADULT.search(said):
        return Told("alarm.tell_adult", ("police",))
    asked = heard_as.PARENTS if talk.young else heard_as.MY_PARENTS
    if talk.alarmed and talk.young and heard_as.SCHOOL_KNOWS.search(said):
        return Told("alarm.school_knows", ("youth",))
    if (
        (talk.alarmed or talk.young)
        and wants
        and talk.kind != "medical_fire"
        and asked.search(said)
    ):
        return Told("alarm.parents", ("youth",))
    of_need_only = talk.kind == "hunger_livelihood"
    if (
        (talk.alarmed or of_need_only or talk.kind == "violence_abuse")
        and heard_as.SLEEPS.search(said)
        and (wants or re.search("없|있을까|서자|있으면", said))
    ):
        if talk.young:
            return Told("alarm.bed_young", ("youth",))
        if talk.kind == "violence_abuse":
            return Told("alarm.bed_fled", ("women", "police"), speaks_of=("hunger_livelihood",))
        if of_need_only and context.open_now:
            return Told("alarm.bed_day", ("welfare", "rescue"), entries=(_BED, _STREET))
        if of_need_only:
            chased = heard_as.CHASED.search(talk.before) is not None
            key, lines = ("alarm.bed_chased", _CHASED) if chased else ("alarm.bed", _NO_BED)
            return Told(key, lines, entries=(_BED, _STREET))
    plain = heard.decision != "answer" and heard.clarification is None
    if talk.kind == "medical_fire" and plain and heard_as.BILL.search(said):
        return Told("alarm.bill", (), entries=(_BILL,))
    return None


def _named(said: str, context: Context) -> str:
    """Return the id of the line that is named in the text, or ''."""
    numbered = _numbered(said, context)
    if numbered:
        return numbered
    if "푸드뱅크" in said and "foodbank" in context.knowledge.contacts:
        return "foodbank"
    if heard_as.POLICE.search(said):
        return "police"
    return "rescue" if heard_as.RESCUE.search(said) else ""


def _numbered(said: str, context: Context) -> str:
    """Return the id of the line whose number is written, or ''."""
    numbers = {c.number.replace("-", ""): c.id for c in context.knowledge.contacts.values()}
    found = (n for n in heard_as.NUMBER.findall(said) if n in numbers)
    return next((numbers[n] for n in found), "")
