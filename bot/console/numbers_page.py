"""The numbers page: today's board, a day's or a month's sheet, and the file of it, asked for with a reason."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from aiohttp import web

from bot.console.charts import bars, columns
from bot.console.export import csv_pieces, rows_of, xlsx
from bot.console.frame import console_of, form_of, render, write_audit
from bot.console.guard import HEADERS, STAFF
from bot.console.labels import day_and_time
from bot.console.lights import lights
from bot.console.numbers import (
    NATIONAL_NO_ACTION,
    Count,
    Period,
    Sheet,
    month_of,
    read_sheet,
    spent,
)
from bot.console.ports import Console
from bot.console.rights import Action, may
from bot.office import hours_at
from handlers.hours import seoul
from storage.queries import queue
from storage.transaction import Tx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def read_period(query: Mapping[str, str], now: datetime) -> Period:
    """Read an address; today for anything else."""
    today = seoul(now).date()
    try:
        if "month" in query:
            return month_of(_known(date.fromisoformat(f"{query['month']}-01")))
        day = _known(date.fromisoformat(query["day"]))
    except (KeyError, ValueError):
        day = today
    return Period(day, day + timedelta(days=1))


def _known(day: date) -> date:
    if not 2020 <= day.year <= 2100:
        raise ValueError(day)
    return day


def _read(tx: Tx, console: Console, period: Period) -> tuple[Sheet, object, dict[str, int]]:
    context = console.context_of(tx, console.clock())
    # the calendar as of the period's begin: days that differed then still differ
    hours = hours_at(tx, min(period.moments[0], context.at))
    waiting = queue.waiting(tx)
    counts = {status: w.count for status, w in waiting.items()}
    return read_sheet(tx, period, hours, console.labels), lights(waiting, context), counts


async def show(request: web.Request) -> web.StreamResponse:
    """Show the numbers of the asked period; with today's, what waits right now."""
    console = console_of(request)
    now = console.clock()
    period = read_period(request.query, now)
    sheet, light, counts = await console.store.read(_read, console, period)
    today = seoul(now).date()
    return await render(
        request, "numbers.html", sheet=sheet, period=period, light=light, waiting=counts,
        board=period.is_day and period.begin == today, today=today, month=month_of(period.begin),
        draw=_draw, spent=spent, national=NATIONAL_NO_ACTION, reasons=console.labels.options("export"),
        may_export=may(request[STAFF].role, Action.EXPORT_NUMBERS),
    )  # fmt: skip


def _draw(count: Count, title: str) -> object:
    return columns(count.rows, title) if count.code == "hour" else bars(count.rows, title)


async def export(request: web.Request) -> web.StreamResponse:
    """Send the sheet as CSV or Excel; the reason stands in the audit (P13)."""
    console, form = console_of(request), await form_of(request)
    kind, reason = form.get("format", ""), form.get("reason", "")
    if kind not in ("csv", "xlsx") or reason not in dict(console.labels.options("export")):
        raise web.HTTPBadRequest(text="내려받는 까닭과 형식을 골라 주세요.")
    now = console.clock()
    period = read_period({form.get("unit", ""): form.get("period", "")}, now)
    sheet = (await console.store.read(_read, console, period))[0]
    office = (await console.context()).office.name
    rows = list(rows_of(sheet, office, day_and_time(now), console.labels))
    await write_audit(request, "export", f"numbers:{period.code}", f"format={kind} reason={reason}")
    content = csv_pieces(rows) if kind == "csv" else [await asyncio.to_thread(xlsx, rows)]
    response = web.StreamResponse(
        headers={
            "Content-Type": "text/csv; charset=utf-8" if kind == "csv" else XLSX,
            "Content-Disposition": f'attachment; filename="numbers-{period.code}.{kind}"',
            **HEADERS,
        }
    )
    await response.prepare(request)
    for piece in content:
        await response.write(piece)
    await response.write_eof()
    return response
