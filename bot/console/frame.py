"""What all pages share: the frame, forms read once, words after an action, who is asking."""

from __future__ import annotations

from urllib.parse import quote

import aiohttp_jinja2
from aiohttp import web

from bot.console.guard import LACKS_SECOND, SESSION, STAFF, where
from bot.console.labels import day_and_time
from bot.console.ports import CONSOLE, Console
from bot.console.queue_filter import read_filter
from bot.console.queue_view import desk_line
from bot.console.rights import Action, may
from handlers.desk import DeskDecision
from storage import audit
from storage import staff as staff_table
from storage.records.staff import Staff
from storage.transaction import Tx

#: Longest field of a form; more is a fault of ours or somebody's mischief.
LONGEST_FIELD = 20_000
#: (address, words, right) of the navigation.
NAVIGATION = (
    ("/staff/", "상담", Action.SEE_CASES),
    ("/staff/search", "찾기", Action.SEE_CASES),
    ("/staff/canned", "자주 쓰는 답", Action.SEE_CANNED),
    ("/staff/knowledge", "안내 글", Action.SEE_KNOWLEDGE),
    ("/staff/hours", "운영 시간", Action.SEE_HOURS),
    ("/staff/numbers", "통계", Action.SEE_NUMBERS),
    ("/staff/danger", "위험 신호 검토", Action.SEE_DANGER),
    ("/staff/people", "사람", Action.PEOPLE),
    ("/staff/audit", "접속 기록", Action.AUDIT),
)


def console_of(request: web.Request) -> Console:
    """Return the services of this application."""
    return request.config_dict[CONSOLE]


def actor_of(request: web.Request) -> str:
    """Name who acts, for the timeline and the audit."""
    return f"staff:{request[STAFF].id}"


def session_of(request: web.Request) -> str:
    """Return the key of the session; never shown."""
    return request[SESSION]


async def form_of(request: web.Request) -> dict[str, str]:
    """Read a form; files and endless fields are refused."""
    fields: dict[str, str] = {}
    for name, value in (await request.post()).items():
        if not isinstance(value, str) or len(value) > LONGEST_FIELD:
            raise web.HTTPBadRequest(text="입력이 너무 깁니다.")
        fields[name] = value.replace("\x00", "").replace("\r\n", "\n")
    return fields


def form_key(request: web.Request, form: dict[str, str]) -> str:
    """Return the one-time key of a form, bound to who sends it and where to."""
    token = form.get("token", "")
    if not 16 <= len(token) <= 80:
        raise web.HTTPBadRequest(text="화면을 새로 고친 뒤 다시 해 주세요.")
    return f"{request[STAFF].id}:{request.path}:{token}"


def is_partial(request: web.Request) -> bool:
    """Say whether htmx asks, which wants a piece of the page instead of a redirect."""
    return request.headers.get("HX-Request") == "true"


async def render(
    request: web.Request, template: str, status: int = 200, **more: object
) -> web.Response:
    """Render a page within the frame of the person who is signed in."""
    console = console_of(request)
    staff: Staff | None = request.get(STAFF)
    values: dict[str, object] = {
        "labels": console.labels, "token": console.new_token(), "staff": staff, "path": request.path, "stamp": day_and_time,
        "list_query": _list_query(request),
    }  # fmt: skip
    if staff is not None:
        free = not request[LACKS_SECOND]
        values["lacks_second"] = not free
        values["can"] = {str(action): free and may(staff.role, action) for action in Action}
        values["navigation"] = [n for n in NAVIGATION if free and may(staff.role, n[2])]
        if not is_partial(request):
            values["desk"], values["me"] = await console.store.read(_frame, console, staff)
    return aiohttp_jinja2.render_template(template, request, {**values, **more}, status=status)


def _list_query(request: web.Request) -> str:
    """Return the filters under which a case was opened, '' for none; its list keeps them."""
    asked = read_filter(request.query)
    return asked.query if asked.narrow else ""


def _frame(tx: Tx, console: Console, staff: Staff) -> tuple[object, Staff]:
    context = console.context_of(tx, console.clock())
    return desk_line(context, staff_table.everyone(tx)), staff_table.get(tx, staff.id)


def say(response: web.Response, decision: DeskDecision) -> web.Response:
    """Put the words after an action into a header; the page shows them as a short notice."""
    response.headers["X-Desk-Said"] = quote(decision.message)
    response.headers["X-Desk-Ok"] = "1" if decision.ok else "0"
    return response


async def write_audit(
    request: web.Request, action: str, subject: str, detail: str = "", actor: str = ""
) -> None:
    """Write who did what from where; no personal data."""
    console = console_of(request)
    told = " ".join(filter(None, (detail, f"ip={where(request)}")))
    await console.store.run(
        audit.write, actor or actor_of(request), action, subject, told, console.clock()
    )
