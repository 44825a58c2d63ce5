"""To whom a case can be passed on: accounts that work on cases, and teams; and what was offered."""

from __future__ import annotations

from bot.console.rights import Action, may
from handlers.desk import Offered, Receiver
from storage import offers, teams
from storage import staff as staff_table
from storage.offers import Offer
from storage.transaction import Tx


def receivers(tx: Tx) -> list[Receiver]:
    """List teams, then people; `present` says whether somebody there is on duty."""
    people = [s for s in staff_table.everyone(tx) if not s.disabled and may(s.role, Action.WORK)]
    on_duty = {s.id for s in people if s.on_duty}
    groups = [
        Receiver(team.name, bool(team.members & on_duty), team_id=team.id)
        for team in teams.everyone(tx)
    ]
    return [*groups, *(Receiver(s.name, s.on_duty, staff_id=s.id) for s in people)]


def standing(tx: Tx, ticket_id: int, staff_id: int) -> tuple[Offer | None, Offered | None]:
    """Return the standing offer of a case, plain and as this person sees it."""
    offer = offers.of_ticket(tx, ticket_id)
    if offer is None:
        return None, None
    for_me = any(o.number == offer.number for o in offers.to_me(tx, staff_id))
    return offer, Offered(offer.from_staff, for_me)


def name_of(tx: Tx, offer: Offer) -> str:
    """Name the receiver of an offer."""
    if offer.to_staff is not None:
        return staff_table.get(tx, offer.to_staff).name
    return next((t.name for t in teams.everyone(tx) if t.id == offer.to_team), "팀")
