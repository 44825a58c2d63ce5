"""What a message means after an alarm or a caring line: its going on, a question of its own, or help on its way."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers.cards import call_buttons, is_young
from handlers.context import Context
from handlers.danger import QUIET, of_oneself, open_danger
from handlers.decision import Decision
from handlers.effects import AddEvent, Effect
from handlers.foreign import language_of, written_anyway
from handlers.menu import CALLBACK, DOORS, PERSON, VISIT, next_opening
from handlers.messages import Button, Conversation, Inbound, Reply, Style
from handlers.report.rules import read_story
from handlers.unguided import (
    asks,
    asks_whom,
    called_help,
    helpless,
    refuses,
    speaks_of_oneself,
)
from intents.danger import Danger
from intents.language import language
from intents.understanding import Understood
from storage.records.ticket import Ticket


def said_already(danger: Danger, conversation: Conversation, context: Context) -> bool:
    """Say whether the emergency card of this very danger was just shown: a caring line adds nothing."""
    open_one = open_danger(context) if just_alarmed(conversation, context) else None
    return open_one is not None and f"danger_{danger.kind}" in open_one.reasons


def goes_without_saying(danger: Danger, conversation: Conversation, context: Context) -> bool:
    """Say whether a caring line would be out of place: told of the neighbour reported, or after the card itself."""
    flow = conversation.flow
    of_neighbour = flow is not None and flow.name == "report" and not of_oneself(danger)
    if danger.kind != "neighbor_report" and story_so_far(conversation):
        of_neighbour = not of_oneself(danger)
    return of_neighbour or said_already(danger, conversation, context)


#: The outcome of a word that was only listened to.
LISTENED = "listened"
#: After the alarm words that are no clear question are heard as its going on, for so long.
GOES_ON = timedelta(hours=2)


def goes_on(heard: Understood | None, conversation: Conversation, context: Context) -> bool:
    """Say whether a message goes on from a grave one ("네, 혼자 있어요"): nothing to guess a benefit from."""
    if heard is None:
        return False
    if heard.intent in _PARTING and just_alarmed(conversation, context):
        return True
    open_words = _asks_on(heard.text) or refuses(heard.text) or called_help(heard.text)
    answers = _is_answered(heard)
    if not open_words and (heard.intent not in _NO_WISH or answers):
        return False
    if just_alarmed(conversation, context):
        # a question back helps on ("쉼터 있어요?"), but not beside despair
        despair = heard.danger is not None and heard.danger.kind == "suicide"
        return heard.clarification is None or despair or open_words
    if refuses(heard.text):
        return False
    return _cared_for(conversation, context) and (
        open_words or (heard.intent is None and heard.clarification is None)
    )


def _is_answered(heard: Understood) -> bool:
    """Say whether a message gets its answer all the same; what is written in another language is not guessed at."""
    return heard.decision == "answer" and heard.facet != "case" and language(heard.text) == "ko"


def with_numbers(decision: Decision, conversation: Conversation, context: Context) -> Decision:
    """Put the numbers of an alarm just shown under what is answered after it."""
    if not decision.replies or not just_alarmed(conversation, context):
        return decision
    *first, last = decision.replies
    calls = numbers_shown(conversation, context)
    mine = tuple(b for b in calls if b.url not in {x.url for x in last.buttons})
    return replace(decision, replies=(*first, replace(last, buttons=(*mine, *last.buttons))))


def just_alarmed(conversation: Conversation, context: Context) -> bool:
    """Say whether an emergency card was shown within two hours and its case is open."""
    until = conversation.quiet_until
    recent = until is not None and context.at <= until - QUIET + GOES_ON
    return recent and open_danger(context) is not None


def _cared_for(conversation: Conversation, context: Context) -> bool:
    """Say whether a caring line about despair or violence was the last thing that the person read."""
    heavy = {b.url for b in call_buttons(_HEAVY, context)}
    return any(
        reply.style is Style.DANGER and heavy.intersection(b.url for b in reply.buttons)
        for reply in conversation.said
    )


#: Whose numbers stand under a line about despair or violence.
_HEAVY = ("suicide", "women")
#: The gravest first.
_GO_ON_WITH = {
    "suicide": ("suicide", "rescue"),
    "violence_abuse": ("police", "women"),
    "medical_fire": ("rescue",),
    "hunger_livelihood": ("welfare", "rescue"),
}


def tells_on(heard: Understood | None, conversation: Conversation) -> bool:
    """Say whether a message goes on with a worry about a neighbour ("3일 정도 됐어요") under the offer to report it."""
    if heard is None or heard.intent is not None or heard.clarification is not None:
        return False
    if heard.door is not None or speaks_of_oneself(heard.text):
        return False
    # a home is told, whatever it is like
    story = read_story(heard.text)
    more = heard.decision == "choose" and bool(story.signs or story.since)
    tells = heard.decision == "person" or bool(story.place) or more
    return tells and bool(story_so_far(conversation))


def story_so_far(conversation: Conversation) -> str:
    """Return the worry about a neighbour under which the report was just offered, or ''."""
    offered = any(
        reply.style is Style.DANGER and any(b.value == DOORS[1].value for b in reply.buttons)
        for reply in conversation.said
    )
    return conversation.story if offered else ""


#: Who answers a question, by the kind of alarm.
_KNOWS = {
    "suicide": "suicide",
    "violence_abuse": "women",
    "medical_fire": "rescue",
    "hunger_livelihood": "welfare",
}
_NOT_KNOWN = "danger.not_known"
#: Thanks after an alarm are no sign that all is well.
_PARTING = ("thanks", "goodbye")
#: Meanings that say nothing of their own after a card.
_NO_WISH = (None, "yes", "no", "dont_know", "cancel", "go_back", "restart")


def _asks_on(text: str) -> bool:
    return helpless(text) or asks_whom(text)


def listen_on(conversation: Conversation, inbound: Inbound, context: Context) -> Decision:
    """Say that the word was heard, and the numbers once more; after an alarm staff get it too."""
    open_one = open_danger(context) if just_alarmed(conversation, context) else None
    calls = numbers_shown(conversation, context)
    told: tuple[Effect, ...] = ()
    key = "danger.listening_soft"
    if open_one is not None:
        told = (AddEvent(open_one.number, "danger_more", inbound.text),)
        key = _listening(context)
    if key.startswith("danger.listening") and asks(inbound.text):
        key = _NOT_KNOWN
    if _asks_on(inbound.text) or refuses(inbound.text):
        key = "danger.what_to_do" if _asks_on(inbound.text) else "danger.refuses"
    more = () if key.startswith(("danger.listening", _NOT_KNOWN)) else (VISIT, CALLBACK)
    if called_help(inbound.text):
        key, more = _called(open_one), ()
    if is_young(inbound, conversation, context):
        youth = call_buttons(("youth",), context)
        calls = (*youth, *(c for c in calls if c not in youth))
    numbers = ", ".join(f"☎ {b.url.removeprefix('tel:')}" for b in calls)
    if key == _NOT_KNOWN:
        numbers = _who_knows(calls, open_one, context)
    slots = {"next_opening": next_opening(context), "numbers": numbers}
    text = context.words(key, **slots)
    if key != _NOT_KNOWN and any(reply.text == text for reply in conversation.said):
        text = context.words("danger.listening_again", **slots)
    spoken = language_of(inbound, context)
    if spoken:
        text = written_anyway(spoken, numbers, context)
    reply = Reply(text, (*calls, PERSON, *more))
    return Decision(replace(conversation, misses=0), (reply,), told, LISTENED)


#: Beneath words that name numbers some must stand, whatever was shown before.
_NOTHING_SHOWN = ("rescue", "police")
#: The number that stays beneath all that follows an alarm of a kind.
_ALWAYS = {"violence_abuse": "police", "suicide": "suicide", "medical_fire": "rescue"}


def numbers_shown(conversation: Conversation, context: Context) -> tuple[Button, ...]:
    """Return the numbers last shown; after an alarm those of its gravest kind where none were."""
    shown = (r.buttons for r in reversed(conversation.said))
    calls = next(
        (c for c in (tuple(b for b in all_ if b.url.startswith("tel:")) for all_ in shown) if c), ()
    )
    open_one = open_danger(context) if just_alarmed(conversation, context) else None
    if open_one is None:
        return calls or call_buttons(_NOTHING_SHOWN, context)
    if calls:
        # who was beaten keeps the police in sight, whatever was talked about since
        due = [i for kind, i in _ALWAYS.items() if f"danger_{kind}" in open_one.reasons]
        there = {b.url for b in calls}
        return (*(b for b in call_buttons(tuple(due), context) if b.url not in there), *calls)
    kinds = (kind for kind in _GO_ON_WITH if f"danger_{kind}" in open_one.reasons)
    return call_buttons(_GO_ON_WITH[next(kinds, "medical_fire")], context)


def _who_knows(calls: tuple[Button, ...], alarm: Ticket | None, context: Context) -> str:
    """Name who answers questions after an alarm of this kind; a pupil's line before all."""
    reasons = alarm.reasons if alarm is not None else ()
    kind = next((kind for kind in _KNOWS if f"danger_{kind}" in reasons), None)
    youth = call_buttons(("youth",), context)
    if {b.url for b in youth}.intersection(b.url for b in calls):
        shown = youth
    elif kind is not None:
        shown = call_buttons((_KNOWS[kind],), context)
    else:
        urgent = {b.url for b in call_buttons(("rescue", "police"), context)}
        shown = tuple(b for b in calls if b.url not in urgent) or calls
    return ", ".join(f"☎ {b.url.removeprefix('tel:')}" for b in shown)


def _listening(context: Context) -> str:
    """Return words that promise no reader where nobody is on duty."""
    if context.attended:
        return "danger.listening"
    return "danger.listening_no_duty" if context.open_now else "danger.listening_closed"


def _called(alarm: Ticket | None) -> str:
    """Return the words for help on its way: who is beaten keeps away, who is ill keeps the door open."""
    reasons = alarm.reasons if alarm is not None else ()
    if "danger_violence_abuse" in reasons:
        return "danger.called_police"
    if "danger_suicide" in reasons or "danger_medical_fire" in reasons:
        return "danger.called_own" if "about_self" in reasons else "danger.called_beside"
    return "danger.called"
