"""One's own account: where one is signed in, and the second factor with its recovery codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from bot.console import totp
from bot.console.frame import actor_of, console_of, form_of, render, session_of, write_audit
from bot.console.guard import LACKS_SECOND, STAFF
from bot.console.qr import qr
from bot.console.second_page import WRONG, fits
from bot.hub import DESK
from storage import audit, second_factor, sessions, settings
from storage.second_factor import Second
from storage.sessions import Session
from storage.transaction import Tx

REQUIRED = (
    "우리 사무실은 모두 이중 인증을 씁니다. 휴대전화를 바꾸셨으면 팀장에게 초기화를 부탁하세요."
)


@dataclass(frozen=True, slots=True)
class Account:
    """What stands on the page."""

    sessions: list[Session]
    second: Second | None
    codes_left: int


def _read(tx: Tx, staff_id: int, token: str, at: datetime) -> Account:
    return Account(
        sessions.of_staff(tx, staff_id, token, at), second_factor.of_staff(tx, staff_id),
        second_factor.codes_left(tx, staff_id),
    )  # fmt: skip


async def show(request: web.Request) -> web.StreamResponse:
    """Show the account."""
    return await _page(request)


async def _page(
    request: web.Request, status: int = 200, fault: str = "", codes: list[str] | None = None
) -> web.Response:
    console, staff = console_of(request), request[STAFF]
    account = await console.store.read(_read, staff.id, session_of(request), console.clock())
    second = account.second
    drawn = typed = ""
    if second is not None and not second.on:
        drawn = qr(totp.address(second.secret, staff.login), "인증 앱으로 찍는 QR")
        typed = totp.typed(second.secret)
    return await render(
        request, "account.html", status, account=account, qr=drawn, typed=typed, fault=fault,
        codes=codes or [],
    )  # fmt: skip


async def end_session(request: web.Request) -> web.StreamResponse:
    """End one of one's own sessions."""
    console, staff = console_of(request), request[STAFF]
    session = int(request.match_info["id"])
    if not await console.store.run(sessions.end_one, staff.id, session, console.clock()):
        raise web.HTTPNotFound(text="그런 로그인이 없습니다.")
    await write_audit(request, "sessions_ended", str(staff.id), "count=1")
    console.hub.tell(DESK, "")
    raise web.HTTPSeeOther("/staff/account")


async def end_others(request: web.Request) -> web.StreamResponse:
    """Sign out everywhere but here."""
    console, staff = console_of(request), request[STAFF]
    ended = await console.store.run(
        sessions.end_all, staff.id, console.clock(), session_of(request)
    )
    await write_audit(request, "sessions_ended", str(staff.id), f"count={ended}")
    console.hub.tell(DESK, "")
    raise web.HTTPSeeOther("/staff/account")


async def begin_second(request: web.Request) -> web.StreamResponse:
    """Make a secret and show it; it counts once a code of it was typed."""
    console, staff = console_of(request), request[STAFF]
    secret = totp.new_secret(console.new_token())
    await console.store.run(second_factor.begin, staff.id, secret)
    raise web.HTTPSeeOther("/staff/account#second")


async def confirm_second(request: web.Request) -> web.StreamResponse:
    """Turn the second factor on after a right code; the recovery codes are shown this once."""
    console, form = console_of(request), await form_of(request)
    codes = totp.recovery_codes(console.new_token())
    on = await console.store.run(
        _turn_on, request[STAFF].id, form.get("code", ""), codes, actor_of(request), console.clock()
    )
    if not on:
        return await _page(request, 400, fault=WRONG)
    request[LACKS_SECOND] = False
    return await _page(request, codes=codes)


def _turn_on(tx: Tx, staff_id: int, code: str, codes: list[str], actor: str, at: datetime) -> bool:
    second = second_factor.of_staff(tx, staff_id)
    if second is None or second.on or not fits(tx, staff_id, code, at):
        return False
    second_factor.turn_on(tx, staff_id, codes, at)
    audit.write(tx, actor, "second_on", str(staff_id), "", at)
    return True


async def end_second(request: web.Request) -> web.StreamResponse:
    """Turn the second factor off; a code proves that it is its owner who asks."""
    console, form = console_of(request), await form_of(request)
    if await console.store.read(settings.get, sessions.SECOND_REQUIRED) == "1":
        return await _page(request, 409, fault=REQUIRED)
    off = await console.store.run(
        _turn_off, request[STAFF].id, form.get("code", ""), actor_of(request), console.clock()
    )
    if not off:
        return await _page(request, 400, fault=WRONG)
    raise web.HTTPSeeOther("/staff/account")


def _turn_off(tx: Tx, staff_id: int, code: str, actor: str, at: datetime) -> bool:
    if not fits(tx, staff_id, code, at):
        return False
    second_factor.turn_off(tx, staff_id)
    audit.write(tx, actor, "second_off", str(staff_id), "", at)
    return True
