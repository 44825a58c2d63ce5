"""The page of a draft: written by one, read and let through by another, tried before anybody meets it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from aiohttp import web

from bot.console import knowledge_form
from bot.console.draft_view import view_of
from bot.console.frame import actor_of, console_of, form_key, form_of, render
from bot.console.guard import STAFF
from handlers.hours import SEOUL
from intents.entry import FACETS
from intents.items import CONFIDENCES
from intents.writing import text_of
from storage import audit, drafts, settings
from storage import staff as staff_table
from storage.records.knowledge import Draft, DraftStatus
from storage.transaction import Tx

LONGEST_WORD = 500
#: A time further ahead is a slip of the year.
FURTHEST = timedelta(days=366)


async def show(request: web.Request) -> web.StreamResponse:
    """Show a draft."""
    return await _page(request)


async def piece(request: web.Request) -> web.StreamResponse:
    """Show how far the trial is; asked again while it runs."""
    console = console_of(request)
    view = view_of(await _draft(request), await console.context(), request[STAFF], console.labels)
    return await render(request, "_trial.html", view=view)


async def _draft(request: web.Request) -> Draft:
    found = await console_of(request).store.read(drafts.get, int(request.match_info["id"]))
    if found is None:
        raise web.HTTPNotFound(text="그런 초안이 없습니다.")
    return found


async def _page(
    request: web.Request, status: int = 200, faults: tuple[str, ...] = (), form: Mapping[str, str] | None = None,
) -> web.Response:  # fmt: skip
    console, draft = console_of(request), await _draft(request)
    view = view_of(draft, await console.context(), request[STAFF], console.labels)
    names = await console.store.read(lambda tx: {s.id: s.name for s in staff_table.everyone(tx)})
    return await render(
        request, "draft.html", status, view=view, form=form or view.form, faults=faults, names=names,
        facets=FACETS, confidences=CONFIDENCES,
    )  # fmt: skip


async def _change(
    request: web.Request, form: Mapping[str, str], action: str, do: Callable[[Tx, Draft, datetime], bool],
) -> web.Response:  # fmt: skip
    """Do one thing to the version that was seen, once for each form, and write it down."""
    console, draft_id = console_of(request), int(request.match_info["id"])
    key, seen = form_key(request, dict(form)), form.get("version", "")
    await _draft(request)

    def go(tx: Tx) -> bool:
        at, draft = console.clock(), drafts.get(tx, draft_id)
        if settings.was_submitted(tx, key):
            return True
        if draft is None or str(draft.version) != seen or not do(tx, draft, at):
            return False
        settings.first_submit(tx, key, at)
        audit.write(tx, actor_of(request), action, draft.entry, f"draft={draft.id}", at)
        return True

    if not await console.store.run(go):
        return await _page(request, 409, (console.labels("draft_fault", "stale"),))
    console.wake_publisher()
    raise web.HTTPSeeOther(f"/staff/knowledge/draft/{draft_id}")


async def write(request: web.Request) -> web.StreamResponse:
    """Keep what was written; with `send` hand it to a second person."""
    console, form, draft = console_of(request), await form_of(request), await _draft(request)
    read, send = knowledge_form.read(draft.entry, form), bool(form.get("send"))
    labels = console.labels
    faults = [
        f"{labels('entry', name)}: {labels('draft_fault', code)}" for name, code in read.faults
    ]
    if send:
        faults += [
            f"{labels('entry', n)}: {labels('draft_fault', 'missing')}" for n in read.missing
        ]
    if faults:
        return await _page(request, 400, tuple(dict.fromkeys(faults)), form)
    content, staff = text_of(read.raw), request[STAFF].id

    def keep(tx: Tx, seen: Draft, at: datetime) -> bool:
        if not drafts.write(tx, seen, content, read.expires_on, staff, at):
            return False
        now = drafts.get(tx, seen.id)
        return not send or (now is not None and drafts.send(tx, now, staff, at))

    return await _change(request, form, "knowledge_sent" if send else "knowledge_written", keep)


async def review(request: web.Request) -> web.StreamResponse:
    """Let it through, at once or from a moment on, or give it back with a word."""
    form, me = await form_of(request), request[STAFF].id
    said = " ".join(form.get("said", "").split())[:LONGEST_WORD]
    if form.get("verdict") == "back":
        return await _give_back(request, form, said)
    when, fault = publishing_time(form.get("publish_at", ""), console_of(request).clock())
    draft = await _draft(request)
    if me in draft.hands:
        fault = "own"
    if when is None or fault:
        return await _page(request, 409, (console_of(request).labels("draft_fault", fault),))

    def approve(tx: Tx, seen: Draft, at: datetime) -> bool:
        return drafts.approve(tx, seen, me, when, said, at)

    return await _change(request, form, "knowledge_approved", approve)


def publishing_time(said: str, now: datetime) -> tuple[datetime | None, str]:
    """Read a moment in Seoul, nothing is now; (None, code) for one that cannot be."""
    if not said:
        return now, ""
    try:
        when = datetime.fromisoformat(said).replace(tzinfo=SEOUL)
    except ValueError:
        return None, "no_time"
    fits = now - timedelta(minutes=1) <= when <= now + FURTHEST
    return (when, "") if fits else (None, "no_time")


async def _give_back(request: web.Request, form: Mapping[str, str], said: str) -> web.Response:
    if not said:
        return await _page(request, 400, (console_of(request).labels("draft_fault", "no_word"),))

    def back(tx: Tx, seen: Draft, at: datetime) -> bool:
        return drafts.give_back(tx, seen, said, at)

    return await _change(request, form, "knowledge_returned", back)


async def reopen(request: web.Request) -> web.StreamResponse:
    """Write at it again; who approved it must look again."""

    def back(tx: Tx, seen: Draft, at: datetime) -> bool:
        return drafts.give_back(tx, seen, "", at)

    return await _change(request, await form_of(request), "knowledge_reopened", back)


async def try_again(request: web.Request) -> web.StreamResponse:
    """Have it tried once more."""

    def forget(tx: Tx, seen: Draft, _at: datetime) -> bool:
        return drafts.keep_result(tx, seen, None)

    return await _change(request, await form_of(request), "knowledge_tried", forget)


async def drop(request: web.Request) -> web.StreamResponse:
    """Give a draft up; the questions that it was to answer are open again."""

    def end(tx: Tx, seen: Draft, at: datetime) -> bool:
        return drafts.end(tx, seen, DraftStatus.DROPPED, at)

    return await _change(request, await form_of(request), "knowledge_dropped", end)
