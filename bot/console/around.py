"""What stands around a case: a transfer that waits for an answer, whom it could go to, who else looks."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.console.frame import console_of, render
from bot.console.guard import STAFF
from bot.console.ports import Console
from bot.console.presence import WHO
from bot.console.receivers import name_of, receivers, standing
from handlers.desk import Receiver
from storage import staff as staff_table
from storage.records.staff import Staff
from storage.records.ticket import Ticket
from storage.transaction import Tx


@dataclass(frozen=True, slots=True)
class Transfer:
    """The transfer of a case as one person sees it; `to` and `giver` are '' when nothing waits."""

    receivers: tuple[Receiver, ...]
    to: str = ""
    giver: str = ""
    for_me: bool = False


async def around(request: web.Request, ticket: Ticket) -> dict[str, object]:
    """Return what the templates of a case need besides the case."""
    console, staff = console_of(request), request[STAFF]
    transfer = await console.store.read(_transfer, ticket, staff)
    return {"transfer": transfer, "who": await _who(console, ticket.number, staff)}


def _transfer(tx: Tx, ticket: Ticket, staff: Staff) -> Transfer:
    everyone = tuple(r for r in receivers(tx) if r.staff_id != staff.id)
    offer, offered = standing(tx, ticket.id, staff.id)
    if offer is None or offered is None:
        return Transfer(everyone)
    giver = staff_table.get(tx, offer.from_staff).name
    return Transfer(everyone, name_of(tx, offer), giver, offered.for_me)


async def _who(console: Console, number: str, staff: Staff) -> list[tuple[str, bool]]:
    others = console.presence.others(number, staff.id, console.clock())
    if not others:
        return []
    names = {s.id: s.name for s in await console.store.read(staff_table.everyone)}
    return [(names.get(i, ""), typing) for i, typing in others]


async def who_is_here(request: web.Request) -> web.StreamResponse:
    """Note that this person looks (or types, or has gone), and say who else is here."""
    console, staff = console_of(request), request[STAFF]
    number, at = request.match_info["number"], console.clock()
    if "gone" in request.query:
        news = console.presence.leave(number, staff.id)
    else:
        typing = request.query.get("typing") == "1"
        news = console.presence.see(number, staff.id, at, typing=typing)
    if news:
        console.hub.tell(WHO, number)
    return await render(request, "_who.html", who=await _who(console, number, staff))
