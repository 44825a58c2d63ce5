"""What is asked after an emergency card and can be answered plainly: whether to call, what it costs, who picks up."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers import danger as danger_words
from handlers.after_alarm import GOES_ON, LISTENED, just_alarmed, numbers_shown
from handlers.alarm_asked import Talk, Told, told_of
from handlers.cards import YOUTH, call_buttons, is_young
from handlers.compact import compact
from handlers.context import Context
from handlers.decision import Decision
from handlers.effects import AddEvent, Effect, LogDanger
from handlers.menu import PERSON, next_opening
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
_ONCE = frozenset({"alarm.thanks", "alarm.well"})
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


def answered(
    heard: Understood | None,
    danger: Danger | None,
    inbound: Inbound,
    conversation: Conversation,
    context: Context,
) -> Decision | None:
    """Answer what is asked after an emergency card or under its numbers; None for anything else."""
    if heard is None or inbound.kind is not Kind.TEXT or len(inbound.text) > _LONGEST:
        return None
    if conversation.flow is not None or conversation.owner is not Owner.BOT:
        return None
    talk = _talk(inbound, conversation, context)
    told = told_of(inbound.text, heard, talk, context) if talk is not None else None
    if talk is None or told is None or _is_graver(danger, told, talk, context):
        return None
    return _say(told, danger, inbound, conversation, context)


def _talk(inbound: Inbound, conversation: Conversation, context: Context) -> Talk | None:
    shown = {b.url for reply in conversation.said for b in reply.buttons if b.url}
    young = is_young(inbound, conversation, context)
    young = young or bool(shown.intersection(b.url for b in call_buttons(("youth",), context)))
    before = compact(" ".join((*conversation.recent, inbound.text)))
    alarm = danger_words.open_danger(context)
    if alarm is not None and just_alarmed(conversation, context):
        kind = next((k for k in _URGENT if f"danger_{k}" in alarm.reasons), "medical_fire")
        return Talk(kind, is_of_another(context), young, True, before, _has_exit(inbound))
    for kind, line in (
        ("suicide", "suicide"),
        ("violence_abuse", "women"),
        ("medical_fire", "rescue"),
    ):
        if shown.intersection(b.url for b in call_buttons((line,), context)):
            return Talk(kind, True, young, False, before, _has_exit(inbound))
    return None


def _has_exit(inbound: Inbound) -> bool:
    """Say whether a button to leave at once stands above the talk: on our own page alone."""
    return inbound.channel.startswith("web")


def _is_graver(danger: Danger | None, told: Told, talk: Talk, context: Context) -> bool:
    """Say whether a danger is heard that needs its own card: one that the card did not speak of, or one's own despair."""
    if danger is None:
        return False
    sure = bool(_SURE.intersection(danger.why))
    if told.hushed:
        # who must hide what was written needs no second card on the screen
        return sure
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


def _say(
    told: Told,
    danger: Danger | None,
    inbound: Inbound,
    conversation: Conversation,
    context: Context,
) -> Decision:
    """Say it above the numbers; after an alarm staff get the words too."""
    shown = numbers_shown(conversation, context) or call_buttons(_NONE_KNOWN, context)
    first = call_buttons(told.calls, context)
    calls = (*first, *(c for c in shown if c not in first))[:_MOST_CALLS]
    ways = tuple(
        Button(context.knowledge.entries[e].title, f"e:{e}")
        for e in told.entries
        if e in context.knowledge.entries
    )
    text = _words(told, first or shown, context)
    if told.key in _ONCE and any(reply.text == text for reply in conversation.said):
        numbers = _spoken(calls)
        text = context.words("danger.listening_again", numbers=numbers)
    talked = replace(conversation, misses=0)
    if told.calls[:1] == ("youth",):
        # a pupil stays one: the next card is the pupil's too
        talked = replace(talked, topic=YOUTH)
    if told.calms:
        over = context.at + danger_words.QUIET - GOES_ON - timedelta(minutes=1)
        talked = replace(talked, quiet_until=over)
    reply = Reply(text) if told.hushed else Reply(text, (*calls, *ways, PERSON, *told.ways))
    return Decision(
        talked, (reply,), _kept(danger, inbound, conversation, context), LISTENED, told.key
    )


def _words(told: Told, calls: tuple[Button, ...], context: Context) -> str:
    contacts = context.knowledge.contacts
    slots = {"numbers": _spoken(calls), "next_opening": next_opening(context)}
    if told.line:
        line = contacts.get(told.line) or _line_of(calls, context)
        if line is None:
            return context.words("danger.listening_again", **slots)
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


def _kept(
    danger: Danger | None, inbound: Inbound, conversation: Conversation, context: Context
) -> tuple[Effect, ...]:
    log: tuple[Effect, ...] = ()
    if danger is not None:
        log = (LogDanger(danger.kind, danger.tier, danger.about, danger.why),)
        if danger.tier == "hard":
            return (*log, *danger_words.tell(danger, inbound, context))
    alarm = danger_words.open_danger(context)
    if alarm is None or not just_alarmed(conversation, context):
        return log
    return (*log, AddEvent(alarm.number, "danger_more", inbound.text))
