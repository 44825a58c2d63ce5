"""What is asked after an emergency card and can be answered plainly: whether to call, what it costs, who picks up."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from handlers import danger as danger_words
from handlers.after_alarm import LISTENED, numbers_shown
from handlers.alarm_asked import told_of
from handlers.alarm_cold import cold_in
from handlers.alarm_expecting import of_the_expecting
from handlers.alarm_told import Talk, Told, by_reader
from handlers.cards import YOUTH, call_buttons, is_young
from handlers.compact import compact
from handlers.consult.talk import STOP_WAITING, pass_on
from handlers.context import Context
from handlers.decision import Decision
from handlers.effects import AddEvent, Effect, LogDanger
from handlers.menu import DOORS, HOME, PERSON, next_opening
from handlers.messages import Button, Conversation, Inbound, Kind, Owner, Reply
from handlers.whose import is_of_another
from intents.danger import Danger
from intents.entry import Contact
from intents.understanding import Understood

#: Longer texts tell of something; a question stands alone.
_LONGEST = 60
_URGENT = ("suicide", "violence_abuse", "medical_fire", "hunger_livelihood")
#: More numbers under one answer are a list, not help.
_MOST_CALLS = 4
#: What is no answer to a question is not said twice in the same words.
_ONCE = frozenset({"alarm.lonely", "alarm.no_trouble", "alarm.thanks", "alarm.well"})
#: What is said to good news.
_GOOD = frozenset({"alarm.relief", "alarm.arrived"})
#: Where numbers must stand and none is known of this talk.
_NONE_KNOWN = ("rescue", "police")
#: Signs behind which no news is good.
_SURE = frozenset(
    {
        "die_wish",
        "kill_self",
        "means",
        "pills",
        "attempt",
        "live_not",
        "high_place",
        "hit",
        "weapon",
        "fire",
    }
)


#: A question that stands behind no card.
_NO_TALK = Talk("", False, False, False, "", False)


def answered(
    heard: Understood | None,
    danger: Danger | None,
    inbound: Inbound,
    conversation: Conversation,
    context: Context,
) -> Decision | None:
    """Answer what is asked after an emergency card or under its numbers; None for anything else."""
    if heard is None or inbound.kind is not Kind.TEXT:
        return None
    if conversation.flow is not None or conversation.owner is Owner.PERSON:
        return None
    is_short = len(inbound.text) <= _LONGEST
    talk = talk_of(inbound, conversation, context) if is_short else None
    told = told_of(inbound.text, heard, talk, context) if talk is not None else None
    told = told or of_the_expecting(inbound.text, conversation, context)
    if told is None or _is_graver(danger, told, talk or _NO_TALK, context):
        return None
    said = say_told(told, danger, inbound, conversation, context)
    return said if conversation.owner is Owner.BOT else _while_waiting(said, inbound)


def _while_waiting(said: Decision, inbound: Inbound) -> Decision:
    """Pass the words on as well; who waits goes on waiting."""
    (reply,) = said.replies
    if reply.buttons:
        shown = tuple(b for b in reply.buttons if b not in (PERSON, HOME, *DOORS))
        reply = replace(reply, buttons=(*shown, STOP_WAITING))
    passed = pass_on(said.conversation, inbound).effects
    return replace(said, replies=(reply,), effects=(*said.effects, *passed))


def talk_of(inbound: Inbound, conversation: Conversation, context: Context) -> Talk | None:
    """Return what the words stand behind: an alarm, a caring line, or None for neither."""
    shown = {b.url for reply in conversation.said for b in reply.buttons if b.url}
    young = is_young(inbound.text, conversation, context)
    young = young or bool(shown.intersection(b.url for b in call_buttons(("youth",), context)))
    before = compact(" ".join((*conversation.recent, inbound.text)))
    alarm = danger_words.open_danger(context)
    if alarm is not None and danger_words.just_alarmed(conversation, context):
        kind = next((k for k in _URGENT if f"danger_{k}" in alarm.reasons), "medical_fire")
        return Talk(kind, is_of_another(context), young, True, before, _has_exit(inbound))
    for kind, line in (("suicide", "suicide"), ("violence_abuse", "women")):
        if shown.intersection(b.url for b in call_buttons((line,), context)):
            return Talk(kind, True, young, False, before, _has_exit(inbound))
    calls = [b.url for reply in conversation.said for b in reply.buttons if b.url]
    milder = {"medical_fire": "rescue", "hunger_livelihood": "welfare"}
    # the number that stands first tells what it was about
    places = {
        calls.index(b.url): kind
        for kind, line in milder.items()
        for b in call_buttons((line,), context)
        if b.url in calls
    }
    if not places:
        return None
    if cold_in(compact(inbound.text), before) or cold_in(before):
        # the rescue stands first on the card of a cold room, where nobody is ill
        return Talk("hunger_livelihood", True, young, False, before, _has_exit(inbound))
    return Talk(places[min(places)], True, young, False, before, _has_exit(inbound))


def _has_exit(inbound: Inbound) -> bool:
    """Say whether a button to leave at once stands above the talk: on our own page alone."""
    return inbound.channel.startswith("web")


def _is_graver(danger: Danger | None, told: Told, talk: Talk, context: Context) -> bool:
    """Say whether a danger is heard that needs its own card: one that the card did not speak of, or one's own despair."""
    if danger is None or (told.quoted and danger.kind == talk.kind):
        return False
    sure = bool(_SURE.intersection(danger.why))
    if told.hushed:
        # who must hide what was written needs no second card on the screen
        return sure
    spoken_of = danger.kind in told.speaks_of and (talk.alarmed or told.misheard)
    if spoken_of and not danger_words.of_oneself(danger):
        return False
    if told.key in _GOOD:
        # nobody who does not breathe is greeted with relief
        # "엄마 깨어나셨어요" is like words of those who do not want to wake
        alike = told.woke and danger.kind == "suicide" and danger.about == "other"
        return sure or danger.kind == "medical_fire" or (danger.tier == "hard" and not alike)
    if danger_words.of_oneself(danger):
        # nobody hangs on a busy line
        return not told.key.startswith("alarm.busy")
    alarm = danger_words.open_danger(context)
    known = talk.alarmed and alarm is not None and f"danger_{danger.kind}" in alarm.reasons
    return danger.tier == "hard" and not known


def say_told(
    told: Told,
    danger: Danger | None,
    inbound: Inbound,
    conversation: Conversation,
    context: Context,
) -> Decision:
    """Say it above the numbers; after an alarm staff get the words too."""
    shown = numbers_shown(conversation, context) or call_buttons(_NONE_KNOWN, context)
    first = call_buttons(told.calls, context)
    if not told.alone:
        shown = _unanswered_last(shown, inbound, conversation)
        first = _unanswered_last(first, inbound, conversation)
    calls = (*first, *(c for c in shown if c not in first and not told.alone))[:_MOST_CALLS]
    ways = tuple(
        Button(context.knowledge.entries[e].title, f"e:{e}")
        for e in told.entries
        if e in context.knowledge.entries
    )
    text = _words(told, first or shown, context)
    if told.key in _ONCE and any(reply.text == text for reply in conversation.said):
        numbers = _spoken(calls)
        slots = {"numbers": numbers, "next_opening": next_opening(context)}
        text = context.words(by_reader("danger.listening_again", context), **slots)
    talked = replace(conversation, misses=0)
    if told.calls[:1] == ("youth",):
        # a pupil stays one: the next card is the pupil's too
        talked = replace(talked, topic=YOUTH)
    if told.calms:
        over = context.at + danger_words.QUIET - danger_words.GOES_ON - timedelta(minutes=1)
        talked = replace(talked, quiet_until=over)
    reply = Reply(text) if told.hushed else Reply(text, (*calls, *ways, PERSON, *told.ways))
    events = kept(danger, inbound, conversation, context, rings=not (told.misheard or told.quoted))
    if told.keeps and not danger_words.just_alarmed(conversation, context):
        events = (*events, *_kept_beyond(inbound, context))
    return Decision(talked, (reply,), events, LISTENED, told.key)


#: What was told not to answer is not named first again.
_NO_ANSWER = re.compile(
    r"(?<!\d)(1\d{2,3})(?:은|는|도|에|로|번|한테|전화|걸|했|해|봤|어|는데|지만|도)*.{0,8}?(?:안받|안되|통화중|연결(?:이)?안|못받)"
)


def _unanswered_last(
    calls: tuple[Button, ...], inbound: Inbound, conversation: Conversation
) -> tuple[Button, ...]:
    """Put a line that was told not to answer behind the others."""
    said = "|".join(compact(text) for text in (*conversation.recent, inbound.text))
    silent = {f"tel:{m[1]}" for m in _NO_ANSWER.finditer(said)}
    return tuple(sorted(calls, key=lambda b: b.url in silent))


def _kept_beyond(inbound: Inbound, context: Context) -> tuple[Effect, ...]:
    """Keep the words with an alarm that is over for the talk but not for staff."""
    alarm = danger_words.open_danger(context)
    return () if alarm is None else (AddEvent(alarm.number, "danger_more", inbound.text),)


def _words(told: Told, calls: tuple[Button, ...], context: Context) -> str:
    contacts = context.knowledge.contacts
    slots = {"numbers": _spoken(calls), "next_opening": next_opening(context)}
    if told.line:
        line = contacts.get(told.line) or _line_of(calls, context)
        if line is None:
            return context.words(by_reader("danger.listening_again", context), **slots)
        always = line.hours.startswith("24시간") and line.confidence == "verified"
        key = "alarm.hours_always" if always and told.key == "alarm.hours" else told.key
        said = f"☎ {line.number}({line.name.partition(' (')[0]})"
        return context.words(key, line=said, hours=line.hours, **slots)
    return context.words(told.key, **slots)


def _line_of(calls: tuple[Button, ...], context: Context) -> Contact | None:
    """Return the line whose number stands first; one that is known no longer gives way to the rescue."""
    contacts = context.knowledge.contacts
    lines = {f"tel:{c.number}": c for c in contacts.values()}
    return next((lines[b.url] for b in calls if b.url in lines), contacts.get("rescue"))


def _spoken(calls: tuple[Button, ...]) -> str:
    """Name the first three: more is no help to somebody in a hurry."""
    return ", ".join(f"☎ {b.url.removeprefix('tel:')}" for b in calls[:3])


def kept(
    danger: Danger | None,
    inbound: Inbound,
    conversation: Conversation,
    context: Context,
    *,
    rings: bool = True,
) -> tuple[Effect, ...]:
    """Keep the words with the alarm; a hard danger rings once more unless it was misheard."""
    log: tuple[Effect, ...] = ()
    if danger is not None:
        log = (LogDanger(danger.kind, danger.tier, danger.about, danger.why),)
        if danger.tier == "hard" and rings:
            return (*log, *danger_words.tell(danger, inbound, context))
    alarm = danger_words.open_danger(context)
    if alarm is None or not danger_words.just_alarmed(conversation, context):
        return log
    return (*log, AddEvent(alarm.number, "danger_more", inbound.text))
