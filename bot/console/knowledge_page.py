"""The knowledge in the console: what is on its way, each entry with its history, and the way back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from aiohttp import web

from bot.console.draft_view import preview, trial_of
from bot.console.frame import actor_of, console_of, form_of, render
from bot.console.guard import STAFF
from bot.console.history import Step, history_of
from bot.console.shares import Shares, shares_around
from handlers.compact import compact
from handlers.hours import seoul
from intents.writing import raw_of, text_of
from storage import audit, drafts, missed, versions
from storage import staff as staff_table
from storage.records.knowledge import Draft, Version
from storage.transaction import Tx

_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")
PUBLISHED_SHOWN = 5


async def show(request: web.Request) -> web.StreamResponse:
    """Show what waits, what is due, and all entries that fit the query."""
    return await _list(request)


async def _list(request: web.Request, status: int = 200, fault: str = "") -> web.Response:
    console = console_of(request)
    context = await console.context()
    today, query = seoul(context.at).date(), request.query.get("q", "").strip()[:100]
    known = context.knowledge.entries
    found = [
        e
        for e in known.values()
        if not query or compact(query) in compact(e.title + e.topic + e.id)
    ]
    waiting, done, names, open_missed = await console.store.read(_read, today)
    return await render(
        request, "knowledge.html", status, fault=fault, query=query, today=today, drafts=waiting, published=done, names=names,
        entries=sorted(found, key=lambda e: (e.review_by >= today, e.topic, e.title)), known=known,
        missed=open_missed,
        own={d.entry for d in waiting},
        trials={d.id: trial_of(d, console.labels).state for d in waiting},
    )  # fmt: skip


def _read(
    tx: Tx, today: date
) -> tuple[list[Draft], list[tuple[Version, Shares]], dict[int, str], int]:
    done = [
        (v, shares_around(tx, v.published_at, today)) for v in versions.newest(tx, PUBLISHED_SHOWN)
    ]
    names = {s.id: s.name for s in staff_table.everyone(tx)}
    return drafts.open_ones(tx), done, names, sum(one.count for one in missed.open_ones(tx))


async def show_entry(request: web.Request) -> web.StreamResponse:
    """Show an entry as residents read it, and its history."""
    return await _entry(request)


async def _entry(request: web.Request, status: int = 200, fault: str = "") -> web.Response:
    console, entry = console_of(request), request.match_info["entry"]
    context = await console.context()
    live = context.knowledge.entries.get(entry)
    steps, draft, names = await console.store.read(_read_entry, entry)
    if live is None and not steps and draft is None:
        raise web.HTTPNotFound(text="그런 안내 글이 없습니다.")
    return await render(
        request, "entry.html", status, fault=fault, entry=entry, live=live, steps=steps, draft=draft,
        names=names, said=preview(live, context, console.labels) if live else (),
    )  # fmt: skip


def _read_entry(tx: Tx, entry: str) -> tuple[tuple[Step, ...], Draft | None, dict[int, str]]:
    names = {s.id: s.name for s in staff_table.everyone(tx)}
    return history_of(versions.of_entry(tx, entry)), drafts.of_entry(tx, entry), names


async def begin(request: web.Request) -> web.StreamResponse:
    """Begin a draft of an entry that there is; go on with the one that is open."""
    console, entry = console_of(request), request.match_info["entry"]
    live = (await console.context()).knowledge.entries.get(entry)
    if live is None:
        raise web.HTTPNotFound(text="그런 안내 글이 없습니다.")
    content = text_of(raw_of(live))
    made = await console.store.run(
        opened, entry, content, request[STAFF].id, actor_of(request), console.clock()
    )
    raise web.HTTPSeeOther(f"/staff/knowledge/draft/{made}")


def opened(tx: Tx, entry: str, content: str, staff_id: int, actor: str, at: datetime) -> int:
    """Return the open draft of an entry; a new one with this content when there is none."""
    there = drafts.of_entry(tx, entry)
    if there is not None:
        return there.id
    made = drafts.begin(tx, entry, content, staff_id, at)
    audit.write(tx, actor, "knowledge_begun", entry, f"draft={made}", at)
    return made


async def begin_new(request: web.Request) -> web.StreamResponse:
    """Begin an entry that there is not yet."""
    console, form = console_of(request), await form_of(request)
    entry, title = form.get("entry", "").strip(), " ".join(form.get("title", "").split())[:60]
    context = await console.context()
    if not _ID.fullmatch(entry) or not title:
        return await _list(request, 400, console.labels("draft_fault", "bad_id"))
    if entry in context.knowledge.entries:
        return await _list(request, 409, console.labels("draft_fault", "taken"))
    content = text_of(blank(entry, title, context.at))
    made = await console.store.run(
        opened, entry, content, request[STAFF].id, actor_of(request), console.clock()
    )
    raise web.HTTPSeeOther(f"/staff/knowledge/draft/{made}")


def blank(entry: str, title: str, at: datetime, **more: object) -> Mapping[str, Any]:
    """Return an entry of which only this is known; figures are read again at the begin of a year."""
    year = seoul(at).year
    return {
        "id": entry, "title": title, "as_of": str(year), "confidence": "believed",
        "review_by": date(year + 1, 1, 15), **more,
    }  # fmt: skip


async def bring_back(request: web.Request) -> web.StreamResponse:
    """Go back to what an earlier version said; it was reviewed then, and is tried now."""
    version = await console_of(request).store.read(versions.get, int(request.match_info["id"]))
    if version is None:
        raise web.HTTPNotFound(text="그런 판이 없습니다.")
    return await _go_back(request, version.entry, version.content, version.reviewed_by)


async def take_back(request: web.Request) -> web.StreamResponse:
    """Go back to what came with the service; an entry of the office alone is gone then."""
    entry = request.match_info["entry"]
    in_force = (await console_of(request).store.read(versions.in_force)).get(entry)
    if in_force is None or not in_force.content:
        raise web.HTTPNotFound(text="되돌릴 글이 없습니다.")
    return await _go_back(request, entry, "", None)


async def _go_back(
    request: web.Request, entry: str, content: str, reviewed_by: int | None
) -> web.StreamResponse:
    console, me = console_of(request), request[STAFF].id

    def go(tx: Tx) -> int:
        at = console.clock()
        if drafts.of_entry(tx, entry) is not None:
            return 0
        made = drafts.begin(tx, entry, content, me, at)
        drafts.bring_back(tx, made, me, reviewed_by, at)
        audit.write(tx, actor_of(request), "knowledge_brought_back", entry, f"draft={made}", at)
        return made

    made = await console.store.run(go)
    if not made:
        raise web.HTTPConflict(text=console.labels("draft_fault", "open_draft"))
    console.wake_publisher()
    raise web.HTTPSeeOther(f"/staff/knowledge/draft/{made}")
