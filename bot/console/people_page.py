"""Accounts: who there is, who is on duty, a new one-time link, an end to an account (P14)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from bot.console.frame import actor_of, console_of, form_of, render
from bot.console.guard import STAFF
from bot.console.rights import first_page
from bot.hub import DESK
from storage import audit, second_factor, sessions
from storage import staff as staff_table
from storage.errors import NotFound
from storage.records.staff import Role, Staff
from storage.transaction import Tx

Change = Callable[[Tx, int, str, str, datetime], None]
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,30}")


async def show(request: web.Request) -> web.StreamResponse:
    """List the accounts."""
    return await _page(request)


async def _page(
    request: web.Request, status: int = 200, *, link: str = "", fault: str = "", whose: str = ""
) -> web.Response:
    console = console_of(request)
    everyone = await console.store.read(staff_table.everyone)
    alive = await console.store.read(sessions.alive, console.clock())
    second = await console.store.read(second_factor.who_has_one)
    roles = console.labels.options("role")
    return await render(
        request, "people.html", status, people=everyone, roles=roles, link=link, whose=whose,
        fault=fault, alive=alive, second=second,
    )  # fmt: skip


async def add(request: web.Request) -> web.StreamResponse:
    """Make an account and show its one-time link, once."""
    console, form = console_of(request), await form_of(request)
    login, name = form.get("login", "").strip().lower(), form.get("name", "").strip()
    if not _LOGIN.fullmatch(login) or not 1 <= len(name) <= 40 or form.get("role") not in set(Role):
        fault = "아이디(영문 소문자·숫자 2~31자), 이름, 역할을 모두 적어 주세요."
        return await _page(request, 400, fault=fault)
    token = console.new_token()
    try:
        await console.store.run(
            _add, login, name, Role(form["role"]), token, actor_of(request), console.clock()
        )
    except ValueError:
        return await _page(request, 409, fault="이미 있는 아이디입니다.")
    return await _page(request, link=await _link(request, token), whose=name)


def _add(tx: Tx, login: str, name: str, role: Role, token: str, actor: str, at: datetime) -> None:
    staff_id = staff_table.add_staff(tx, login, name, role, at)
    staff_table.make_link(tx, staff_id, token, at)
    audit.write(tx, actor, "account_added", str(staff_id), f"role={role}", at)


async def new_link(request: web.Request) -> web.StreamResponse:
    """Make a new one-time link and show it, once."""
    console = console_of(request)
    token = console.new_token()
    name = await _change(request, _new_link, token)
    return await _page(request, link=await _link(request, token), whose=name)


def _new_link(tx: Tx, staff_id: int, token: str, actor: str, at: datetime) -> None:
    staff_table.make_link(tx, staff_id, token, at)
    audit.write(tx, actor, "link_made", str(staff_id), "", at)


async def disable(request: web.Request) -> web.StreamResponse:
    """End an account and its sessions at once; what it had goes back into the queue."""
    console, person = console_of(request), await _person(request)
    if person.id == request[STAFF].id:
        return await _page(request, 409, fault="내 계정은 스스로 정지할 수 없습니다.")
    await console.desk.dismiss(person.id, actor=actor_of(request))
    raise web.HTTPSeeOther("/staff/people")


async def end_sessions(request: web.Request) -> web.StreamResponse:
    """Sign somebody out everywhere, at once."""
    await _change(request, _end_sessions, "")
    console_of(request).hub.tell(DESK, "")
    raise web.HTTPSeeOther("/staff/people")


def _end_sessions(tx: Tx, staff_id: int, _extra: str, actor: str, at: datetime) -> None:
    ended = sessions.end_all(tx, staff_id, at)
    audit.write(tx, actor, "sessions_ended", str(staff_id), f"count={ended}", at)


async def reset_second(request: web.Request) -> web.StreamResponse:
    """Take somebody's second factor off, who lost the phone; they are signed out everywhere too."""
    await _change(request, _reset_second, "")
    console_of(request).hub.tell(DESK, "")
    raise web.HTTPSeeOther("/staff/people")


def _reset_second(tx: Tx, staff_id: int, _extra: str, actor: str, at: datetime) -> None:
    second_factor.turn_off(tx, staff_id)
    sessions.end_all(tx, staff_id, at)
    audit.write(tx, actor, "second_reset", str(staff_id), "", at)


async def capacity(request: web.Request) -> web.StreamResponse:
    """Say how many cases somebody has in hand at most when "다음" gives more; empty for no limit."""
    text = (await form_of(request)).get("capacity", "").strip()
    if text and (not text.isdecimal() or not 1 <= int(text) <= 99):
        return await _page(request, 400, fault="한도는 1에서 99까지의 수이거나 비워 둡니다.")
    await _change(request, _set_capacity, text)
    raise web.HTTPSeeOther("/staff/people")


def _set_capacity(tx: Tx, staff_id: int, text: str, actor: str, at: datetime) -> None:
    staff_table.set_capacity(tx, staff_id, int(text) if text else None)
    audit.write(tx, actor, "capacity_set", str(staff_id), f"capacity={text or '-'}", at)


async def duty(request: web.Request) -> web.StreamResponse:
    """Say whether somebody takes cases now."""
    on_duty = (await form_of(request)).get("on") == "1"
    await _change(request, _set_duty, "1" if on_duty else "0")
    raise web.HTTPSeeOther("/staff/people")


async def own_duty(request: web.Request) -> web.StreamResponse:
    """Say whether I take cases now."""
    console, staff = console_of(request), request[STAFF]
    on_duty = (await form_of(request)).get("on") == "1"
    await console.store.run(
        _set_duty, staff.id, "1" if on_duty else "0", actor_of(request), console.clock()
    )
    raise web.HTTPSeeOther(first_page(staff.role))


def _set_duty(tx: Tx, staff_id: int, on: str, actor: str, at: datetime) -> None:
    staff_table.set_duty(tx, staff_id, on == "1")
    audit.write(tx, actor, "duty", str(staff_id), f"on={on}", at)


async def _person(request: web.Request) -> Staff:
    """Return whose row of the table was pressed; raises HTTPNotFound."""
    try:
        return await console_of(request).store.read(staff_table.get, int(request.match_info["id"]))
    except NotFound as fault:
        raise web.HTTPNotFound(text="그런 계정이 없습니다.") from fault


async def _change(request: web.Request, change: Change, extra: str) -> str:
    """Run a change of one account; return the name. Raises HTTPNotFound."""
    console, person = console_of(request), await _person(request)
    await console.store.run(change, person.id, extra, actor_of(request), console.clock())
    return person.name


async def _link(request: web.Request, token: str) -> str:
    """Write the address: the public one where it is set, for a proxy hides the scheme."""
    public = (await console_of(request).context()).office.url
    return f"{public or f'{request.scheme}://{request.host}'}/staff/link/{token}"
