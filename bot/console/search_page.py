"""Search: the text travels in a form and stays in memory; the audit keeps a keyed digest of it."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.console.cards import Card, read_cards
from bot.console.frame import console_of, form_of, render, session_of, write_audit
from bot.console.guard import STAFF
from bot.console.ports import Console
from bot.console.queue_filter import PAGE
from handlers.hours import seoul
from storage import staff as staff_table
from storage.queries import search
from storage.records.staff import Staff
from storage.transaction import Tx

FURTHEST_PAGE = 100


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found; `digest` stands for the text in the audit."""

    total: int
    rows: tuple[tuple[Card, str, str], ...]
    digest: str


async def ask(request: web.Request) -> web.StreamResponse:
    """Keep the text for this session, then show the first page at an address that says nothing."""
    console, form = console_of(request), await form_of(request)
    text = " ".join(form.get("text", "").split())[: search.LONGEST]
    console.searches.remember(session_of(request), text, console.clock())
    raise web.HTTPSeeOther("/staff/search")


async def show(request: web.Request) -> web.StreamResponse:
    """Show what this session searched for last; each page that is looked at is audited (P13)."""
    console = console_of(request)
    text = console.searches.last(session_of(request), console.clock())
    page = _page(request.query.get("page", ""))
    found = Found(0, (), "")
    if text:
        found = await console.store.read(_find, console, request[STAFF], text, page)
        await write_audit(
            request, "search", "cases", f"term={found.digest} found={found.total} page={page}"
        )
    pages = -(-found.total // PAGE)
    return await render(request, "search.html", text=text, found=found, page=page, pages=pages)


def _page(text: str) -> int:
    return min(max(int(text), 1), FURTHEST_PAGE) if text.isdecimal() and len(text) < 5 else 1


def _find(tx: Tx, console: Console, staff: Staff, text: str, page: int) -> Found:
    context = console.context_of(tx, console.clock())
    labels = console.labels
    total, hits = search.find(tx, text, seoul(context.at).year, PAGE, (page - 1) * PAGE)
    names = {s.id: s.name for s in staff_table.everyone(tx)}
    cards = read_cards(tx, [hit.ticket for hit in hits], staff, names, context, labels)
    rows = tuple(
        (card, labels("status", hit.ticket.status), labels.each("found", ",".join(hit.by)))
        for card, hit in zip(cards, hits, strict=True)
    )
    return Found(total, rows, tx.sealer.digest("search_term", text.lower()).hex()[:12])
