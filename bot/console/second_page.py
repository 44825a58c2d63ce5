"""The second question at the door: a code of the phone, or a recovery code once."""

from __future__ import annotations

from datetime import datetime

from aiohttp import web

from bot.console import totp
from bot.console.entering import enter
from bot.console.frame import console_of, form_of, render, write_audit
from bot.console.guard import where
from storage import audit, second_factor
from storage import staff as staff_table
from storage.transaction import Tx

WRONG = "코드가 맞지 않습니다. 앱의 새 코드를 적어 주세요."
LOCKED = "여러 번 틀려 15분 동안 잠겼습니다. 급하면 팀장에게 이중 인증 초기화를 부탁하세요."
TOO_LATE = "시간이 지났습니다. 처음부터 다시 로그인해 주세요."


async def check(request: web.Request) -> web.StreamResponse:
    """Check the code; a wrong one counts as a wrong password does."""
    console, form = console_of(request), await form_of(request)
    token, at = form.get("half", ""), console.clock()
    half = console.half_open.get(token, at)
    if half is None:
        return await render(request, "sign_in.html", 410, next="", login="", fault=TOO_LATE)
    how = await console.store.run(
        fits, half.staff_id, form.get("code", ""), at, f"ip={where(request)}"
    )
    if not how:
        locked = await console.store.run(staff_table.count_failure, half.staff_id, at)
        await write_audit(
            request, "second_failed", str(half.staff_id), "locked" if locked else "", "stranger"
        )
        if locked:
            console.half_open.drop(token)
        return await render(
            request, "second.html", 429 if locked else 401, half="" if locked else token,
            fault=LOCKED if locked else WRONG,
        )  # fmt: skip
    console.half_open.drop(token)
    staff = await console.store.read(staff_table.get, half.staff_id)
    return await enter(request, staff, half.onward, half.how)


def fits(tx: Tx, staff_id: int, typed: str, at: datetime, where: str = "") -> bool:
    """Use a code of the phone or a recovery code up; return whether it was good."""
    second, code = second_factor.of_staff(tx, staff_id), totp.tidy(typed)
    if second is None or staff_table.is_locked(tx, staff_id, at):
        # several windows may stand between the questions when the account is locked
        return False
    step = totp.step_of(second.secret, code, at)
    if step is not None:
        return second_factor.use_step(tx, staff_id, step)
    good = second.on and second_factor.use_code(tx, staff_id, code, at)
    if good:
        left = second_factor.codes_left(tx, staff_id)
        audit.write(
            tx, f"staff:{staff_id}", "recovery_used", str(staff_id), f"left={left} {where}", at
        )
    return good
