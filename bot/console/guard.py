"""Stand before every handler: who is it, may they, does the write come from our own page; safe headers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp import web

from bot.console.ports import CONSOLE
from bot.console.rights import Action, may
from bot.remote import remote_of
from storage import audit, sessions
from storage.records.staff import Staff
from storage.transaction import Tx

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
COOKIE = "desk"
STAFF = web.RequestKey("staff", Staff)
SESSION = web.RequestKey("session", str)
#: The office asks for a second factor, and this account has none yet.
LACKS_SECOND = web.RequestKey("lacks_second", bool)
#: Where one may go until then: to set it up, to choose a password, away.
MEANWHILE = ("/staff/account", "/staff/password", "/staff/sign-out", "/staff/here")
#: No inline script or style, nothing from outside: what residents write cannot run here.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # not "no-referrer": browsers then send "Origin: null" with our own forms
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
}
WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})


@web.middleware
async def safe_headers(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Put the headers on every answer, faults included; a stream sets them itself."""
    try:
        response = await handler(request)
    except web.HTTPException as fault:
        fault.headers.update({k: v for k, v in HEADERS.items() if k not in fault.headers})
        raise
    if not response.prepared:
        if request.path.startswith("/staff/static/"):
            response.headers["Cache-Control"] = "no-cache"
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
    return response


@web.middleware
async def own_pages_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse a write that another site's page sent (CSRF)."""
    if request.method in WRITES and not comes_from_us(request):
        raise web.HTTPForbidden(text="다른 사이트에서 온 요청이라 처리하지 않았습니다.")
    return await handler(request)


def comes_from_us(request: web.Request) -> bool:
    """Believe Sec-Fetch-Site, else compare Origin with Host; without both it is refused."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site != "same-origin":
        return False
    origin = request.headers.get("Origin")
    if origin is None:
        return site == "same-origin"
    return urlsplit(origin).netloc == request.host


def guarded(action: Action, handler: Handler, *, quiet: bool = False) -> Handler:
    """
    Return the handler behind the check of its right.

    `quiet` routes refresh a page by themselves and do not move the idle clock (P15).
    """

    async def check(request: web.Request) -> web.StreamResponse:
        console = request.config_dict[CONSOLE]
        token = request.cookies.get(COOKIE, "")
        staff = await _who(request, token, quiet=quiet) if token else None
        if staff is not None:
            request[STAFF], request[SESSION] = staff, token
            if request[LACKS_SECOND] and not request.path.startswith(MEANWHILE):
                return _sent_to(request, "/staff/account")
        if may(staff.role if staff else None, action):
            return await handler(request)
        if staff is None:
            return to_sign_in(request)
        await console.store.run(
            _write_refusal, f"staff:{staff.id}", action, where(request), console.clock()
        )
        raise web.HTTPForbidden(text="이 화면을 볼 권한이 없습니다.")

    return check


async def _who(request: web.Request, token: str, *, quiet: bool) -> Staff | None:
    console = request.config_dict[CONSOLE]
    staff, request[LACKS_SECOND] = await console.store.read(_admitted, token, console.clock())
    if staff is not None and not quiet:
        await console.store.run(sessions.touch_session, token, console.clock())
    return staff


def where(request: web.Request) -> str:
    """Return the address of whoever asks, '-' for anything else; behind our proxy hers, not its own."""
    proxies = request.config_dict[CONSOLE].proxies
    told = remote_of(request.remote, request.headers.get("X-Forwarded-For"), proxies)
    try:
        return str(ip_address(told))
    except ValueError:
        return "-"


def _admitted(tx: Tx, token: str, at: datetime) -> tuple[Staff | None, bool]:
    staff = sessions.session_staff(tx, token, at)
    return staff, staff is not None and sessions.lacks_second(tx, token)


def _write_refusal(tx: Tx, actor: str, action: Action, remote: str, at: datetime) -> None:
    audit.write(tx, actor, "refused", str(action), f"ip={remote}", at)


def to_sign_in(request: web.Request) -> web.StreamResponse:
    """Send a stranger to the door; scripts get a refusal that carries the way."""
    target = "/staff/sign-in"
    if request.method == "GET" and request.path.startswith("/staff/case/"):
        target += f"?next={request.path}"
    return _sent_to(request, target)


def _sent_to(request: web.Request, target: str) -> web.StreamResponse:
    if request.headers.get("HX-Request") == "true":
        return web.Response(status=403, headers={"HX-Redirect": target.partition("?")[0]})
    if request.headers.get("Accept", "").startswith("text/event-stream"):
        return web.Response(status=403)
    raise web.HTTPSeeOther(target)
