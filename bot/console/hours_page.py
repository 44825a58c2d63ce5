"""Working hours: the next thirty days, days that differ from the rule, lunch (H2, H3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from aiohttp import web

from bot.console.frame import actor_of, console_of, form_of, render
from bot.console.guard import STAFF
from bot.office_settings import LUNCH
from handlers.context import Context
from handlers.hours import Lunch, seoul, spoken_day
from storage import audit, days, settings
from storage.transaction import Tx

SHOWN_DAYS = 30
#: Somebody mistyped the year beyond that.
FURTHEST = timedelta(days=400)
LONGEST_REASON = 60


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar."""

    code: str
    name: str
    hours: str
    why: str
    override: bool
    today: bool


class FormFault(Exception):
    """What is wrong with the form, in Korean."""


def read_days(context: Context) -> list[Day]:
    """Return the coming days with their hours."""
    today = seoul(context.at).date()
    return [_day(today + timedelta(days=i), context, today) for i in range(SHOWN_DAYS)]


def _day(day: date, context: Context, today: date) -> Day:
    hours = context.hours
    frames = hours.frames(day)
    said = ", ".join(f"{a:%H:%M}~{b:%H:%M}" for a, b in frames) or "쉼"
    override = hours.overrides.get(day)
    why = override.reason if override else hours.holidays.get(day, "")
    if not frames and not why:
        why = "주말"
    return Day(day.isoformat(), spoken_day(day), said, why, override is not None, day == today)


async def show(request: web.Request) -> web.StreamResponse:
    """Show the calendar."""
    return await _page(request)


async def _page(
    request: web.Request, status: int = 200, fault: str = "", form: dict[str, str] | None = None
) -> web.Response:
    console = console_of(request)
    context = await console.context()
    return await render(
        request, "hours.html", status, days=read_days(context), lunch=str(context.hours.lunch),
        lunches=console.labels.options("lunch"), fault=fault, form=form or {},
    )  # fmt: skip


async def set_day(request: web.Request) -> web.StreamResponse:
    """Close, open or shorten one day; or let the rule hold again."""
    console, form = console_of(request), await form_of(request)
    now = console.clock()
    try:
        day = _date(form.get("day", ""), now)
        kind = form.get("kind", "")
        frames = _frames(kind, form)
        reason = form.get("reason", "").strip()
        if kind != "rule" and not 1 <= len(reason) <= LONGEST_REASON:
            raise FormFault("까닭을 적어 주세요. 주민에게 그대로 보입니다(예: 임시공휴일).")
    except FormFault as fault:
        return await _page(request, 400, str(fault), form)
    await console.store.run(
        _set_day, day, kind, frames, reason, request[STAFF].id, actor_of(request), now
    )
    raise web.HTTPSeeOther("/staff/hours")


def _date(text: str, now: datetime) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as fault:
        raise FormFault("날짜를 골라 주세요.") from fault
    if not seoul(now).date() <= day <= seoul(now).date() + FURTHEST:
        raise FormFault("오늘부터 1년 안의 날짜를 골라 주세요.")
    return day


def _frames(kind: str, form: dict[str, str]) -> days.Frames:
    if kind in ("close", "rule"):
        return ()
    if kind == "open":
        return (("09:00", "18:00"),)
    if kind != "partial":
        raise FormFault("휴무, 정상 운영, 일부 운영 중에서 골라 주세요.")
    try:
        begin = time.fromisoformat(form.get("from", ""))
        end = time.fromisoformat(form.get("until", ""))
    except ValueError as fault:
        raise FormFault("여는 시각과 닫는 시각을 적어 주세요.") from fault
    if begin >= end:
        raise FormFault("닫는 시각이 여는 시각보다 늦어야 합니다.")
    return ((f"{begin:%H:%M}", f"{end:%H:%M}"),)


def _set_day(
    tx: Tx, day: date, kind: str, frames: days.Frames, reason: str, staff_id: int, actor: str,
    at: datetime,
) -> None:  # fmt: skip
    if kind == "rule":
        days.drop_override(tx, day)
    else:
        days.set_override(tx, day, frames, reason, staff_id, at)
    audit.write(tx, actor, "hours_set", day.isoformat(), f"{kind} {frames}", at)


async def set_lunch(request: web.Request) -> web.StreamResponse:
    """Set what noon to one means."""
    console, form = console_of(request), await form_of(request)
    if form.get("lunch") not in set(Lunch):
        return await _page(request, 400, "점심시간 방식을 골라 주세요.", form)
    await console.store.run(_set_lunch, form["lunch"], actor_of(request), console.clock())
    raise web.HTTPSeeOther("/staff/hours")


def _set_lunch(tx: Tx, lunch: str, actor: str, at: datetime) -> None:
    settings.put(tx, LUNCH, lunch, at)
    audit.write(tx, actor, "lunch_set", lunch, "", at)
