"""Looking back: the audit with its verification (P13), and the danger screen's hits (A14)."""

from __future__ import annotations

from datetime import datetime, timedelta

from aiohttp import web

from bot.console.audit_words import detail_words, subject_words
from bot.console.frame import actor_of, console_of, form_of, render, write_audit
from bot.console.guard import STAFF
from bot.console.labels import day_and_time
from bot.console.rights import Action, may
from bot.console.talk import actor_name
from handlers.hours import seoul
from storage import audit, verdicts
from storage import staff as staff_table
from storage.queries import desk as queries
from storage.transaction import Tx

LINES = 200


async def show_audit(request: web.Request) -> web.StreamResponse:
    """Show the newest lines."""
    return await _audit_page(request, "")


async def verify_audit(request: web.Request) -> web.StreamResponse:
    """Check the chain of hashes from its beginning."""
    broken = await console_of(request).store.read(audit.first_broken)
    await write_audit(request, "audit_verified", "audit", f"broken={broken or 0}")
    words = (
        "모든 줄이 이어져 있습니다. 고쳐지거나 빠진 기록이 없습니다."
        if broken is None
        else f"{broken}번 줄이 앞줄과 맞지 않습니다. 바로 개인정보 보호책임자에게 알려 주세요."
    )
    return await _audit_page(request, words, broken=broken is not None)


async def _audit_page(request: web.Request, words: str, *, broken: bool = False) -> web.Response:
    console = console_of(request)
    asked = request.query.get("before", "")
    before = int(asked) if asked.isdecimal() and len(asked) < 15 else None
    lines, names = await console.store.read(_audit, before)
    rows = [
        (line.id, day_and_time(line.at), actor_name(line.actor, names, console.labels), line.action,
         subject_words(line.action, line.subject, names),
         detail_words(line.action, line.detail, console.labels, names))
        for line in lines
    ]  # fmt: skip
    older = rows[-1][0] if len(rows) == LINES else 0
    return await render(request, "audit.html", rows=rows, words=words, broken=broken, older=older)


def _audit(tx: Tx, before: int | None) -> tuple[list[audit.AuditLine], dict[int, str]]:
    return audit.lines(tx, LINES, before), {s.id: s.name for s in staff_table.everyone(tx)}


async def show_danger(request: web.Request) -> web.StreamResponse:
    """Show a month of hits."""
    console = console_of(request)
    begin, end = _month(request.query.get("month", ""), console.clock())
    hits = await console.store.read(queries.danger_hits, begin, end)
    await write_audit(request, "danger_list", f"{begin:%Y-%m}")
    rows = [(hit, day_and_time(hit.at)) for hit in hits]
    judged = [h for h in hits if h.verdict]
    return await render(
        request, "danger.html", rows=rows, month=f"{begin:%Y-%m}", judged=len(judged),
        right=sum(h.verdict == "right" for h in judged),
        before=f"{begin - timedelta(days=1):%Y-%m}", after=f"{end:%Y-%m}",
        may_judge=may(request[STAFF].role, Action.JUDGE_DANGER),
    )  # fmt: skip


def _month(text: str, now: datetime) -> tuple[datetime, datetime]:
    """Return the first moment of a month and of the next, in Seoul; this month for anything else."""
    local = seoul(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    year, _, month = text.partition("-")
    if (
        year.isdecimal()
        and month.isdecimal()
        and 2020 <= int(year) <= 2100
        and 1 <= int(month) <= 12
    ):
        local = local.replace(year=int(year), month=int(month))
    return local, (local + timedelta(days=32)).replace(day=1)


async def judge(request: web.Request) -> web.StreamResponse:
    """Keep what a person says of a hit: right, or a false alarm."""
    console, form = console_of(request), await form_of(request)
    verdict = form.get("verdict", "")
    if verdict not in verdicts.VERDICTS:
        raise web.HTTPBadRequest(text="맞음 또는 오경보를 골라 주세요.")
    hit_id = int(request.match_info["id"])
    if not await console.store.run(_judge, hit_id, verdict, actor_of(request), console.clock()):
        raise web.HTTPNotFound(text="그런 기록이 없습니다.")
    month = form.get("month", "")
    raise web.HTTPSeeOther(f"/staff/danger?month={month}" if len(month) == 7 else "/staff/danger")


def _judge(tx: Tx, hit_id: int, verdict: str, actor: str, at: datetime) -> bool:
    found = verdicts.give_verdict(tx, hit_id, verdict)
    if found:
        audit.write(tx, actor, "danger_judged", str(hit_id), verdict, at)
    return found
