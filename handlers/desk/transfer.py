"""Pass a case on: offered to a person or a team, theirs once somebody accepts, and not before."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.context import Context
from handlers.desk.decision import DeskDecision, agree, not_mine, refuse, words_fault
from handlers.effects import DropOffer, OfferTicket, ReleaseTicket, TakeTicket
from storage.records.staff import Staff
from storage.records.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who may get a case: an account (`staff_id`) or a team (`team_id`); `present` if one is on duty."""

    name: str
    present: bool
    staff_id: int | None = None
    team_id: int | None = None

    @property
    def code(self) -> str:
        """Name it for the audit: staff:5, team:2."""
        return f"team:{self.team_id}" if self.staff_id is None else f"staff:{self.staff_id}"


@dataclass(frozen=True, slots=True)
class Offered:
    """A standing offer as one person sees it: who gives, and whether it is meant for this person."""

    from_staff: int
    for_me: bool


def offer(ticket: Ticket, staff: Staff, to: Receiver, words: str, context: Context) -> DeskDecision:
    """Offer one's case; it stays one's own until it is accepted. Who is absent gets nothing."""
    if (fault := not_mine(ticket, staff, context)) is not None:
        return fault
    if to.staff_id == staff.id:
        return refuse(context, "offered.to_self")
    if not to.present:
        return refuse(context, "offered.absent", name=to.name)
    if words.strip() and (fault := words_fault(words, context)) is not None:
        return fault
    effects = (OfferTicket(ticket.number, staff.id, to.staff_id, to.team_id),)
    text = " · ".join(filter(None, (to.name, words.strip())))
    return agree(context, ticket, "offered", effects, text, f"to={to.code}")


def accept(ticket: Ticket, staff: Staff, offered: Offered | None, context: Context) -> DeskDecision:
    """Take what was offered to oneself or to one's team; the first of a team gets it."""
    if offered is None:
        return refuse(context, "transferred.gone")
    if not offered.for_me:
        return refuse(context, "transferred.not_for_you")
    if not staff.on_duty:
        return refuse(context, "transferred.away")
    effects = (
        DropOffer(ticket.number),
        ReleaseTicket(ticket.number),
        TakeTicket(ticket.number, staff.id),
    )
    return agree(context, ticket, "transferred", effects, detail=f"from=staff:{offered.from_staff}")


def decline(ticket: Ticket, offered: Offered | None, reason: str, context: Context) -> DeskDecision:
    """Refuse what was offered, with a reason that its owner reads."""
    if offered is None:
        return refuse(context, "transferred.gone")
    if not offered.for_me:
        return refuse(context, "transferred.not_for_you")
    if (fault := words_fault(reason, context)) is not None:
        return fault
    return agree(context, ticket, "offer_declined", (DropOffer(ticket.number),), reason.strip())


def withdraw(
    ticket: Ticket, staff: Staff, offered: Offered | None, context: Context
) -> DeskDecision:
    """Take one's offer back."""
    if (fault := not_mine(ticket, staff, context)) is not None:
        return fault
    if offered is None:
        return refuse(context, "transferred.gone")
    return agree(context, ticket, "offer_withdrawn", (DropOffer(ticket.number),))
