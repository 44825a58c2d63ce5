"""What is said and kept when a message hints at danger (A1-A17); never scolds, never asks first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers.alarm_told import by_reader
from handlers.cards import (
    PREGNANT,
    PREGNANT_LINE,
    YOUTH,
    call_buttons,
    card,
    numbers_card,
    words_before,
)
from handlers.context import Context
from handlers.decision import Decision, buttons_last
from handlers.effects import AddEvent, ChangeTicket, Effect, LogDanger, OpenTicket
from handlers.menu import next_opening
from handlers.messages import Button, Conversation, Inbound, Reply
from intents.danger import Danger
from storage.records.ticket import Priority, Status, Ticket, TicketKind

#: A7: no news, surveys or follow-ups of the bot's own for so long after an acute message.
QUIET = timedelta(days=7)
#: After the alarm words that are no clear question are heard as its going on, for so long.
GOES_ON = timedelta(hours=2)
#: Kinds beside whose card a benefit may be offered.
WITH_HELP = frozenset({"medical_fire", "hunger_livelihood"})
#: Kinds whose acute form opens a ticket at the highest priority.
CRITICAL = frozenset({"suicide", "violence_abuse", "medical_fire"})
#: Why a danger is another's: "저 말고 아들이요" takes back that it was the sender's own.
NOT_ONESELF = "not oneself"


def respond(
    danger: Danger, conversation: Conversation, inbound: Inbound, context: Context
) -> Decision:
    """Show the card (hard) or one caring line (soft), tell staff, and keep the talk open."""
    log = LogDanger(danger.kind, danger.tier, danger.about, danger.why)
    replies: tuple[Reply, ...] = (card(danger, inbound.text, context, words_before(conversation)),)
    if danger.tier == "soft" and PREGNANT in danger.why:
        # what is asked next is asked by somebody who expects a child
        conversation = replace(conversation, topic=PREGNANT_LINE)
    if danger.tier == "soft":
        if _told_before(danger, conversation, context):
            replies = (replace(replies[0], text=context.words("danger.soft_again")),)
        return Decision(conversation, replies, (log,), "danger_soft", danger.kind)
    after = replace(conversation, quiet_until=context.at + QUIET)
    youth = {b.url for b in call_buttons(("youth",), context)}
    if danger.about == "self" and youth.intersection(b.url for b in replies[0].buttons):
        # a pupil stays one, whatever is told next
        after = replace(after, topic=YOUTH)
    replies = _not_again(danger, replies, conversation, context)
    replies = buttons_last(replies, _help_for(danger, inbound, context))
    return Decision(after, replies, (log, *tell(danger, inbound, context)), "danger", danger.kind)


def _not_again(
    danger: Danger, replies: tuple[Reply, ...], conversation: Conversation, context: Context
) -> tuple[Reply, ...]:
    """Say the numbers of a card that was read before in other words."""
    (shown,) = replies
    if danger.language != "ko" or not _was_read(danger, shown, conversation, context):
        return replies
    numbers = ", ".join(f"☎ {b.url.removeprefix('tel:')}" for b in shown.buttons if b.url)
    slots = {"numbers": numbers, "next_opening": next_opening(context)}
    said = {reply.text for reply in conversation.said}
    texts = (context.words(by_reader(key, context), **slots) for key in _once_more(danger))
    return (replace(shown, text=next((t for t in texts if t not in said), shown.text)),)


def _told_before(danger: Danger, conversation: Conversation, context: Context) -> bool:
    """Say whether a message before this one met a caring line about despair already."""
    if danger.kind != "suicide" or danger.about != "self" or not conversation.recent:
        return False
    before = context.understanding.understand(conversation.recent[-1]).danger
    return before is not None and before.kind == "suicide" and before.about == "self"


def _was_read(danger: Danger, shown: Reply, conversation: Conversation, context: Context) -> bool:
    """Say whether this very card stands above, or was shown for the open alarm and names no number more."""
    if any(reply.text == shown.text for reply in conversation.said):
        return True
    alarm = open_danger(context) if just_alarmed(conversation, context) else None
    known = {f"danger_{danger.kind}", "about_self"}
    tells_more = danger.kind in _FIRST_AID or danger.about == "other"
    if alarm is None or tells_more or not known <= set(alarm.reasons):
        return False
    above = {b.url for reply in conversation.said for b in reply.buttons}
    return above.issuperset(b.url for b in shown.buttons if b.url)


#: Each of its cards tells something else to do at once, as do the cards about others.
_FIRST_AID = ("medical_fire",)


def _once_more(danger: Danger) -> tuple[str, ...]:
    """Return the keys of the words behind a card, the fittest first."""
    if danger.about == "other" or danger.kind == "neighbor_report":
        return ("danger.once_more.other",)
    means = ("danger.once_more.means",) if "means" in danger.why else ()
    return (*means, f"danger.once_more.{danger.kind}")


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


def of_oneself(danger: Danger) -> bool:
    """Say whether despair of the sender's own is heard, by a sign and not by likeness alone."""
    sign = bool({"die_wish", "kill_self", "live_not", "sure_suicide"}.intersection(danger.why))
    return danger.kind == "suicide" and danger.about == "self" and (sign or danger.tier == "hard")


def tell(danger: Danger, inbound: Inbound, context: Context) -> tuple[Effect, ...]:
    """Give the words to staff: a ticket of its own, or more on the sender's open one."""
    priority = Priority.CRITICAL if danger.kind in CRITICAL else Priority.URGENT
    reasons = (f"danger_{danger.kind}", f"about_{danger.about}")
    open_one = open_danger(context)
    if open_one is not None:
        taken_back = ("about_self",) if NOT_ONESELF in danger.why else ()
        before = (r for r in open_one.reasons if r not in taken_back)
        return (
            AddEvent(open_one.number, "danger_again", inbound.text),
            ChangeTicket(
                open_one.number,
                reasons=tuple(dict.fromkeys((*before, *reasons))),
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


def just_alarmed(conversation: Conversation, context: Context) -> bool:
    """Say whether an emergency card was shown within two hours and its case is open."""
    until = conversation.quiet_until
    recent = until is not None and context.at <= until - QUIET + GOES_ON
    return recent and open_danger(context) is not None


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
