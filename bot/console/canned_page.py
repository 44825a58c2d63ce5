"""Answers kept ready: who answers for the words writes them; a change never runs over another's."""

from __future__ import annotations

from aiohttp import web

from bot.console.frame import actor_of, console_of, form_key, form_of, render
from bot.console.guard import STAFF
from bot.console.labels import day_and_time
from handlers.desk.canned import LONGEST_BODY, LONGEST_TITLE, fill, unknown_variables
from intents.private import mask
from storage import audit, canned, settings
from storage import staff as staff_table
from storage.transaction import Tx

#: What the variables look like on the page of the answers.
EXAMPLES = {
    "staff": "김주무관", "office": "송산1동 행정복지센터", "phone": "031-000-0000", "address": "송산로 1",
    "number": "W-2026-0001", "today": "11월 23일(월)", "closing": "18:00", "opening": "내일(화) 오전 9시",
}  # fmt: skip
STALE = "그사이 다른 사람이 이 답을 고치거나 지웠습니다. 아래의 새 글을 보고 다시 고쳐 주세요."


async def show(request: web.Request) -> web.StreamResponse:
    """List the answers."""
    return await _page(request)


async def _page(
    request: web.Request, status: int = 200, fault: str = "", form: dict[str, str] | None = None
) -> web.Response:
    console = console_of(request)
    answers, names = await console.store.read(_read)
    examples = {console.labels("variable", code): value for code, value in EXAMPLES.items()}
    rows = [
        (c, fill(c.body, examples), day_and_time(c.edited_at), names.get(c.edited_by or 0, ""))
        for c in answers
    ]
    return await render(
        request, "canned.html", status, rows=rows, fault=fault, form=form or {},
        variables=examples,
    )  # fmt: skip


def _read(tx: Tx) -> tuple[list[canned.Canned], dict[int, str]]:
    return canned.everything(tx), {s.id: s.name for s in staff_table.everyone(tx)}


def _fault(title: str, body: str, known: list[str]) -> str:
    if not 1 <= len(title) <= LONGEST_TITLE or not 1 <= len(body) <= LONGEST_BODY:
        return f"제목({LONGEST_TITLE}자까지)과 글({LONGEST_BODY}자까지)을 모두 적어 주세요."
    if unknown := unknown_variables(body, known):
        return f"모르는 자리표입니다: {', '.join(unknown)}. 쓸 수 있는 것: {', '.join(known)}."
    if mask(body, keep_phone=True).kinds:
        return "주민등록번호·계좌번호 같은 번호는 넣을 수 없습니다."
    return ""


async def add(request: web.Request) -> web.StreamResponse:
    """Keep a new answer."""
    console, form = console_of(request), await form_of(request)
    key = form_key(request, form)
    title, body = _words(form)
    if fault := _fault(title, body, _variables(request)):
        return await _page(request, 400, fault, form)

    def keep(tx: Tx) -> None:
        at = console.clock()
        if settings.first_submit(tx, key, at):
            made = canned.add(tx, title, body, request[STAFF].id, at)
            audit.write(tx, actor_of(request), "canned_added", str(made), "", at)

    await console.store.run(keep)
    raise web.HTTPSeeOther("/staff/canned")


async def change(request: web.Request) -> web.StreamResponse:
    """Change an answer, if it still is what its writer saw."""
    console, form = console_of(request), await form_of(request)
    canned_id, key = int(request.match_info["id"]), form_key(request, form)
    version = form.get("version", "")
    title, body = _words(form)
    if fault := _fault(title, body, _variables(request)):
        return await _page(request, 400, fault)

    def keep(tx: Tx) -> bool:
        at = console.clock()
        if settings.was_submitted(tx, key):
            return True
        seen = int(version) if version.isdecimal() and len(version) < 10 else 0
        done = canned.change(tx, canned_id, seen, title, body, request[STAFF].id, at)
        if done:
            settings.first_submit(tx, key, at)
            audit.write(tx, actor_of(request), "canned_changed", str(canned_id), "", at)
        return done

    if not await console.store.run(keep):
        return await _page(request, 409, STALE)
    raise web.HTTPSeeOther("/staff/canned")


async def retire(request: web.Request) -> web.StreamResponse:
    """Offer an answer no more."""
    console = console_of(request)
    canned_id = int(request.match_info["id"])

    def keep(tx: Tx) -> None:
        if canned.retire(tx, canned_id, console.clock()):
            audit.write(
                tx, actor_of(request), "canned_retired", str(canned_id), "", console.clock()
            )

    await console.store.run(keep)
    raise web.HTTPSeeOther("/staff/canned")


async def used(request: web.Request) -> web.StreamResponse:
    """Count that an answer was put into a reply; the most used stand first."""
    await console_of(request).store.run(canned.count_use, int(request.match_info["id"]))
    return web.Response(status=204)


def _words(form: dict[str, str]) -> tuple[str, str]:
    return form.get("title", "").strip(), form.get("body", "").strip()


def _variables(request: web.Request) -> list[str]:
    return [label for _code, label in console_of(request).labels.options("variable")]
