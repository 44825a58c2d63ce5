"""What staff do to a case: each form becomes one pure decision, run by the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import TypeVar

from aiohttp import web

from bot.console import answer_acts, household_acts, task_acts
from bot.console.case_page import render_case, view_of
from bot.console.frame import actor_of, console_of, form_key, form_of, is_partial, say
from bot.console.guard import STAFF, Handler
from bot.console.ports import Console, Decide, Look
from bot.console.queue_page import names_of
from handlers import desk
from handlers.desk import CallResult, DeskDecision
from storage.errors import NotFound, StoreBusy
from storage.records.staff import Staff
from storage.records.ticket import Priority

Form = Mapping[str, str]
Make = Callable[[Form, Staff, Mapping[int, str]], Decide]
E = TypeVar("E", bound=Enum)
NO_CHOICE = "고를 수 없는 값입니다."
BUSY = "지금 저장하지 못했습니다. 적은 내용은 그대로이니 잠시 뒤 다시 눌러 주세요."


def _words(form: Form, name: str = "text") -> str:
    return form.get(name, "").strip()


def _one_of(kind: type[E], value: object) -> E:
    """Read a choice; what no form of ours sends is refused."""
    try:
        return kind(value)
    except ValueError as fault:
        raise web.HTTPBadRequest(text=NO_CHOICE) from fault


def _priority(form: Form) -> Priority:
    value = form.get("priority", "")
    return _one_of(Priority, int(value) if value.isdecimal() else 0)


def _call(form: Form, staff: Staff, _names: Mapping[int, str]) -> Decide:
    result = _one_of(CallResult, form.get("result", ""))
    return lambda t, c: desk.call_attempt(t, staff, result, _words(form), c)


def _set_priority(form: Form, _staff: Staff, _names: Mapping[int, str]) -> Decide:
    priority = _priority(form)
    return lambda t, c: desk.set_priority(t, priority, _words(form), c)


#: Name in the address -> what it does. `reply` (in `answer_acts.py`) and `note` are two forms at two
#: addresses on purpose.
ACTS: Mapping[str, Make] = {
    "claim": lambda _f, s, n: lambda t, c: desk.claim(t, s, n, c),
    "take-over": lambda f, s, n: lambda t, c: desk.take_over(t, s, _words(f), n, c),
    "release": lambda f, s, _n: lambda t, c: desk.release(t, s, _words(f), c),
    "hand-over": lambda f, s, _n: lambda t, c: desk.hand_over(t, s, _words(f), c),
    "acknowledge": lambda _f, s, _n: lambda t, c: desk.acknowledge(t, s, c),
    "priority": _set_priority,
    "note": lambda f, _s, _n: lambda t, c: desk.note(t, _words(f), c),
    "join": lambda _f, s, _n: lambda t, c: desk.join(t, s, c),
    "give-back": lambda _f, s, _n: lambda t, c: desk.give_back(t, s, c),
    "call": _call,
    "wait": lambda _f, s, _n: lambda t, c: desk.wait(t, s, c),
    "reopen": lambda f, _s, _n: lambda t, c: desk.reopen(t, _words(f), c),
}


#: Actions that look at more than the ticket.
LOOKS = {**answer_acts.LOOKS, **household_acts.LOOKS, **task_acts.LOOKS}
#: Every action, for the table of routes.
NAMES = (*ACTS, *LOOKS)


def _look(name: str, form: Form, staff: Staff, names: Mapping[int, str], console: Console) -> Look:
    if name in LOOKS:
        try:
            return LOOKS[name](form, staff, console)
        except ValueError as fault:
            raise web.HTTPBadRequest(text=NO_CHOICE) from fault
    decide = ACTS[name](form, staff, names)
    return lambda _tx, ticket, context: decide(ticket, context)


def act(name: str) -> Handler:
    """Return the handler of one action."""

    async def handler(request: web.Request) -> web.StreamResponse:
        console, form = console_of(request), await form_of(request)
        number = request.match_info["number"]
        look = _look(name, form, request[STAFF], await names_of(console), console)
        status = 409
        try:
            decision = await console.desk.look_and_act(
                form_key(request, form), number, look, actor=actor_of(request)
            )
        except NotFound as fault:
            raise web.HTTPNotFound(text="그런 접수번호가 없습니다.") from fault
        except StoreBusy:
            # 503, not 409: the form's key is not used up, so the same words may be sent again
            status, decision = 503, DeskDecision(False, BUSY)
        return await finish(request, form, name, decision, status)

    return handler


async def finish(
    request: web.Request, form: Form, name: str, decision: DeskDecision, status: int
) -> web.StreamResponse:
    """Show the case after an action; a refused form keeps what was written in it."""
    if decision.ok and not is_partial(request):
        back = form.get("back") == "queue"
        raise web.HTTPSeeOther("/staff/" if back else f"/staff/case/{request.match_info['number']}")
    page = await render_case(
        request, await view_of(request), 200 if decision.ok else status,
        fault="" if decision.ok else decision.message, form=None if decision.ok else form, form_act="" if decision.ok else name,
    )  # fmt: skip
    return say(page, decision)
