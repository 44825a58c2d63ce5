"""Teams (업무 분장): who belongs to which; a case can be passed on to a team."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from bot.console.frame import actor_of, console_of, form_of, render
from bot.console.rights import Action, may
from storage import audit, teams
from storage import staff as staff_table
from storage.transaction import Tx

LONGEST_NAME = 20
Change = Callable[[Tx, int, list[int], str, datetime], None]


async def show(request: web.Request) -> web.StreamResponse:
    """List the teams."""
    return await _page(request)


async def _page(request: web.Request, status: int = 200, fault: str = "") -> web.Response:
    store = console_of(request).store
    everyone = await store.read(staff_table.everyone)
    people = [s for s in everyone if not s.disabled and may(s.role, Action.WORK)]
    groups = await store.read(teams.everyone)
    return await render(request, "teams.html", status, teams=groups, people=people, fault=fault)


async def add(request: web.Request) -> web.StreamResponse:
    """Make a team."""
    console, form = console_of(request), await form_of(request)
    name = " ".join(form.get("name", "").split())
    if not 1 <= len(name) <= LONGEST_NAME:
        return await _page(request, 400, f"팀 이름을 {LONGEST_NAME}자 안으로 적어 주세요.")
    try:
        await console.store.run(_add, name, actor_of(request), console.clock())
    except ValueError:
        return await _page(request, 409, "이미 있는 팀입니다.")
    raise web.HTTPSeeOther("/staff/teams")


def _add(tx: Tx, name: str, actor: str, at: datetime) -> None:
    team = teams.add(tx, name, at)
    audit.write(tx, actor, "team_added", f"team:{team}", "", at)


async def set_members(request: web.Request) -> web.StreamResponse:
    """Say who belongs to a team."""
    team = int(request.match_info["id"])
    chosen = [int(name[1:]) for name in await form_of(request) if _is_member(name)]
    await _change(request, _set_members, team, chosen)
    raise web.HTTPSeeOther("/staff/teams")


def _is_member(name: str) -> bool:
    """Each checkbox has a name of its own (s5), for a form is read into one value a name."""
    return name[:1] == "s" and name[1:].isdecimal() and len(name) < 11


def _set_members(tx: Tx, team: int, chosen: list[int], actor: str, at: datetime) -> None:
    teams.set_members(tx, team, chosen)
    audit.write(tx, actor, "team_set", f"team:{team}", f"members={sorted(chosen)}", at)


async def end(request: web.Request) -> web.StreamResponse:
    """End a team; what it was offered stays with its owners."""
    await _change(request, _end, int(request.match_info["id"]), [])
    raise web.HTTPSeeOther("/staff/teams")


def _end(tx: Tx, team: int, _chosen: list[int], actor: str, at: datetime) -> None:
    teams.end(tx, team, at)
    audit.write(tx, actor, "team_ended", f"team:{team}", "", at)


async def _change(request: web.Request, change: Change, team: int, chosen: list[int]) -> None:
    console = console_of(request)
    if team not in {t.id for t in await console.store.read(teams.everyone)}:
        raise web.HTTPNotFound(text="그런 팀이 없습니다.")
    await console.store.run(change, team, chosen, actor_of(request), console.clock())
