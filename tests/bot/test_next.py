"""The most urgent case for each who asks, however many ask at once."""

from __future__ import annotations

import asyncio
from datetime import datetime

from bot.console.ports import Decide
from handlers import desk
from handlers.desk import DeskDecision
from storage import staff as staff_table
from storage.queries import queue
from storage.records.staff import Staff
from storage.records.ticket import Priority
from storage.transaction import Tx
from tests.console.desk import RunningDesk
from tests.world import office_at


async def asks(one: RunningDesk, staff: Staff, form: str) -> tuple[str, DeskDecision] | None:
    def prepare(tx: Tx, at: datetime) -> tuple[str, Decide] | None:
        number, me = queue.most_urgent(tx, at), staff_table.get(tx, staff.id)
        have = staff_table.in_hand(tx, staff.id)
        return number and (number, lambda t, c: desk.take_next(t, me, have, {}, c))

    return await one.office.core.desk.act_prepared(form, prepare, actor=f"staff:{staff.id}")


async def test_thirty_who_ask_at_once_get_twenty_cases_once_each() -> None:
    async with office_at("2026-11-23 10:00") as office:
        one = RunningDesk(office)
        numbers = [await one.files(contact_key=f"k{n}") for n in range(20)]
        worst = await one.files(priority=Priority.CRITICAL, contact_key="worst")
        people = [await office.staff(f"s{n}") for n in range(30)]

        found = await asyncio.gather(*(asks(one, p, f"form-of-person-{p.id}") for p in people))

        got = [answer[0] for answer in found if answer is not None]
        assert sorted(got) == sorted([*numbers, worst])
        assert got[0] == worst
        owners = {t.number: t.claimed_by for t in await office.tickets()}
        assert len({*owners.values()}) == 21
        claims = [kind for n in got for kind in await office.timeline(n) if kind == "claimed"]
        assert len(claims) == 21


async def test_the_same_form_twice_names_the_same_case_and_takes_no_other() -> None:
    async with office_at("2026-11-23 10:00") as office:
        one = RunningDesk(office)
        first, _second = [await one.files(contact_key=k) for k in "ab"]
        kim = await office.staff()

        once, twice = [await asks(one, kim, "one-form-of-kim") for _ in range(2)]

        assert once is not None
        assert twice is not None
        assert once[0] == twice[0] == first
        assert [t.claimed_by for t in await office.tickets()] == [kim.id, None]
