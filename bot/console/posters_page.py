"""Posters on A4 with QR codes of the chat and of the Telegram bot, for the office or for one building."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web
from markupsafe import Markup

from bot.console.frame import actor_of, console_of, form_of, render
from bot.console.guard import STAFF
from bot.console.qr import qr
from bot.console.rights import Action, may
from handlers.context import Office
from storage import audit, buildings
from storage.buildings import Building
from storage.transaction import Tx

_CODE = re.compile(r"[a-z0-9]{1,20}")
LONGEST_NAME = 60
#: Numbers at the foot of a poster; the numbers themselves stand in the knowledge.
FOOTER = ("rescue", "police", "suicide", "welfare")


@dataclass(frozen=True, slots=True)
class Way:
    """One QR code: what it opens, and its address for who cannot scan."""

    title: str
    address: str
    drawn: Markup


def ways(office: Office, code: str) -> list[Way]:
    """Draw what the office's settings have: the page, the bot, or both."""
    start = f"report_{code}" if code else "report"
    found = []
    if office.url:
        found.append(("웹 채팅", f"{office.url}/?start={start}"))
    if office.telegram:
        found.append(("텔레그램", f"{office.telegram}?start={start}"))
    return [Way(title, url, qr(url, f"{title} QR 코드")) for title, url in found]


async def show(request: web.Request) -> web.StreamResponse:
    """List the posters."""
    return await _page(request)


async def _page(
    request: web.Request, status: int = 200, fault: str = "", form: dict[str, str] | None = None
) -> web.Response:
    console = console_of(request)
    office = (await console.context()).office
    known = await console.store.read(buildings.everyone)
    return await render(
        request, "posters.html", status, office=office, buildings=known, fault=fault,
        form=form or {}, may_edit=may(request[STAFF].role, Action.SET_POSTERS),
    )  # fmt: skip


async def sheet(request: web.Request) -> web.StreamResponse:
    """Show one poster as it is printed."""
    console, code = console_of(request), request.query.get("building", "")
    context = await console.context()
    name = await console.store.read(buildings.name_of, code) if code else ""
    if code and not name:
        raise web.HTTPNotFound(text="그런 건물이 없습니다.")
    contacts = context.knowledge.contacts
    return await render(
        request, "poster.html", office=context.office, building=name, ways=ways(context.office, code),
        numbers=[contacts[i] for i in FOOTER if i in contacts],
    )  # fmt: skip


async def add(request: web.Request) -> web.StreamResponse:
    """Add a building or change its name."""
    console, form = console_of(request), await form_of(request)
    code, name = form.get("code", "").strip().lower(), " ".join(form.get("name", "").split())
    if not _CODE.fullmatch(code) or not 1 <= len(name) <= LONGEST_NAME:
        fault = "코드(영문 소문자와 숫자 20자까지)와 건물 이름을 적어 주세요."
        return await _page(request, 400, fault, form)
    building = Building(code, name)
    if not await console.store.run(_add, building, actor_of(request), console.clock()):
        return await _page(request, 409, f"건물은 {buildings.MOST}곳까지 둘 수 있습니다.", form)
    raise web.HTTPSeeOther("/staff/posters")


def _add(tx: Tx, building: Building, actor: str, at: datetime) -> bool:
    added = buildings.add(tx, building.code, building.name, at)
    if added:
        audit.write(tx, actor, "building_set", building.code, "", at)
    return added


async def drop(request: web.Request) -> web.StreamResponse:
    """Forget a building."""
    console, code = console_of(request), request.match_info["code"]
    if not await console.store.run(_drop, code, actor_of(request), console.clock()):
        raise web.HTTPNotFound(text="그런 건물이 없습니다.")
    raise web.HTTPSeeOther("/staff/posters")


def _drop(tx: Tx, code: str, actor: str, at: datetime) -> bool:
    dropped = buildings.drop(tx, code)
    if dropped:
        audit.write(tx, actor, "building_dropped", code, "", at)
    return dropped
