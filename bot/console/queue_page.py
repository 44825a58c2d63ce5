"""The queue page, its live piece, and "다음": the most urgent that nobody has."""

from __future__ import annotations

from datetime import datetime

from aiohttp import web

from bot.console.frame import actor_of, console_of, form_key, form_of, render
from bot.console.guard import STAFF
from bot.console.ports import Console, Decide
from bot.console.queue_filter import QueueFilter, read_filter
from bot.console.queue_view import QueueView, priority_options, read_queue
from handlers import desk
from storage import staff as staff_table
from storage.queries import queue
from storage.records.staff import Staff
from storage.transaction import Tx


async def show(request: web.Request) -> web.StreamResponse:
    """Show the queue."""
    return await _page(request, "queue.html", notice="")


async def piece(request: web.Request) -> web.StreamResponse:
    """Give the queue alone, for a page that is open."""
    return await _page(request, "_queue.html")


async def _page(
    request: web.Request, template: str, status: int = 200, notice: str = ""
) -> web.Response:
    console, asked = console_of(request), read_filter(request.query)
    view = await console.store.read(_queue, console, request[STAFF], asked)
    return await render(
        request, template, status, queue=view, open_number=request.query.get("at", ""),
        kinds=console.labels.options("kind"), priorities=priority_options(console.labels), notice=notice,
    )  # fmt: skip


def _queue(tx: Tx, console: Console, staff: Staff, asked: QueueFilter) -> QueueView:
    context = console.context_of(tx, console.clock())
    return read_queue(tx, asked, staff, context, console.labels)


async def take_next(request: web.Request) -> web.StreamResponse:
    """Claim the most urgent; of many who ask at once each gets another one."""
    console, form, staff = console_of(request), await form_of(request), request[STAFF]

    def prepare(tx: Tx, at: datetime) -> tuple[str, Decide] | None:
        number, me = queue.most_urgent(tx, at), staff_table.get(tx, staff.id)
        in_hand = staff_table.in_hand(tx, staff.id)
        if number is None:
            return None
        return number, lambda ticket, context: desk.take_next(ticket, me, in_hand, {}, context)

    found = await console.desk.act_prepared(
        form_key(request, form), prepare, actor=actor_of(request)
    )
    if found is None:
        return await _page(request, "queue.html", notice="지금 할당 전인 건이 없습니다.")
    number, decision = found
    if decision.ok:
        raise web.HTTPSeeOther(f"/staff/case/{number}?done=claimed")
    return await _page(request, "queue.html", 409, notice=decision.message)


async def names_of(console: Console) -> dict[int, str]:
    """Return the names of all staff by id."""
    return {s.id: s.name for s in await console.store.read(staff_table.everyone)}
