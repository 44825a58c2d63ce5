"""Views of the queue that somebody saves for themselves, and drops again."""

from __future__ import annotations

from urllib.parse import parse_qsl

from aiohttp import web

from bot.console.frame import console_of, form_of
from bot.console.guard import STAFF
from bot.console.queue_filter import read_filter
from storage import views

LONGEST_NAME = 20


async def save(request: web.Request) -> web.StreamResponse:
    """Save the view that is open under a name."""
    console, form = console_of(request), await form_of(request)
    name = " ".join(form.get("name", "").split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise web.HTTPBadRequest(text=f"보기 이름을 {LONGEST_NAME}자 안으로 적어 주세요.")
    # read and written again, so that nothing but our own filters is kept
    query = read_filter(dict(parse_qsl(form.get("query", "")))).at_page(1).query
    kept = await console.store.run(views.save, request[STAFF].id, name, query, console.clock())
    if not kept:
        raise web.HTTPConflict(text=f"보기는 {views.MOST}개까지 저장할 수 있습니다.")
    raise web.HTTPSeeOther(f"/staff/?{query}")


async def drop(request: web.Request) -> web.StreamResponse:
    """Drop one's own view."""
    view_id = int(request.match_info["id"])
    if not await console_of(request).store.run(views.drop, request[STAFF].id, view_id):
        raise web.HTTPNotFound(text="그런 보기가 없습니다.")
    raise web.HTTPSeeOther("/staff/")
