"""The door: one-time link, password, lock-out, signing out; each try stands in the audit (P13-P15)."""

from __future__ import annotations

import re

from aiohttp import web

from bot.console.entering import admit
from bot.console.frame import console_of, form_of, render, session_of, write_audit
from bot.console.guard import COOKIE, SESSION, STAFF
from bot.console.passwords import password_fault
from bot.console.ports import Console
from bot.console.rights import first_page
from storage import sessions
from storage import staff as staff_table

_NEXT = re.compile(r"/staff/case/W-\d{4}-\d{4,9}")
WRONG = "아이디 또는 비밀번호가 맞지 않습니다."
LOCKED = "비밀번호를 여러 번 틀려 15분 동안 잠겼습니다. 급하면 팀장에게 일회용 링크를 받으세요."
DEAD_LINK = "이미 쓰였거나 기한이 지난 링크입니다. 새 링크를 받아 주세요."


async def show(request: web.Request) -> web.StreamResponse:
    """Show the sign-in form."""
    onward = safe_next(request.query.get("next", ""))
    return await render(request, "sign_in.html", next=onward, login="", fault="")


async def sign_in(request: web.Request) -> web.StreamResponse:
    """Check a password; the same words for a wrong login and a wrong password."""
    console, form = console_of(request), await form_of(request)
    login = form.get("login", "").strip()[:100]
    onward = safe_next(form.get("next", ""))
    fault, staff_id = await _check(request, console, login, form.get("password", ""))
    if fault or staff_id is None:
        return await render(
            request, "sign_in.html", 401 if fault == WRONG else 429, next=onward, login=login, fault=fault
        )  # fmt: skip
    staff = await console.store.read(staff_table.get, staff_id)
    return await admit(request, staff, onward or first_page(staff.role), "sign_in")


async def _check(
    request: web.Request, console: Console, login: str, password: str
) -> tuple[str, int | None]:
    found = await console.store.read(staff_table.password_hash, login)
    now = console.clock()
    staff_id, hashed, locked_until = found or (None, None, None)
    if (locked_until is not None and locked_until > now) or (
        staff_id is None and console.unknown_logins.is_locked(login, now)
    ):
        await write_audit(request, "sign_in_locked", f"{staff_id or '-'}", "", "stranger")
        return LOCKED, None
    if await console.passwords.fits(hashed, password) and staff_id is not None:
        return "", staff_id
    if staff_id is None:
        locks = console.unknown_logins.count(login, now)
    else:
        locks = await console.store.run(staff_table.count_failure, staff_id, now)
    await write_audit(
        request, "sign_in_failed", f"{staff_id or '-'}", "locked" if locks else "", "stranger"
    )
    return (LOCKED if locks else WRONG), None


async def show_link(request: web.Request) -> web.StreamResponse:
    """Show a button only: a messenger that looks at the link must not use it up."""
    return await render(request, "link.html", link=request.path, fault="")


async def use_link(request: web.Request) -> web.StreamResponse:
    """Use a one-time link up, then ask for a password."""
    console = console_of(request)
    staff_id = await console.store.run(
        staff_table.use_link, request.match_info["token"], console.clock()
    )
    if staff_id is None:
        await write_audit(request, "link_refused", "-", "", "stranger")
        return await render(request, "link.html", 410, link="", fault=DEAD_LINK)
    staff = await console.store.read(staff_table.get, staff_id)
    return await admit(request, staff, "/staff/password", "sign_in_link")


async def show_password(request: web.Request) -> web.StreamResponse:
    """Show the form for a new password."""
    return await render(request, "password.html", fault="")


async def set_password(request: web.Request) -> web.StreamResponse:
    """Set one's password; a session (of a link or of the old password) is the proof."""
    console, form, staff = console_of(request), await form_of(request), request[STAFF]
    new = form.get("new", "")
    fault = password_fault(new, staff.login)
    if not fault and new != form.get("again", ""):
        fault = "두 번 적은 비밀번호가 서로 다릅니다."
    if fault:
        return await render(request, "password.html", 400, fault=fault)
    hashed = await console.passwords.hash(new)
    await console.store.run(staff_table.set_password, staff.id, hashed)
    await write_audit(request, "password_set", str(staff.id))
    raise web.HTTPSeeOther(first_page(staff.role))


async def sign_out(request: web.Request) -> web.StreamResponse:
    """End the session; everything opened is masked again."""
    console = console_of(request)
    await console.store.run(sessions.end_session, session_of(request), console.clock())
    console.opened.forget(session_of(request))
    console.searches.forget(session_of(request))
    await write_audit(request, "sign_out", str(request[STAFF].id))
    response = web.Response(status=303, headers={"Location": "/staff/sign-in?bye=1"})
    response.del_cookie(
        COOKIE, path="/staff", secure=console.secure, httponly=True, samesite="Strict"
    )
    return response


async def here(request: web.Request) -> web.StreamResponse:
    """Answer a page that was opened from outside (the cookie is strict): signed in after all."""
    assert request[SESSION]
    return web.Response(status=204)


def safe_next(path: str) -> str:
    """Return a case page to go on to; anything else is dropped (no open redirect)."""
    return path if _NEXT.fullmatch(path) else ""
