"""What is said and kept when a message hints at danger (A1-A17); never scolds, never asks first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers.cards import call_buttons, card, is_young, numbers_card, words_before
from handlers.context import Context
from handlers.decision import Decision, buttons_last
from handlers.effects import AddEvent, ChangeTicket, Effect, LogDanger, OpenTicket
from handlers.foreign import language_of, written_anyway
from handlers.menu import CALLBACK, DOORS, PERSON, VISIT, next_opening
from handlers.messages import Button, Conversation, Inbound, Reply, Style
from handlers.report.rules import read_story
from handlers.unguided import asks_whom, called_help, helpless, refuses
from intents.danger import Danger
from intents.understanding import Understood
from storage.records.ticket import Priority, Status, Ticket, TicketKind

#: A7: no news, surveys or follow-ups of the bot's own for so long after an acute message.
QUIET = timedelta(days=7)
#: Kinds beside whose card a benefit may be offered.
WITH_HELP = frozenset({"medical_fire", "hunger_livelihood"})
#: Kinds whose acute form opens a ticket at the highest priority.
CRITICAL = frozenset({"suicide", "violence_abuse", "medical_fire"})


def respond(
    danger: Danger, conversation: Conversation, inbound: Inbound, context: Context
) -> Decision:
    """Show the card (hard) or one caring line (soft), tell staff, and keep the talk open."""
    log = LogDanger(danger.kind, danger.tier, danger.about, danger.why)
    replies: tuple[Reply, ...] = (card(danger, inbound.text, context, words_before(conversation)),)
    if danger.tier == "soft":
        return Decision(conversation, replies, (log,), "danger_soft", danger.kind)
    after = replace(conversation, quiet_until=context.at + QUIET)
    replies = buttons_last(replies, _help_for(danger, inbound, context))
    return Decision(after, replies, (log, *tell(danger, inbound, context)), "danger", danger.kind)


def _help_for(danger: Danger, inbound: Inbound, context: Context) -> tuple[Button, ...]:
    """A way to the benefit that was asked for in the same breath; never beside suicide or violence."""
    if danger.kind not in WITH_HELP:
        return ()
    meant = context.understanding.understand(inbound.text)
    known = [m.id for m in meant.matches if m.id in context.knowledge.entries]
    if meant.decision not in ("answer", "choose") or not known:
        return ()
    entry = context.knowledge.entries[known[0]]
    return (Button(entry.title, f"e:{entry.id}"),)


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


def of_oneself(danger: Danger) -> bool:
    """Say whether despair of the sender's own is heard, by a sign and not by likeness alone."""
    sign = bool({"die_wish", "kill_self", "live_not", "sure_suicide"}.intersection(danger.why))
    return danger.kind == "suicide" and danger.about == "self" and (sign or danger.tier == "hard")


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
    answers = heard.decision == "answer" and heard.facet != "case"
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


#: Thanks after an alarm are no sign that all is well.
_PARTING = ("thanks", "goodbye")
#: Meanings that say nothing of their own after a card.
_NO_WISH = (None, "yes", "no", "dont_know", "cancel", "go_back", "restart")


def _asks_on(text: str) -> bool:
    return helpless(text) or asks_whom(text)


def listen_on(conversation: Conversation, inbound: Inbound, context: Context) -> Decision:
    """Say that the word was heard, and the numbers once more; after an alarm staff get it too."""
    open_one = open_danger(context) if just_alarmed(conversation, context) else None
    shown = (r.buttons for r in reversed(conversation.said))
    calls = next((c for c in (tuple(b for b in all_ if b.url) for all_ in shown) if c), ())
    told: tuple[Effect, ...] = ()
    key = "danger.listening_soft"
    if open_one is not None:
        kinds = (kind for kind in _GO_ON_WITH if f"danger_{kind}" in open_one.reasons)
        calls = calls or call_buttons(_GO_ON_WITH[next(kinds, "medical_fire")], context)
        told = (AddEvent(open_one.number, "danger_more", inbound.text),)
        key = "danger.listening" if context.open_now else "danger.listening_closed"
    if _asks_on(inbound.text) or refuses(inbound.text):
        key = "danger.what_to_do" if _asks_on(inbound.text) else "danger.refuses"
    more = () if key.startswith("danger.listening") else (VISIT, CALLBACK)
    if called_help(inbound.text):
        key, more = _called(open_one), ()
    if is_young(inbound, conversation, context):
        youth = call_buttons(("youth",), context)
        calls = (*youth, *(c for c in calls if c not in youth))
    numbers = ", ".join(f"☎ {b.url.removeprefix('tel:')}" for b in calls)
    slots = {"next_opening": next_opening(context), "numbers": numbers}
    text = context.words(key, **slots)
    if any(reply.text == text for reply in conversation.said):
        text = context.words("danger.listening_again", **slots)
    spoken = language_of(inbound, context)
    if spoken:
        text = written_anyway(spoken, numbers, context)
    reply = Reply(text, (*calls, PERSON, *more))
    return Decision(replace(conversation, misses=0), (reply,), told, LISTENED)


def _called(alarm: Ticket | None) -> str:
    """Return the words for help on its way: who is beaten keeps away, who is ill keeps the door open."""
    reasons = alarm.reasons if alarm is not None else ()
    if "danger_violence_abuse" in reasons:
        return "danger.called_police"
    if "danger_suicide" in reasons or "danger_medical_fire" in reasons:
        return "danger.called_own" if "about_self" in reasons else "danger.called_beside"
    return "danger.called"


def tell(danger: Danger, inbound: Inbound, context: Context) -> tuple[Effect, ...]:
    """Give the words to staff: a ticket of its own, or more on the sender's open one."""
    priority = Priority.CRITICAL if danger.kind in CRITICAL else Priority.URGENT
    reasons = (f"danger_{danger.kind}", f"about_{danger.about}")
    open_one = open_danger(context)
    if open_one is not None:
        return (
            AddEvent(open_one.number, "danger_again", inbound.text),
            ChangeTicket(
                open_one.number,
                reasons=tuple(dict.fromkeys((*open_one.reasons, *reasons))),
                priority=priority,
                attachments=inbound.attachments,
                alert=True,
            ),
        )
    number = context.numbering.take()
    return (
        OpenTicket(
            number,
            TicketKind.DANGER,
            priority,
            reasons,
            {"text": inbound.text},
            due_at=context.at,
            attachments=inbound.attachments,
        ),
    )


def open_danger(context: Context) -> Ticket | None:
    """The sender's open alarm: a second acute message adds to it and rings again."""
    return next(
        (
            t
            for t in context.tickets
            if t.kind is TicketKind.DANGER and t.status is not Status.CLOSED
        ),
        None,
    )


def fail_open(conversation: Conversation, inbound: Inbound, context: Context) -> Decision:
    """The screen itself broke (A2): a person reads the message, and the numbers are shown."""
    number = context.numbering.take()
    opened = OpenTicket(
        number,
        TicketKind.FAULT,
        Priority.URGENT,
        ("screen_failed",),
        {"text": inbound.text},
        due_at=context.at,
    )
    return Decision(conversation, (numbers_card(context),), (opened,), "screen_failed")


def log_only(danger: Danger) -> tuple[Effect, ...]:
    """Keep the hit; the report that begins now is what staff will see."""
    return (LogDanger(danger.kind, danger.tier, danger.about, danger.why),)
