"""Time targets: warned, rung, handed to the lead; counted in minutes of duty and by kind and priority (H9, R8)."""

from __future__ import annotations

from bot.channels.channel import SendError
from bot.office_settings import TARGETS, write_targets
from bot.outbox import Sender
from handlers import desk
from handlers.hours import seoul
from handlers.promises import DEFAULTS, REPLY, ROWS, SET
from storage import settings
from storage.records.staff import Role
from storage.records.ticket import Outcome, Priority, TicketKind
from tests.resident import Resident
from tests.world import RunningOffice, moment, office_at


async def left_words(office: RunningOffice, channel: str = "web") -> Resident:
    me = office.resident(channel)
    await me.presses_value("s:message")
    await me.says("안부 전해 주세요")
    return me


def test_every_kind_and_priority_has_a_target() -> None:
    assert all(DEFAULTS.minutes(row, p) > 0 for row in ROWS for p in SET)


async def test_a_target_that_the_office_set_holds_for_what_comes_next():
    async with office_at("2026-11-23 10:00") as office:
        own = write_targets({("message", Priority.NORMAL): 60})
        await office.core.store.run(settings.put, TARGETS, own, office.clock())
        await left_words(office)

        assert (await office.ticket("W-2026-0001")).due_at == moment("2026-11-23 11:00")


async def test_before_its_time_a_case_is_warned_of_without_a_ring():
    async with office_at("2026-11-23 09:00", group="-100") as office:
        await left_words(office)
        await office.ticks(minutes=1)
        rings = len(await office.group_hears())

        office.clock.says("2026-11-23 15:30")
        await office.ticks()

        line = await office.timeline("W-2026-0001")
        assert "reminded" in line
        assert "overdue" not in line
        assert rings == 1


async def test_after_its_time_it_rings_and_after_twice_its_time_the_lead_is_called():
    async with office_at("2026-11-23 09:00") as office:
        await office.staff("kim")
        await office.staff("park", Role.LEAD)
        own = write_targets({("message", Priority.NORMAL): 60})
        await office.core.store.run(settings.put, TARGETS, own, office.clock())
        await left_words(office)

        office.clock.says("2026-11-23 10:01")
        await office.ticks()
        after_once = await office.timeline("W-2026-0001")
        office.clock.says("2026-11-23 11:01")
        await office.ticks()
        await office.ticks(seconds=15)

        assert "overdue" in after_once
        assert "promise_to_lead" not in after_once
        assert "promise_to_lead" in await office.timeline("W-2026-0001")
        assert (await office.event_texts("W-2026-0001", "alert_rung"))[-1] == "park"


async def test_what_is_escalated_rings_with_the_lead_first():
    """R8: after one working day."""
    async with office_at("2026-11-23 10:00") as office:
        await office.staff("kim")
        await office.staff("park", Role.LEAD)
        await left_words(office)

        office.clock.says("2026-11-24 10:01")
        await office.ticks()
        await office.ticks(seconds=15)

        assert (await office.event_texts("W-2026-0001", "alert_rung"))[-1] == "park"


async def test_nothing_is_warned_of_or_broken_at_night():
    async with office_at("2026-11-23 17:30") as office:
        await left_words(office)
        await office.ticks(hours=8)

        assert "overdue" not in await office.timeline("W-2026-0001")


async def test_an_owner_who_does_not_answer_is_rung_and_then_the_lead_is_called_once_each():
    async with office_at("2026-11-23 09:00") as office:
        kim = await office.staff("kim")
        me = await left_words(office)
        await office.act(kim, "W-2026-0001", lambda t, c: desk.claim(t, kim, {}, c))
        await office.act(kim, "W-2026-0001", lambda t, c: desk.join(t, kim, c))
        office.clock.goes_on(minutes=5)
        await me.says("언제 오세요?")
        minutes = DEFAULTS.minutes(REPLY, Priority.NORMAL)

        await office.ticks(minutes=minutes - 1)
        before = await office.timeline("W-2026-0001")
        for _ in range(3):
            await office.ticks(minutes=1)
        after_once = await office.timeline("W-2026-0001")
        await office.ticks(minutes=minutes)

        assert "reply_late" not in before
        assert after_once.count("reply_late") == 1
        assert "reply_to_lead" in await office.timeline("W-2026-0001")


async def test_what_becomes_more_urgent_is_due_sooner_from_its_opening_on():
    async with office_at("2026-11-23 09:00") as office:
        kim = await office.staff("kim")
        await left_words(office)

        await office.act(
            kim, "W-2026-0001", lambda t, c: desk.set_priority(t, Priority.URGENT, "아픔", c)
        )

        assert (await office.ticket("W-2026-0001")).due_at == moment("2026-11-23 09:30")


async def test_what_is_opened_again_has_its_time_anew():
    async with office_at("2026-11-23 09:00") as office:
        kim = await office.staff("kim")
        await left_words(office)
        number = "W-2026-0001"
        await office.act(kim, number, lambda t, c: desk.claim(t, kim, {}, c))
        await office.act(kim, number, lambda t, c: desk.close(t, kim, Outcome.ANSWERED, "", c))
        office.clock.says("2026-11-25 09:00")

        await office.act(kim, number, lambda t, c: desk.reopen(t, "다시 물으심", c))

        due_at = (await office.ticket(number)).due_at
        assert due_at is not None
        assert seoul(due_at) == moment("2026-11-25 17:00")


async def test_an_outcome_for_which_the_office_asks_for_words_needs_them():
    async with office_at("2026-11-23 09:00") as office:
        kim = await office.staff("kim")
        await left_words(office)
        own = '{"answered": {"label": "안내", "words": true}, "no_action": {"label": "없음", "words": false}}'
        await office.core.store.run(settings.put, "outcomes", own, office.clock())
        await office.act(kim, "W-2026-0001", lambda t, c: desk.claim(t, kim, {}, c))

        for outcome in (Outcome.ANSWERED, Outcome.NO_ACTION):
            decision = await office.act(
                kim, "W-2026-0001", lambda t, c, o=outcome: desk.close(t, kim, o, "", c)
            )
            assert not decision.ok


class Refusing:
    """A platform that refuses for good."""

    name = "telegram"

    async def send(self, _delivery: object) -> str:
        raise SendError("Forbidden", permanent=True)


async def nothing_arrives(office: RunningOffice) -> None:
    """Let the platform refuse all that is out."""
    core = office.core
    sender = Sender(core.store, Refusing(), office.clock, core._dead, core._settled)  # type: ignore[arg-type]
    for _ in range(3):
        await sender._round()
        for task in list(sender._in_flight):
            await task


async def test_a_reply_of_staff_that_failed_for_good_rings():
    async with office_at("2026-11-23 09:00") as office:
        kim = await office.staff("kim")
        await left_words(office, "telegram")
        number = "W-2026-0001"
        await office.act(kim, number, lambda t, c: desk.claim(t, kim, {}, c))
        await office.act(kim, number, lambda t, c: desk.acknowledge(t, kim, c))
        await nothing_arrives(office)
        quiet = await office.value("SELECT acked_at FROM alert")

        await office.act(kim, number, lambda t, c: desk.reply(t, kim, "내일 갑니다", (), c))
        await nothing_arrives(office)

        assert quiet is not None
        assert await office.value("SELECT acked_at FROM alert") is None
        assert (await office.timeline(number))[-1] == "undeliverable"


async def test_alerts_that_the_group_never_gets_open_one_fault_case():
    async with office_at("2026-11-23 09:00", group="-100") as office:
        await left_words(office)
        for _ in range(3):
            await office.ticks(minutes=121)
            await nothing_arrives(office)

        faults = [t for t in await office.tickets() if t.kind is TicketKind.FAULT]
        assert [t.reasons for t in faults] == [("alerts_undelivered",)]
