"""The case page: looking at it and opening a masked field or a photo, each on record (P13, P21)."""

from __future__ import annotations

from collections.abc import Mapping

from aiohttp import web

from bot.console.around import around
from bot.console.case_facts import MASKED
from bot.console.case_view import CaseView, read_case
from bot.console.frame import console_of, form_of, is_partial, render, say, session_of, write_audit
from bot.console.guard import STAFF
from bot.console.labels import Labels
from bot.console.photos import blurred, shown_inline
from bot.console.ports import Console
from bot.console.queue_view import priority_options
from bot.console.rights import Action, may
from bot.console.talk import photos_of
from bot.console.task_view import today_and_last
from handlers.desk import DeskDecision
from handlers.hours import seoul
from storage import attachments
from storage import staff as staff_table
from storage.errors import NotFound
from storage.records.staff import Staff
from storage.transaction import Tx

DONE = {"claimed": "이 건을 맡았습니다."}


async def show(request: web.Request) -> web.StreamResponse:
    """Show a case; looking is audited."""
    view = await view_of(request)
    await write_audit(request, "view", view.ticket.number)
    notice = DONE.get(request.query.get("done", ""), "")
    return await render_case(request, view, notice=notice)


async def piece(request: web.Request) -> web.StreamResponse:
    """Give the case alone, for a page that is open; it was audited when it was opened."""
    return await render_case(request, await view_of(request))


async def view_of(request: web.Request) -> CaseView:
    """Read the case of this request; raises HTTPNotFound."""
    console = console_of(request)
    number = request.match_info["number"]
    try:
        return await console.store.read(_read, console, number, request[STAFF], session_of(request))
    except NotFound as fault:
        raise web.HTTPNotFound(text="그런 접수번호가 없습니다.") from fault


def _read(tx: Tx, console: Console, number: str, staff: Staff, session: str) -> CaseView:
    context = console.context_of(tx, console.clock())

    def is_open(field: str) -> bool:
        return console.opened.is_open(session, number, field, context.at)

    return read_case(tx, number, staff, context, console.labels, is_open, console.key)


async def render_case(
    request: web.Request, view: CaseView, status: int = 200, notice: str = "", fault: str = "",
    form: Mapping[str, str] | None = None, form_act: str = "",
) -> web.Response:  # fmt: skip
    """Render the whole page, or for htmx the case alone."""
    console = console_of(request)
    now, session = console.clock(), session_of(request)
    photos = photos_of(view.photos, view.lines)
    open_photos = {p for p in photos if console.opened.is_open(session, view.ticket.number, p, now)}
    template = "_case.html" if is_partial(request) else "case.html"
    return await render(
        request, template, status, case=view, notice=notice, fault=fault, form=form or {}, form_act=form_act,
        open_photos=open_photos, open_number=view.ticket.number,
        soonest=f"{seoul(now):%Y-%m-%dT%H:%M}", days=today_and_last(now),
        colleagues=await console.store.read(_colleagues), **options(console.labels),
        **await around(request, view.ticket),
    )  # fmt: skip


def options(labels: Labels) -> dict[str, object]:
    """Return the lists that the forms of a case choose from."""
    return {
        "priorities": priority_options(labels),
        "calls": labels.options("call"),
        "reveals": labels.options("reveal"),
        "task_kinds": labels.options("task"),
        "every": labels.options("every"),
        "grounds": labels.options("ground"),
    }


def _colleagues(tx: Tx) -> list[tuple[int, str]]:
    """List who may be given a task: who works on cases."""
    people = staff_table.everyone(tx)
    return [(s.id, s.name) for s in people if not s.disabled and may(s.role, Action.WORK)]


async def reveal(request: web.Request) -> web.StreamResponse:
    """Open one masked field for this session, with a reason."""
    console, form = console_of(request), await form_of(request)
    view, name = await view_of(request), request.match_info["field"]
    if name not in MASKED:
        raise web.HTTPNotFound(text="그런 항목이 없습니다.")
    reason = form.get("reason", "")
    if reason not in dict(console.labels.options("reveal")):
        refused = DeskDecision(False, "열람하는 까닭을 골라 주세요.")
        return say(await render_case(request, view, 400, fault=refused.message), refused)
    await _open(request, view, name, f"field={name} reason={reason}")
    return await _opened(request)


async def open_photo(request: web.Request) -> web.StreamResponse:
    """Open one photo for this session."""
    view = await view_of(request)
    photo = request.match_info["photo"]
    if photo not in photos_of(view.photos, view.lines):
        raise web.HTTPNotFound(text="그런 사진이 없습니다.")
    await _open(request, view, photo, f"photo={photo[:8]}")
    return await _opened(request)


async def _open(request: web.Request, view: CaseView, what: str, detail: str) -> None:
    console = console_of(request)
    number = view.ticket.number
    await write_audit(request, "reveal", number, detail)
    console.opened.open(session_of(request), number, what, console.clock())


async def _opened(request: web.Request) -> web.StreamResponse:
    if is_partial(request):
        return await render_case(request, await view_of(request))
    raise web.HTTPSeeOther(f"/staff/case/{request.match_info['number']}")


async def photo_file(request: web.Request) -> web.StreamResponse:
    """Give a photo that this session has opened; until then a blur that shows nothing."""
    console, view = console_of(request), await view_of(request)
    photo = request.match_info["photo"]
    key = photos_of(view.photos, view.lines).get(photo)
    kept = await console.store.read(attachments.get, key) if key else None
    if kept is None:
        raise web.HTTPNotFound(text="파일을 아직 받지 못했거나 남아 있지 않습니다.")
    number, now = view.ticket.number, console.clock()
    if not console.opened.is_open(session_of(request), number, photo, now):
        return web.Response(body=await blurred(kept), content_type="image/jpeg")
    inline = shown_inline(kept.mime)
    return web.Response(
        body=kept.content,
        content_type=kept.mime if inline else "application/octet-stream",
        headers={
            "Content-Disposition": "inline" if inline else 'attachment; filename="file"',
            "Content-Security-Policy": "sandbox; default-src 'none'",
        },
    )
