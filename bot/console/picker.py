"""What may be put into a reply: answers kept ready, filled in, and entries of the knowledge with their source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aiohttp import web

from bot.console.case_page import view_of
from bot.console.frame import console_of, render
from bot.console.guard import STAFF
from bot.console.labels import Labels
from handlers.compact import compact
from handlers.context import Context
from handlers.desk.canned import fill
from handlers.faq.answer import FACETS, detail_texts, source_note
from handlers.hours import seoul, spoken, spoken_day
from intents.entry import Entry
from storage import canned
from storage.transaction import Tx

CANNED_SHOWN, ENTRIES_SHOWN = 30, 5
LONGEST_QUERY = 100


@dataclass(frozen=True, slots=True)
class Text:
    """Words to put into the reply, and what they are called on their button."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Found:
    """One thing to pick; `id` is that of an answer kept ready, 0 for an entry of the knowledge."""

    id: int
    title: str
    texts: tuple[Text, ...]
    note: str = ""


def values_of(context: Context, labels: Labels, staff_name: str, number: str) -> dict[str, str]:
    """Return what the variables stand for; no name of a resident, for replies carry none (P10)."""
    hours, at = context.hours, context.at
    closing = hours.closing(at)
    known = {
        "staff": staff_name,
        "office": context.office.name,
        "phone": context.office.phone,
        "address": context.office.address,
        "number": number,
        "today": spoken_day(seoul(at).date()),
        "closing": f"{seoul(closing):%H:%M}" if closing else "",
        "opening": spoken(hours.next_opening(at), at),
    }
    return {labels("variable", code): value for code, value in known.items()}


def kept_ready(answers: Iterable[canned.Canned], query: str, values: dict[str, str]) -> list[Found]:
    """Return the answers whose title or words hold the query."""
    sought = compact(query)
    fits = [c for c in answers if sought in compact(c.title + c.body)]
    return [
        Found(c.id, c.title, (Text("넣기", fill(c.body, values)),)) for c in fits[:CANNED_SHOWN]
    ]


def entries(query: str, context: Context) -> list[Found]:
    """Return the entries that the query may mean, the likeliest first."""
    if not query:
        return []
    known, sought = context.knowledge.entries, compact(query)
    named = [e.id for e in known.values() if sought in compact(e.title)]
    meant = [m.id for m in context.understanding.understand(query).matches]
    ids = dict.fromkeys(i for i in (*named, *meant) if i in known)
    return [_entry(known[i], context) for i in list(ids)[:ENTRIES_SHOWN]]


def _entry(entry: Entry, context: Context) -> Found:
    short = Text("짧은 답", _with_source(context.words.fill(entry.answer), entry, None, context))
    return Found(
        0, entry.title, (short, *_details(entry, context)), source_note(entry, None, context)
    )


def _details(entry: Entry, context: Context) -> list[Text]:
    """Return what is true today; an amount past its period is not offered."""
    today = seoul(context.at).date()
    return [
        Text(
            context.words(f"faq.facet.{f}"),
            _with_source(" ".join(detail_texts(entry, f, context)), entry, f, context),
        )
        for f in FACETS
        if entry.detail(f, today) is not None
    ]


def _with_source(words: str, entry: Entry, facet: str | None, context: Context) -> str:
    return f"{' '.join(words.split())}\n{source_note(entry, facet, context)}"


async def show(request: web.Request) -> web.StreamResponse:
    """List what fits the query, for the picker of a case."""
    console, view = console_of(request), await view_of(request)
    query = request.query.get("q", "").strip()[:LONGEST_QUERY]

    def look(tx: Tx) -> tuple[list[canned.Canned], Context]:
        return canned.everything(tx), console.context_of(tx, console.clock())

    answers, context = await console.store.read(look)
    values = values_of(context, console.labels, request[STAFF].name, view.ticket.number)
    return await render(
        request, "_answers.html", query=query, ready=kept_ready(answers, query, values),
        entries=entries(query, context),
    )  # fmt: skip
