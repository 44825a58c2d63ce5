"""Let somebody in: at once, or after the second question; each session knows where it is."""

from __future__ import annotations

import re

from aiohttp import web

from bot.console.frame import console_of, render, write_audit
from bot.console.guard import COOKIE, where
from storage import second_factor, sessions
from storage.records.staff import Staff

#: What a browser calls itself -> what people call it; the first that fits.
_BROWSERS = (("Whale", "웨일"), ("Edg", "엣지"), ("SamsungBrowser", "삼성 인터넷"), ("Firefox", "파이어폭스"),
             ("Chrome", "크롬"), ("Safari", "사파리"))  # fmt: skip
_SYSTEMS = (("Android", "안드로이드"), ("iPhone", "아이폰"), ("iPad", "아이패드"), ("Windows", "윈도"),
            ("Mac OS", "맥"), ("Linux", "리눅스"))  # fmt: skip


async def admit(request: web.Request, staff: Staff, onward: str, how: str) -> web.StreamResponse:
    """Ask for the second factor if there is one, else let in."""
    console = console_of(request)
    second = await console.store.read(second_factor.of_staff, staff.id)
    if second is None or not second.on:
        return await enter(request, staff, onward, how)
    token = console.new_token()
    console.half_open.put(token, staff.id, onward, how, console.clock())
    return await render(request, "second.html", half=token, fault="")


async def enter(request: web.Request, staff: Staff, onward: str, how: str) -> web.StreamResponse:
    """Start a session with a fresh key, whatever cookie came (no fixation)."""
    console = console_of(request)
    key = console.new_token()
    device = device_of(request.headers.get("User-Agent", ""))
    await console.store.run(
        sessions.start_session, staff.id, key, console.clock(), device, where(request)
    )
    await write_audit(request, how, str(staff.id), "", f"staff:{staff.id}")
    response = web.Response(status=303, headers={"Location": onward})
    response.set_cookie(
        COOKIE, key, httponly=True, secure=console.secure, samesite="Strict", path="/staff"
    )
    return response


def device_of(agent: str) -> str:
    """Name browser and system, and nothing finer."""
    names = [next((said for mark, said in table if re.search(mark, agent)), "") for table in (_BROWSERS, _SYSTEMS)]  # fmt: skip
    return " · ".join(filter(None, names)) or "알 수 없는 기기"
