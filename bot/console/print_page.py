"""Sheets to take along or to paste: who and where stand on them only when somebody asked for it (P13)."""

from __future__ import annotations

from aiohttp import web

from bot.console.case_view import CaseView, read_case
from bot.console.frame import console_of, form_of, render, session_of, write_audit
from bot.console.guard import STAFF
from bot.console.hiding import hide_home
from bot.console.labels import day_and_time
from bot.console.ports import Console
from bot.console.summary import summary_of
from storage.errors import NotFound
from storage.records.staff import Staff
from storage.transaction import Tx

SHEETS = {"visit-sheet": "visit_sheet.html", "summary": "summary.html"}


def _sheet(request: web.Request) -> str:
    sheet = request.match_info["sheet"]
    if sheet not in SHEETS:
        raise web.HTTPNotFound(text="그런 화면이 없습니다.")
    return sheet


def _what(sheet: str) -> str:
    """Name the sheet among the things that a session opens: a field opened on the case opens no sheet."""
    return f"print:{sheet}"


async def show(request: web.Request) -> web.StreamResponse:
    """Show a sheet; masked until it was opened."""
    return await _page(request, _sheet(request))


async def _page(
    request: web.Request, sheet: str, status: int = 200, fault: str = ""
) -> web.Response:
    console, number = console_of(request), request.match_info["number"]
    now = console.clock()
    opened = console.opened.is_open(session_of(request), number, _what(sheet), now)
    try:
        view = await console.store.read(_read, console, number, request[STAFF], opened)
    except NotFound as fault_:
        raise web.HTTPNotFound(text="그런 접수번호가 없습니다.") from fault_
    await write_audit(request, "print", number, f"sheet={sheet} opened={int(opened)}")
    context, summary = await console.context(), summary_of(view, console.labels)
    return await render(
        request, SHEETS[sheet], status, case=view, opened=opened, fault=fault,
        checks=[words for _code, words in console.labels.options("check")],
        reveals=console.labels.options("reveal"), printed=day_and_time(now), office=context.office,
        # notes of staff are shown whole at the desk; a sheet goes out of the house
        summary=summary if opened else hide_home(summary), base=f"/staff/case/{number}", sheet=sheet,
    )  # fmt: skip


def _read(tx: Tx, console: Console, number: str, staff: Staff, opened: bool) -> CaseView:
    context = console.context_of(tx, console.clock())
    return read_case(tx, number, staff, context, console.labels, lambda _f: opened, console.key)


async def open_all(request: web.Request) -> web.StreamResponse:
    """Open who and where on one sheet for this session, with a reason."""
    console, form, sheet = console_of(request), await form_of(request), _sheet(request)
    number, reason = request.match_info["number"], form.get("reason", "")
    if reason not in dict(console.labels.options("reveal")):
        return await _page(request, sheet, 400, "개인정보를 넣는 까닭을 골라 주세요.")
    await write_audit(request, "print_opened", number, f"sheet={sheet} reason={reason}")
    console.opened.open(session_of(request), number, _what(sheet), console.clock())
    raise web.HTTPSeeOther(f"/staff/case/{number}/print/{sheet}")
