"""Questions without an answer: one click makes them a way to ask, a new entry, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from bot.console.frame import actor_of, console_of, form_key, form_of, render
from bot.console.guard import STAFF
from bot.console.knowledge_page import blank, opened
from handlers.context import Context
from handlers.hours import seoul
from intents.grouping import group
from intents.private import mask
from intents.writing import raw_in, raw_of, text_of
from storage import audit, drafts, missed, settings
from storage.records.knowledge import DraftStatus
from storage.transaction import Tx

SHOWN, NEAREST = 40, 3


@dataclass(frozen=True, slots=True)
class Like:
    """Like questions; `ids` settle all of them, `nearest` are (id, title) of what they may mean."""

    ids: str
    text: str
    count: int
    others: tuple[str, ...]
    nearest: tuple[tuple[str, str], ...]


async def show(request: web.Request) -> web.StreamResponse:
    """Show them, like ones together, the most frequent first."""
    return await _page(request)


async def _page(request: web.Request, status: int = 200, fault: str = "") -> web.Response:
    console = console_of(request)
    context, found = await console.context(), await console.store.read(missed.open_ones)
    titles = sorted((e.title, e.id) for e in context.knowledge.entries.values())
    return await render(
        request, "missed.html", status, fault=fault, titles=titles, total=sum(o.count for o in found),
        rows=alike(found, context),
    )  # fmt: skip


def alike(found: Sequence[missed.OpenMissed], context: Context) -> list[Like]:
    """Put like questions together and look for what they may mean."""
    ids = {one.text: one.id for one in found}
    groups = group([(one.text, one.count) for one in found])[:SHOWN]
    return [
        Like(
            ",".join(str(ids[t]) for t in each.texts), each.text, each.count, each.texts[1:],
            _nearest(each.text, context),
        )
        for each in groups
    ]  # fmt: skip


def _nearest(text: str, context: Context) -> tuple[tuple[str, str], ...]:
    known = context.knowledge.entries
    matches = context.understanding.understand(text).matches[:NEAREST]
    return tuple((m.id, known[m.id].title) for m in matches if m.id in known)


async def settle(request: web.Request) -> web.StreamResponse:
    """Settle like questions as a variant, as a new entry, or as nothing to answer."""
    console, form = console_of(request), await form_of(request)
    ids = [
        int(part)
        for part in form.get("ids", "").split(",")[:100]
        if part.isdecimal() and len(part) < 10
    ]
    how, key, context = form.get("how", ""), form_key(request, form), await console.context()
    if how not in ("variant", "new", "ignored") or not ids:
        return await _page(request, 400, console.labels("draft_fault", "nothing_chosen"))

    def go(tx: Tx) -> int | str:
        at = console.clock()
        if not settings.first_submit(tx, key, at):
            return 0
        if how == "ignored":
            made: int | str = 0
        else:
            made = _into_draft(
                tx, form, ids, how, context, request[STAFF].id, actor_of(request), at
            )
        if not isinstance(made, str):
            count = missed.settle(tx, ids, how, made or None, at)
            told = f"{how} draft={made}" if made else how
            audit.write(tx, actor_of(request), "missed_settled", f"{count}", told, at)
        return made

    made = await console.store.run(go)
    if isinstance(made, str):
        return await _page(request, 409, console.labels("draft_fault", made))
    raise web.HTTPSeeOther(f"/staff/knowledge/draft/{made}" if made else "/staff/knowledge/missed")


def _into_draft(
    tx: Tx, form: dict[str, str], ids: Sequence[int], how: str, context: Context, staff_id: int, actor: str,
    at: datetime,
) -> int | str:  # fmt: skip
    """Put the questions into a draft; return it, or the code of what stands in the way."""
    entry = form.get("entry", "").strip() if how == "variant" else f"q{seoul(at):%y%m%d}-{ids[0]}"
    texts = [mask(text).text for text in missed.texts_of(tx, ids)]
    live = context.knowledge.entries.get(entry)
    if not texts:
        return "nothing_chosen"
    if how == "variant" and live is None:
        return "no_entry"
    start = raw_of(live) if live else blank(entry, texts[0][:16], at)
    draft = drafts.get(tx, opened(tx, entry, text_of(start), staff_id, actor, at))
    assert draft is not None
    if draft.status is not DraftStatus.DRAFT:
        return "in_review"
    raw = raw_in(draft.content)
    raw["questions"] = list(dict.fromkeys([*(raw.get("questions") or ()), *texts]))
    drafts.write(tx, draft, text_of(raw), draft.expires_on, staff_id, at)
    return draft.id
