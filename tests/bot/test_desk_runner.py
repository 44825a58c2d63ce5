"""Staff actions: once for each form, on the ticket as it is now."""

from __future__ import annotations

import asyncio

import pytest

from handlers import desk
from storage.errors import NotFound
from storage.records.ticket import Outcome, Status
from tests.world import RunningOffice, office_at

NUMBER = "W-2026-0001"


async def a_message(office: RunningOffice):
    me = office.resident()
    await me.presses_value("s:message")
    await me.says("안부 전해 주세요")
    return me, await office.staff()


async def test_a_form_sent_twice_says_it_once():
    async with office_at("2026-11-23 10:00") as office:
        me, kim = await a_message(office)
        await office.act(kim, NUMBER, lambda t, c: desk.claim(t, kim, {}, c))
        await me.hears()

        for _ in range(2):
            decision = await office.act(
                kim, NUMBER, lambda t, c: desk.reply(t, kim, "안녕하세요.", (), c), form="f1"
            )

        assert decision.ok
        assert [b.text for b in await me.hears()] == ["안녕하세요."]


async def test_a_form_that_was_refused_may_be_corrected_and_sent_again():
    async with office_at("2026-11-23 10:00") as office:
        _me, kim = await a_message(office)
        await office.act(kim, NUMBER, lambda t, c: desk.claim(t, kim, {}, c))
        refused = await office.act(kim, NUMBER, lambda t, c: desk.close(t, kim, None, "", c), "f")

        done = await office.act(
            kim, NUMBER, lambda t, c: desk.close(t, kim, Outcome.ANSWERED, "", c), "f"
        )

        assert not refused.ok
        assert done.ok
        assert (await office.ticket(NUMBER)).status is Status.CLOSED


async def test_of_many_who_claim_at_once_one_wins_and_the_others_are_told_who():
    async with office_at("2026-11-23 10:00") as office:
        await a_message(office)
        people = [await office.staff(f"s{n}") for n in range(8)]
        names = {p.id: p.name for p in people}

        decisions = await asyncio.gather(
            *(office.act(p, NUMBER, lambda t, c, p=p: desk.claim(t, p, names, c)) for p in people)
        )

        (winner,) = [p for p, d in zip(people, decisions, strict=True) if d.ok]
        losers = [d.message for d in decisions if not d.ok]
        assert len(losers) == 7
        assert all(winner.name in message for message in losers)


async def test_an_unknown_number_is_not_found_and_the_form_may_be_sent_again():
    async with office_at("2026-11-23 10:00") as office:
        _me, kim = await a_message(office)

        with pytest.raises(NotFound):
            await office.act(kim, "W-2026-9999", lambda t, c: desk.claim(t, kim, {}, c), "f")

        assert (await office.act(kim, NUMBER, lambda t, c: desk.claim(t, kim, {}, c), "f")).ok


async def test_every_action_stands_in_the_audit():
    async with office_at("2026-11-23 10:00") as office:
        _me, kim = await a_message(office)

        await office.act(kim, NUMBER, lambda t, c: desk.claim(t, kim, {}, c))

        assert await office.value("SELECT actor || ' ' || action || ' ' || subject FROM audit") == (
            f"staff:{kim.id} claimed {NUMBER}"
        )
