"""What the office sets itself: who is on duty, time targets, outcomes, numbers shown to residents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from aiohttp import web

from bot import office_settings as own
from bot.console import office_forms as forms
from bot.console.frame import actor_of, console_of, form_of, render
from bot.console.guard import STAFF
from bot.console.labels import Labels
from bot.console.ports import Console
from bot.hub import DESK
from handlers.context import Context
from handlers.hours import seoul
from handlers.promises import DEFAULTS, ROWS, SET
from intents.entry import Contact
from storage import audit, second_factor, sessions, settings
from storage import staff as staff_table
from storage.records.staff import AT_THE_DESK, Staff
from storage.records.ticket import NEEDS_WORDS, PICKED
from storage.transaction import Tx

PAGE, CONTACTS_PAGE = "/staff/office", "/staff/office/contacts"
Read = Callable[[Mapping[str, str]], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Ending:
    """An outcome as the office calls it."""

    code: str
    label: str
    usual: str
    words: bool
    #: Always needs words, and is never retired.
    always: bool
    retired: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A number that residents see; `own` when the office has corrected it, `fixed` when it may not."""

    contact: Contact
    own: bool
    fixed: bool


async def show(request: web.Request) -> web.StreamResponse:
    """Show duty, targets and outcomes."""
    return await _page(request)


async def _page(
    request: web.Request, status: int = 200, fault: str = "", form: Mapping[str, str] | None = None
) -> web.Response:
    console = console_of(request)
    people, kept, context = await console.store.read(_read, console)
    required, without = await console.store.read(_without_second)
    return await render(
        request, "office.html", status, people=people, targets=_targets(kept, console.labels),
        levels=[(int(p), console.labels("priority", int(p))) for p in SET],
        endings=_endings(kept, console.labels), on_call=kept.on_call, head=kept.rules.head,
        phone=context.office.on_call_phone, fault=fault, form=form or {},
        required=required, without=without,
    )  # fmt: skip


def _read(tx: Tx, console: Console) -> tuple[list[Staff], own.OfficeSettings, Context]:
    return _at_the_desk(tx), own.read(tx), console.context_of(tx, console.clock())


def _at_the_desk(tx: Tx) -> list[Staff]:
    return [s for s in staff_table.everyone(tx) if not s.disabled and s.role in AT_THE_DESK]


def _targets(
    kept: own.OfficeSettings, labels: Labels
) -> list[tuple[str, str, list[tuple[int, int, int]]]]:
    """List (row, its name, cells of priority, minutes, default)."""
    return [
        (row, labels("target", row) if row == "reply" else labels("kind", row),
         [(int(p), kept.rules.targets.minutes(row, p), DEFAULTS.minutes(row, p)) for p in SET])
        for row in ROWS
    ]  # fmt: skip


def _endings(kept: own.OfficeSettings, labels: Labels) -> list[Ending]:
    added = [code for code in kept.outcomes if code not in PICKED]
    return [
        Ending(
            str(o), labels("outcome", o), labels.usual("outcome", o) if o in PICKED else "",
            o in kept.rules.needs_words, o in NEEDS_WORDS, o not in kept.rules.outcomes,
        )
        for o in (*PICKED, *added)
    ]  # fmt: skip


async def set_targets(request: web.Request) -> web.StreamResponse:
    """Set the minutes; what was promised before keeps its time."""
    return await _set(
        request, "targets_set", lambda f: {own.TARGETS: own.write_targets(forms.targets(f))}
    )


async def set_outcomes(request: web.Request) -> web.StreamResponse:
    """Set how outcomes are called and which need words, add one, retire some."""
    console = console_of(request)
    usual = {str(o): console.labels.usual("outcome", o) for o in PICKED}
    kept = (await console.store.read(own.read)).outcomes
    return await _set(
        request, "outcomes_set", lambda f: {own.OUTCOMES: own.write_outcomes(forms.outcomes(f, usual, kept))}
    )  # fmt: skip


async def _set(request: web.Request, action: str, read: Read) -> web.StreamResponse:
    form, console = await form_of(request), console_of(request)
    try:
        values = read(form)
    except forms.FormFault as fault:
        return await _page(request, 400, str(fault), form)
    await console.store.run(_put, values, action, actor_of(request), console.clock())
    await use_names(console)
    raise web.HTTPSeeOther(PAGE)


def _put(tx: Tx, values: Mapping[str, str], action: str, actor: str, at: datetime) -> None:
    for name, value in values.items():
        settings.put(tx, name, value, at)
        audit.write(tx, actor, action, name, value[:400], at)


async def use_names(console: Console) -> None:
    """Call the outcomes as the office does, on all pages."""
    kept = await console.store.read(own.read)
    console.labels.rename("outcome", {code: o.label for code, o in kept.outcomes.items()})


async def set_duty(request: web.Request) -> web.StreamResponse:
    """Set who is on duty, in which order people are called, and whom to call when nobody is there."""
    form, console = await form_of(request), console_of(request)
    people = await console.store.read(_at_the_desk)
    try:
        orders = forms.orders(form, [s.id for s in people])
    except forms.FormFault as fault:
        return await _page(request, 400, str(fault), form)
    whom = {n: forms.maybe_short(form, n) for n in (own.ON_CALL, own.HEAD)}
    await console.store.run(_set_duty, orders, whom, actor_of(request), console.clock())
    console.hub.tell(DESK, "")
    raise web.HTTPSeeOther(PAGE)


def _set_duty(
    tx: Tx, orders: Mapping[int, tuple[bool, int]], whom: Mapping[str, str], actor: str, at: datetime
) -> None:  # fmt: skip
    for one in _at_the_desk(tx):
        if one.id in orders and orders[one.id] != (one.on_duty, one.alert_order):
            on_duty, order = orders[one.id]
            staff_table.set_duty(tx, one.id, on_duty)
            staff_table.set_alert_order(tx, one.id, order)
            audit.write(tx, actor, "duty", str(one.id), f"on={int(on_duty)} order={order}", at)
    _put(tx, whom, "on_call_set", actor, at)


async def set_second(request: web.Request) -> web.StreamResponse:
    """Ask everybody for a second factor from their next sign-in on, or no more."""
    form, console, staff = await form_of(request), console_of(request), request[STAFF]
    wanted = form.get("required") == "1"
    if wanted and staff.id not in await console.store.read(second_factor.who_has_one):
        return await _page(request, 409, "먼저 '내 계정'에서 본인의 이중 인증을 켜 주세요.")
    await console.store.run(_set_second, wanted, actor_of(request), console.clock())
    raise web.HTTPSeeOther(PAGE)


def _set_second(tx: Tx, wanted: bool, actor: str, at: datetime) -> None:
    if (settings.get(tx, sessions.SECOND_REQUIRED) == "1") == wanted:
        # set again it would spare everybody who signed in since
        return
    settings.put(tx, sessions.SECOND_REQUIRED, "1" if wanted else "", at)
    audit.write(tx, actor, "second_required", "", "required" if wanted else "optional", at)


def _without_second(tx: Tx) -> tuple[bool, list[str]]:
    """Return whether everybody must have one, and who has none."""
    having = second_factor.who_has_one(tx)
    names = [s.name for s in staff_table.everyone(tx) if not s.disabled and s.id not in having]
    return settings.get(tx, sessions.SECOND_REQUIRED) == "1", names


async def show_contacts(request: web.Request) -> web.StreamResponse:
    """List the numbers that residents see."""
    return await _contacts(request)


async def _contacts(
    request: web.Request, status: int = 200, fault: str = "", opened: str = ""
) -> web.Response:
    console = console_of(request)
    kept, context = await console.store.read(_numbers, console)
    shown = [
        Shown(c, c.id in kept.contacts, c.kind == "emergency")
        for c in context.knowledge.contacts.values()
    ]
    return await render(
        request, "contacts.html", status, contacts=sorted(shown, key=lambda s: s.fixed), fault=fault,
        opened=opened, today=_today(console).isoformat(),
    )  # fmt: skip


def _numbers(tx: Tx, console: Console) -> tuple[own.OfficeSettings, Context]:
    return own.read(tx), console.context_of(tx, console.clock())


def _today(console: Console) -> date:
    return seoul(console.clock()).date()


async def set_contact(request: web.Request) -> web.StreamResponse:
    """Correct a number, with its source and the day it was checked; or let the reviewed one hold again."""
    form, console = await form_of(request), console_of(request)
    code, actor = request.match_info["contact"], actor_of(request)
    known = (await console.context()).knowledge.contacts.get(code)
    if known is None or known.kind == "emergency":
        raise web.HTTPNotFound(text="여기에서 고칠 수 있는 연락처가 아닙니다.")
    try:
        mine = None if form.get("drop") else forms.contact(form, _today(console))
    except forms.FormFault as fault:
        return await _contacts(request, 400, str(fault), code)
    await console.store.run(_set_contact, code, mine, actor, console.clock())
    raise web.HTTPSeeOther(CONTACTS_PAGE)


def _set_contact(
    tx: Tx, code: str, mine: own.OwnContact | None, actor: str, at: datetime
) -> None:  # fmt: skip
    kept = {c: o for c, o in own.read(tx).contacts.items() if c != code}
    if mine is not None:
        kept[code] = mine
    settings.put(tx, own.CONTACTS, own.write_contacts(kept), at)
    audit.write(tx, actor, "contact_set", code, mine.number if mine else "dropped", at)
