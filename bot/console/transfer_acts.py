"""Forms that pass a case on; what they decide upon is read inside the transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from aiohttp import web

from bot.console.case_acts import BUSY, Form, finish
from bot.console.frame import actor_of, console_of, form_key, form_of
from bot.console.guard import STAFF, Handler
from bot.console.ports import Decide
from bot.console.receivers import receivers, standing
from handlers import desk
from handlers.desk import DeskDecision
from storage import staff as staff_table
from storage import tickets
from storage.errors import NotFound, StoreBusy
from storage.records.staff import Staff
from storage.transaction import Tx

#: (transaction, id of the ticket, who acts, form) -> what is to be decided.
Make = Callable[[Tx, int, Staff, Form], Decide]


def _offer(tx: Tx, _ticket_id: int, staff: Staff, form: Form) -> Decide:
    chosen = next((r for r in receivers(tx) if r.code == form.get("to")), None)
    if chosen is None:
        return lambda _t, c: DeskDecision(False, c.words("desk.offered.nobody"))
    return lambda t, c: desk.offer(t, staff, chosen, form.get("text", ""), c)


def _accept(tx: Tx, ticket_id: int, staff: Staff, _form: Form) -> Decide:
    offered = standing(tx, ticket_id, staff.id)[1]
    return lambda t, c: desk.accept(t, staff, offered, c)


def _decline(tx: Tx, ticket_id: int, staff: Staff, form: Form) -> Decide:
    offered = standing(tx, ticket_id, staff.id)[1]
    return lambda t, c: desk.decline(t, offered, form.get("text", ""), c)


def _withdraw(tx: Tx, ticket_id: int, staff: Staff, _form: Form) -> Decide:
    offered = standing(tx, ticket_id, staff.id)[1]
    return lambda t, c: desk.withdraw(t, staff, offered, c)


TRANSFERS: Mapping[str, Make] = {
    "offer": _offer,
    "accept": _accept,
    "decline": _decline,
    "withdraw": _withdraw,
}


def transfer(name: str) -> Handler:
    """Return the handler of one of these forms."""
    make = TRANSFERS[name]

    async def handler(request: web.Request) -> web.StreamResponse:
        console, form = console_of(request), await form_of(request)
        number, staff_id = request.match_info["number"], request[STAFF].id

        def prepare(tx: Tx, _at: datetime) -> tuple[str, Decide]:
            ticket = tickets.by_number(tx, number)
            return number, make(tx, ticket.id, staff_table.get(tx, staff_id), form)

        status = 409
        try:
            found = await console.desk.act_prepared(
                form_key(request, form), prepare, actor=actor_of(request)
            )
            assert found is not None
            decision = found[1]
        except NotFound as fault:
            raise web.HTTPNotFound(text="그런 접수번호가 없습니다.") from fault
        except StoreBusy:
            status, decision = 503, DeskDecision(False, BUSY)
        return await finish(request, form, name, decision, status)

    return handler
