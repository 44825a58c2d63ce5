"""What is said and kept when a message hints at danger (A1-A17); never scolds, never asks first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import lru_cache

from handlers.compact import compact
from handlers.context import Context
from handlers.decision import Decision, buttons_last
from handlers.effects import AddEvent, ChangeTicket, Effect, LogDanger, OpenTicket
from handlers.menu import DOORS, PERSON, next_opening
from handlers.messages import Button, Conversation, Inbound, Reply, Style, Tone
from intents.danger import Danger
from intents.entry import DangerCard, Knowledge
from intents.understanding import Understood
from storage.records.ticket import Priority, Status, Ticket, TicketKind

#: A7: no news, surveys or follow-ups of the bot's own for so long after an acute message.
QUIET = timedelta(days=7)
#: Kinds beside whose card a benefit may be offered.
WITH_HELP = frozenset({"medical_fire", "hunger_livelihood"})
#: The card that comforts instead of alarming.
BEREAVED = "bereaved"
#: Kinds whose acute form opens a ticket at the highest priority.
CRITICAL = frozenset({"suicide", "violence_abuse", "medical_fire"})


def respond(
    danger: Danger, conversation: Conversation, inbound: Inbound, context: Context
) -> Decision:
    """Show the card (hard) or one caring line (soft), tell staff, and keep the talk open."""
    log = LogDanger(danger.kind, danger.tier, danger.about, danger.why)
    replies: tuple[Reply, ...] = (card(danger, inbound.text, context),)
    if danger.tier == "soft":
        return Decision(conversation, replies, (log,), "danger_soft", danger.kind)
    after = replace(conversation, quiet_until=context.at + QUIET)
    replies = buttons_last(replies, _help_for(danger, inbound, context))
    return Decision(after, replies, (log, *_tell(danger, inbound, context)), "danger", danger.kind)


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


def card(danger: Danger, text: str, context: Context) -> Reply:
    """Write the card for this kind, tier, person and language; numbers as one-tap calls."""
    found = card_of(danger, text, context.knowledge)
    return numbers_card(context) if found is None else write(found, context)


def write(found: DangerCard, context: Context) -> Reply:
    """Fill in a card; what the office does now stands on its fourth line."""
    say = context.words
    when = found.in_hours if context.attended else found.off_hours
    if not context.attended and found.language == "ko":
        when = _nobody_there(when, context)
    lines = [*found.lines]
    lines[min(len(lines), 3) : 3] = [" ".join(when)] if when else []
    text = "\n".join(say.fill(line, next_opening=next_opening(context)) for line in lines)
    return Reply(text, (*call_buttons(found.numbers, context), PERSON), Style.DANGER)


def _nobody_there(off_hours: tuple[str, ...], context: Context) -> tuple[str, ...]:
    """Say plainly that nobody can see it now, and who answers instead, if anybody does (A8)."""
    say, phone = context.words, context.office.on_call_phone
    if phone:
        later = () if context.open_now else ("{next_opening}에 담당자가 읽어요.",)
        return (say("danger.on_call", phone=phone), *later)
    return (say("danger.no_duty"),) if context.open_now else off_hours


def card_of(danger: Danger, text: str, knowledge: Knowledge) -> DangerCard | None:
    """
    Find the card: in the language of the message, then for its words, then the plain one.

    A card for oneself serves when there is none for a third person.
    """
    cards = [c for c in knowledge.danger_cards if c.kind == danger.kind and c.id != BEREAVED]
    foreign = [c for c in cards if c.language == danger.language != "ko"]
    if foreign:
        return foreign[0]
    same = [c for c in cards if c.tier == danger.tier and c.language == "ko"]
    said = compact(text)
    about = [c for c in same if c.about == danger.about]
    fitting = [c for c in about if any(word in said for word in _squashed(c.when))]
    plain = [c for c in (*about, *same) if not c.when]
    return next(iter((*fitting, *plain)), None)


@lru_cache(maxsize=64)
def _squashed(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words of a card, which are the same for every message."""
    return tuple(map(compact, words))


def bereaved(text: str, context: Context) -> tuple[Reply, ...]:
    """Words for those who lost somebody by suicide (A16): never an emergency card."""
    said = compact(text)
    for found in context.knowledge.danger_cards:
        if found.id == BEREAVED and any(word in said for word in _squashed(found.when)):
            return (replace(write(found, context), style=Style.SAY),)
    return ()


def numbers_card(context: Context) -> Reply:
    """The floor: the 24-hour numbers, when nothing better is known."""
    return Reply(
        context.words("danger.numbers"),
        call_buttons(("suicide", "rescue", "police", "welfare"), context),
        Style.DANGER,
    )


def call_buttons(ids: tuple[str, ...], context: Context) -> tuple[Button, ...]:
    """One-tap calls (A4); on channels that refuse tel: links the number stands in the text."""
    contacts = context.knowledge.contacts
    known = [contacts[i] for i in ids if i in contacts]
    return tuple(
        Button(f"☎ {c.number} 전화", "", Tone.DANGER, url=f"tel:{c.number}") for c in known
    )


#: The outcome of a word that was only listened to.
LISTENED = "listened"
#: After the alarm words that are no clear question are heard as its going on, for so long.
GOES_ON = timedelta(hours=2)


def goes_on(heard: Understood | None, conversation: Conversation, context: Context) -> bool:
    """Say whether a message goes on from a grave one ("네, 혼자 있어요"): nothing to guess a benefit from."""
    if heard is None or heard.intent not in _NO_WISH or heard.decision == "answer":
        return False
    if _just_alarmed(conversation, context):
        # a question back helps on ("쉼터 있어요?"), but not beside despair
        despair = heard.danger is not None and heard.danger.kind == "suicide"
        return heard.clarification is None or despair
    return (
        _cared_for(conversation, context) and heard.intent is None and heard.clarification is None
    )


def _just_alarmed(conversation: Conversation, context: Context) -> bool:
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
    if heard is None or heard.decision != "person" or heard.intent is not None:
        return False
    return bool(story_so_far(conversation)) and heard.clarification is None


def story_so_far(conversation: Conversation) -> str:
    """Return the worry about a neighbour under which the report was just offered, or ''."""
    offered = any(
        reply.style is Style.DANGER and any(b.value == DOORS[1].value for b in reply.buttons)
        for reply in conversation.said
    )
    return conversation.story if offered else ""


#: Meanings that say nothing of their own after a card.
_NO_WISH = (None, "yes", "no", "dont_know", "cancel", "go_back", "restart")


def listen_on(conversation: Conversation, inbound: Inbound, context: Context) -> Decision:
    """Say that the word was heard, and the numbers once more; after an alarm staff get it too."""
    open_one = open_danger(context) if _just_alarmed(conversation, context) else None
    shown = (r.buttons for r in reversed(conversation.said))
    calls = next((c for c in (tuple(b for b in all_ if b.url) for all_ in shown) if c), ())
    told: tuple[Effect, ...] = ()
    key = "danger.listening_soft"
    if open_one is not None:
        kinds = (kind for kind in _GO_ON_WITH if f"danger_{kind}" in open_one.reasons)
        calls = calls or call_buttons(_GO_ON_WITH[next(kinds, "medical_fire")], context)
        told = (AddEvent(open_one.number, "danger_more", inbound.text),)
        key = "danger.listening" if context.open_now else "danger.listening_closed"
    numbers = ", ".join(f"☎ {b.url.removeprefix('tel:')}" for b in calls)
    text = context.words(key, next_opening=next_opening(context), numbers=numbers)
    reply = Reply(text, (*calls, PERSON))
    return Decision(replace(conversation, misses=0), (reply,), told, LISTENED)


def _tell(danger: Danger, inbound: Inbound, context: Context) -> tuple[Effect, ...]:
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
