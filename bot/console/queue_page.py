"""The queue page, its live piece, and "다음": the most urgent that nobody has."""

from __future__ import annotations

from aiohttp import web

from bot.console.frame import actor_of, console_of, form_key, form_of, render
from bot.console.guard import STAFF
from bot.console.ports import Console
from bot.console.queue_view import TABS, QueueView, most_urgent, read_queue
from handlers import desk
from handlers.desk import DeskDecision
from storage import staff as staff_table
from storage.records.staff import Staff
from storage.transaction import Tx


async def show(request: web.Request) -> web.StreamResponse:
    """Show the queue."""
    view = await _read(request)
    return await render(request, "queue.html", queue=view, open_number="", notice="")


async def piece(request: web.Request) -> web.StreamResponse:
    """Give the queue alone, for a page that is open."""
    view = await _read(request)
    return await render(request, "_queue.html", queue=view, open_number=request.query.get("at", ""))


async def _read(request: web.Request) -> QueueView:
    console = console_of(request)
    return await console.store.read(_queue, console, request[STAFF], tab_of(request))


def _queue(tx: Tx, console: Console, staff: Staff, tab: str) -> QueueView:
    context = console.context_of(tx, console.clock())
    return read_queue(tx, tab, staff, context, console.labels)


def tab_of(request: web.Request) -> str:
    """Return the asked tab, or the first."""
    tab = request.query.get("tab", "new")
    return tab if tab in TABS else "new"


async def take_next(request: web.Request) -> web.StreamResponse:
    """Claim the most urgent; who loses the race gets the one behind it."""
    console, form = console_of(request), await form_of(request)
    staff = request[STAFF]
    key = form_key(request, form)
    names = await names_of(console)
    for number in await console.store.read(most_urgent):
        decision: DeskDecision = await console.desk.act(
            f"{key}:{number}",
            number,
            lambda ticket, context: desk.claim(ticket, staff, names, context),
            actor=actor_of(request),
        )
        if decision.ok:
            raise web.HTTPSeeOther(f"/staff/case/{number}?done=claimed")
    view = await _read(request)
    words = "지금 할당 전인 건이 없습니다."
    return await render(request, "queue.html", queue=view, open_number="", notice=words)


async def names_of(console: Console) -> dict[int, str]:
    """Return the names of all staff by id."""
    return {s.id: s.name for s in await console.store.read(staff_table.everyone)}
