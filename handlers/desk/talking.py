"""Words of staff: a reply goes out, a note never does; who has the turn is said aloud."""

from __future__ import annotations

from handlers.context import Context
from handlers.desk.decision import DeskDecision, agree, not_mine, refuse, tell_sender, words_fault
from handlers.effects import HandTurn, SayTo
from handlers.messages import Owner, Reply, Style
from intents.private import mask
from storage.records.staff import Staff
from storage.records.ticket import Ticket


def reply(
    ticket: Ticket, staff: Staff, text: str, attachments: tuple[str, ...], context: Context,
    to: Ticket | None = None,
) -> DeskDecision:  # fmt: skip
    """
    Send words (and files) to the sender; only the owner may, so that one voice answers.

    `to` is a case merged into this one whose sender is meant.
    """
    to = to or ticket
    if (fault := reply_fault(ticket, staff, text, attachments, context, to)) is not None:
        return fault
    bubble = staff_bubble(text, attachments)
    # who answers has the turn: the bot must not answer the resident's next words in between
    turn = HandTurn(to.number, Owner.PERSON)
    return agree(context, ticket, "replied", (SayTo(to.number, (bubble,), staff.id), turn))


def reply_fault(
    ticket: Ticket, staff: Staff, text: str, attachments: tuple[str, ...], context: Context,
    to: Ticket | None = None,
) -> DeskDecision | None:  # fmt: skip
    """Refuse what may not go out to a resident; None when it may."""
    if (fault := not_mine(ticket, staff, context)) is not None:
        return fault
    if (text.strip() or not attachments) and (fault := words_fault(text, context)) is not None:
        return fault
    if (to or ticket).contact_id is None:
        return refuse(context, "no_channel")
    if mask(text, keep_phone=True).kinds:
        return refuse(context, "private_number")
    return None


def staff_bubble(text: str, attachments: tuple[str, ...]) -> Reply:
    """Return the bubble of a reply."""
    return Reply(text.strip(), style=Style.STAFF, attachments=attachments)


def note(ticket: Ticket, text: str, context: Context) -> DeskDecision:
    """Keep an internal note: a line in the timeline and nothing else, so it cannot go out."""
    if (fault := words_fault(text, context)) is not None:
        return fault
    return agree(context, ticket, "note", (), text.strip())


def join(ticket: Ticket, staff: Staff, context: Context) -> DeskDecision:
    """Take the conversation of one's ticket over from the bot."""
    if (fault := not_mine(ticket, staff, context)) is not None:
        return fault
    if ticket.contact_id is None:
        return refuse(context, "no_channel")
    told = tell_sender(context, ticket, "desk.to_resident.person_here")
    return agree(context, ticket, "joined", (HandTurn(ticket.number, Owner.PERSON), *told))


def give_back(ticket: Ticket, staff: Staff, context: Context) -> DeskDecision:
    """Give the conversation back to the bot."""
    if (fault := not_mine(ticket, staff, context)) is not None:
        return fault
    told = tell_sender(context, ticket, "desk.to_resident.bot_again")
    return agree(context, ticket, "given_back", (HandTurn(ticket.number, Owner.BOT), *told))
