"""Photos, voice and other things that the bot cannot read: kept, shown to staff, kindly answered."""

from __future__ import annotations

from dataclasses import replace

from handlers.answers import anything
from handlers.context import Context
from handlers.decision import Decision
from handlers.effects import AddEvent, ChangeTicket, Effect, OpenTicket
from handlers.filing import attachments_of, due
from handlers.menu import DOORS, HOME, PERSON, home, next_opening
from handlers.messages import Conversation, FlowState, Inbound, Kind, Reply
from handlers.rescue import FLOWS as REPORTS
from storage.records.ticket import Priority, Status, TicketKind

#: Kinds that may hold a call for help; a person looks at them.
FOR_A_PERSON = frozenset({Kind.PHOTO, Kind.VOICE, Kind.FILE, Kind.LOCATION, Kind.CONTACT})


def keep_unread(inbound: Inbound, conversation: Conversation, context: Context) -> Decision:
    """Keep it on the sender's open message ticket, or open one; stickers get a friendly word."""
    say = context.words
    if inbound.kind is Kind.STICKER:
        return Decision(conversation, (Reply(say("unread.sticker")), *home(context)), (), "said")
    if inbound.kind not in FOR_A_PERSON and not inbound.attachments:
        reply = Reply(say("unread.unsupported"), (*DOORS, PERSON, HOME))
        return Decision(conversation, (reply,), (), "unsupported")
    key = "unread.open" if context.open_now else "unread.closed"
    named = say(f"unread.kind.{inbound.kind}")
    reply = Reply(say(key, what=named, next=next_opening(context)), (*DOORS, PERSON, HOME))
    return Decision(
        replace(conversation, misses=0), (reply,), file_for_a_person(inbound, context), "kept"
    )


def file_for_a_person(inbound: Inbound, context: Context) -> tuple[Effect, ...]:
    """Put a message on the sender's open message ticket, or open one."""
    return file_words(inbound.kind, anything(inbound), inbound.attachments, context)


def photos_left(state: FlowState, context: Context) -> Decision | None:
    """
    Give staff the photos of a form that was left or files nothing: outside a form they would have had them.

    None where there are none, or where the rescue of reports keeps them.
    """
    photos = attachments_of(state.answers)
    if not photos or state.name in REPORTS:
        return None
    said = Reply(context.words("flow.photos_kept"))
    return Decision(Conversation(), (said,), file_words(Kind.PHOTO, "", photos, context))


def file_words(
    kind: Kind, what: str, attachments: tuple[str, ...], context: Context
) -> tuple[Effect, ...]:
    """Put words and photos on the sender's open message ticket, or open one."""
    open_one = next(
        (
            t
            for t in context.tickets
            if t.kind is TicketKind.MESSAGE and t.status is not Status.CLOSED
        ),
        None,
    )
    if open_one is not None:
        return (
            AddEvent(open_one.number, f"resident_{kind}", what),
            ChangeTicket(open_one.number, attachments=attachments),
        )
    number = context.numbering.take()
    return (
        OpenTicket(
            number,
            TicketKind.MESSAGE,
            Priority.TODAY,
            (f"sent_{kind}",),
            {"text": what} if what else {},
            due_at=due(context, TicketKind.MESSAGE, Priority.TODAY),
            attachments=attachments,
        ),
    )
