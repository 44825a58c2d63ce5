"""What a message means after an alarm or a caring line: its going on, a question of its own, or help on its way."""

from __future__ import annotations

from dataclasses import replace

from handlers.about_us.machine import asks_if_machine
from handlers.alarm_told import by_reader
from handlers.alarm_unknown import LIKELY, asks_of_ours, asks_something, who_knows, wishes_call
from handlers.cards import YOUTH, call_buttons, card, is_young, words_before
from handlers.context import Context
from handlers.danger import just_alarmed, of_oneself, open_danger
from handlers.decision import Decision
from handlers.effects import AddEvent, Effect
from handlers.foreign import language_of, written_anyway
from handlers.menu import CALLBACK, DOORS, MESSAGE, PERSON, VISIT, next_opening
from handlers.messages import Button, Conversation, Inbound, Reply, Style
from handlers.reaching import asks_whom
from handlers.report.rules import read_story
from handlers.unguided import called_help, helpless, refuses, speaks_of_oneself
from intents.danger import Danger
from intents.language import language
from intents.understanding import Understood
from storage.records.ticket import Ticket


def said_already(danger: Danger, conversation: Conversation, context: Context) -> bool:
    """Say whether the emergency card of this very danger was just shown: a caring line adds nothing."""
    open_one = open_danger(context) if just_alarmed(conversation, context) else None
    return open_one is not None and f"danger_{danger.kind}" in open_one.reasons


def goes_without_saying(
    danger: Danger, inbound: Inbound, conversation: Conversation, context: Context
) -> bool:
    """Say whether a caring line would be out of place: told of the neighbour reported, after the card, or just said."""
    flow = conversation.flow
    of_neighbour = flow is not None and flow.name == "report" and not of_oneself(danger)
    if danger.kind != "neighbor_report" and story_so_far(conversation):
        of_neighbour = not of_oneself(danger)
    if of_neighbour or said_already(danger, conversation, context):
        return True
    if danger.kind == "neighbor_report":
        return False
    line = card(danger, inbound.text, context, words_before(conversation)).text
    return any(reply.text == line for reply in conversation.said)


#: Outcomes that have no answer of their own; beside despair a guess of three benefits is none either.
_UNCLEAR = frozenset({"not_understood", "person"})
_UNCLEAR_BESIDE_DESPAIR = _UNCLEAR | {"choose", "home", "hours", "unsolved", "requests"}
#: What only goes on from the last answer.
_VAGUE = frozenset({"beyond", "case"})


def says_nothing(outcome: str, danger: Danger, heard: Understood | None, text: str) -> bool:
    """Say whether what would stand beneath a card answers nothing: a caring line stands alone then."""
    far = danger.kind == "violence_abuse" and outcome == "choose"
    leans = far or outcome in _VAGUE or (heard is not None and heard.leans_faintly)
    unclear = _UNCLEAR_BESIDE_DESPAIR if danger.kind == "suicide" else _UNCLEAR
    return outcome in unclear or (leans and not asks_something(text))


#: The outcome of a word that was only listened to.
LISTENED = "listened"


def goes_on(heard: Understood | None, conversation: Conversation, context: Context) -> bool:
    """Say whether a message goes on from a grave one ("네, 혼자 있어요"): nothing to guess a benefit from."""
    if heard is None:
        return False
    if heard.intent in _PARTING and just_alarmed(conversation, context):
        return True
    if asks_if_machine(heard.text):
        return False
    if heard.intent == _CALL and not wishes_call(heard.text):
        # "엄마한테 전화해야 돼요?" opens no form
        return just_alarmed(conversation, context) or cared_for(conversation, context)
    open_words = _asks_on(heard.text) or refuses(heard.text) or called_help(heard.text)
    if not open_words and _offers(heard):
        return False
    answers = _is_answered(heard)
    if not open_words and (heard.intent not in _NO_WISH or answers):
        return False
    if just_alarmed(conversation, context):
        # a question back helps on ("쉼터 있어요?"), but not beside despair
        despair = heard.danger is not None and heard.danger.kind == "suicide"
        return heard.clarification is None or despair or open_words
    if refuses(heard.text):
        return False
    return cared_for(conversation, context) and (
        open_words or (heard.intent is None and heard.clarification is None)
    )


def _is_answered(heard: Understood) -> bool:
    """Say whether a message gets its answer all the same; what is written in another language is not guessed at."""
    # "폰 5퍼임" after an answer asks nothing of it
    on_a_line = heard.matches[:1] and heard.matches[0].id == YOUTH
    asked = not heard.leans_faintly or (not on_a_line and asks_of_ours(heard.text))
    answer = heard.decision == "answer" and heard.facet != "case"
    return answer and asked and language(heard.text) == "ko"


def _offers(heard: Understood) -> bool:
    """Say whether a practical question has a likely answer among some: they are offered, whatever was told before."""
    likely = heard.decision == "choose" and heard.matches[0].score >= LIKELY
    asks_ours = heard.intent is None and asks_of_ours(heard.text)
    return likely and asks_ours and heard.danger is None and language(heard.text) == "ko"


def with_numbers(decision: Decision, conversation: Conversation, context: Context) -> Decision:
    """Put the numbers of an alarm just shown under what is answered after it."""
    caring = any(reply.style is Style.DANGER for reply in conversation.said)
    if not decision.replies or not (caring or just_alarmed(conversation, context)):
        return decision
    *first, last = decision.replies
    calls = numbers_shown(conversation, context)
    mine = tuple(b for b in calls if b.url not in {x.url for x in last.buttons})
    return replace(decision, replies=(*first, replace(last, buttons=(*mine, *last.buttons))))


def cared_for(conversation: Conversation, context: Context) -> bool:
    """Say whether a caring line about despair or violence was the last thing that the person read."""
    heavy = {b.url for b in call_buttons(_HEAVY, context)}
    return any(
        reply.style is Style.DANGER and heavy.intersection(b.url for b in reply.buttons)
        for reply in conversation.said
    )


#: Whose numbers stand under a line about despair or violence.
_HEAVY = ("suicide", "women", "school")
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


#: The keys of what is said where nobody here knows.
_UNKNOWN = "alarm.unknown"
#: Thanks after an alarm are no sign that all is well.
_PARTING = ("thanks", "goodbye")
_CALL = "request_callback"
#: Meanings that say nothing of their own after a card.
_NO_WISH = (None, "yes", "no", "dont_know", "cancel", "go_back", "restart")


def _asks_on(text: str) -> bool:
    return helpless(text) or asks_whom(text)


def listen_on(conversation: Conversation, inbound: Inbound, context: Context) -> Decision:
    """Say that the word was heard, and the numbers once more; after an alarm staff get it too."""
    open_one = open_danger(context) if just_alarmed(conversation, context) else None
    calls = numbers_shown(conversation, context)
    told: tuple[Effect, ...] = ()
    key = by_reader("danger.listening_soft", context)
    if open_one is not None:
        told = (AddEvent(open_one.number, "danger_more", inbound.text),)
        key = by_reader("danger.listening", context)
    young = is_young(inbound.text, conversation, context)
    despair = _spoken_kind(open_one, conversation, context) == "suicide"
    asked = asks_of_ours(inbound.text) if despair else asks_something(inbound.text)
    if asked and language(inbound.text) == "ko":
        key = _unknown(open_one, conversation, context, young=young)
    if _asks_on(inbound.text) or refuses(inbound.text):
        key = "danger.what_to_do" if _asks_on(inbound.text) else "danger.refuses"
    more = _ways(key, open_one)
    if called_help(inbound.text):
        key, more = _called(open_one), ()
    if young:
        youth = call_buttons(("youth",), context)
        calls = (*youth, *(c for c in calls if c not in youth))
    numbers = ", ".join(f"☎ {b.url.removeprefix('tel:')}" for b in calls)
    slots = {"next_opening": next_opening(context), "numbers": numbers}
    text = context.words(key, **slots)
    if not key.startswith(_UNKNOWN) and any(reply.text == text for reply in conversation.said):
        text = context.words(by_reader("danger.listening_again", context), **slots)
    spoken = language_of(inbound, context)
    if spoken:
        text = written_anyway(spoken, inbound.text, numbers, context)
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


def _unknown(
    alarm: Ticket | None, conversation: Conversation, context: Context, *, young: bool
) -> str:
    """Return the key of the words for what nobody here knows; asked again, they say where to come."""
    kind = _spoken_kind(alarm, conversation, context)
    before = context.words(
        who_knows(kind, context, young=young, again=False), next_opening=next_opening(context)
    )
    again = any(reply.text == before for reply in conversation.said)
    return who_knows(kind, context, young=young, again=again)


def _spoken_kind(alarm: Ticket | None, conversation: Conversation, context: Context) -> str:
    """Return the gravest kind of the alarm, or of the caring line last read."""
    reasons = alarm.reasons if alarm is not None else ()
    kind = next((kind for kind in _GO_ON_WITH if f"danger_{kind}" in reasons), "")
    if kind:
        return kind
    shown = {b.url for reply in conversation.said for b in reply.buttons if b.url}
    lines = (("suicide", "suicide"), ("violence_abuse", "women"))
    return next((k for k, i in lines if shown & {b.url for b in call_buttons((i,), context)}), "")


def _ways(key: str, alarm: Ticket | None) -> tuple[Button, ...]:
    """Return what stands beside a person: a note where nothing is kept yet, a call or a visit where it helps."""
    if key.startswith("danger.listening_soft"):
        return (MESSAGE,)
    if key.startswith("danger.listening"):
        return ()
    if key.startswith(_UNKNOWN):
        reasons = alarm.reasons if alarm is not None else ()
        # a call may be overheard by who hits, and comes too late for who is ill
        away = {"danger_violence_abuse", "danger_medical_fire"}.intersection(reasons)
        return () if away else (CALLBACK,)
    return (VISIT, CALLBACK)


def _called(alarm: Ticket | None) -> str:
    """Return the words for help on its way: who is beaten keeps away, who is ill keeps the door open."""
    reasons = alarm.reasons if alarm is not None else ()
    if "danger_violence_abuse" in reasons:
        return "danger.called_police"
    if "danger_suicide" in reasons or "danger_medical_fire" in reasons:
        return "danger.called_own" if "about_self" in reasons else "danger.called_beside"
    return "danger.called"
