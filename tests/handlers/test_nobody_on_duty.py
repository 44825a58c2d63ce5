"""Open hours without anybody at the desk: no live talk is promised, and the card says so plainly (A8)."""

from __future__ import annotations

from storage import sessions, staff
from storage.records.staff import Role, Staff
from storage.transaction import Tx
from tests.world import RunningOffice, office_at


async def all_away(office: RunningOffice) -> None:
    """Somebody has an account, and is away."""
    kim = await office.staff()
    await office.core.store.run(staff.set_duty, kim.id, False)


async def test_without_any_account_no_talk_is_promised():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.says("상담원")

        me.heard("당번이 없습니다", "전화 상담 신청", "글로 남기기")
        me.heard_nothing_of("담당자를 부르고")
        assert await office.tickets() == []


async def test_with_all_away_no_talk_is_promised():
    async with office_at("2026-11-23 10:00") as office:
        await all_away(office)
        me = office.resident()
        await me.says("상담원")

        me.heard("당번이 없습니다")


async def test_who_only_runs_the_system_cannot_come():
    async with office_at("2026-11-23 10:00") as office:
        await office.staff("op", "operator")  # type: ignore[arg-type]
        me = office.resident()
        await me.says("상담원")

        me.heard("당번이 없습니다")


async def test_the_hours_say_that_nobody_is_there():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.presses_value("g:hours")

        me.heard("당번이 없습니다")
        me.heard_nothing_of("지금 담당자가 있어요")


async def test_the_card_does_not_say_that_somebody_was_told_at_once():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.says("죽고 싶어요")

        me.heard("지금은 당번이 없어 담당자가 볼 수 없어요")
        me.heard_nothing_of("바로 알렸어요")


async def test_words_after_the_card_are_not_said_to_be_handed_on():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.says("죽고 싶어요")
        await me.says("혼자 있어요")

        me.heard("지금은 볼 담당자가 없으니", "109")
        me.heard_nothing_of("전했어요")


async def test_the_card_names_the_on_call_phone_if_there_is_one():
    async with office_at("2026-11-23 10:00", on_call_phone="031-999-0000") as office:
        me = office.resident()
        await me.says("죽고 싶어요")

        me.heard("031-999-0000")


async def has_an_account(office: RunningOffice) -> Staff:
    """Somebody has an account that is on duty from the first, and has never signed in."""

    def add(tx: Tx) -> Staff:
        return staff.get(tx, staff.add_staff(tx, "admin", "첫 관리자", Role.LEAD, office.clock()))

    return await office.core.store.run(add)


async def test_an_account_that_nobody_ever_signed_in_with_is_nobody():
    async with office_at("2026-11-23 10:00") as office:
        assert (await has_an_account(office)).on_duty
        me = office.resident()
        await me.says("상담원")
        me.heard("당번이 없습니다")
        await me.presses_value("g:hours")

        me.heard("당번이 없습니다")
        me.heard_nothing_of("지금 담당자가 있어요")
        assert await office.tickets() == []


async def test_who_has_signed_in_is_there_for_as_long_as_the_session_lives():
    async with office_at("2026-11-23 10:00") as office:
        await office.signs_in(await has_an_account(office))
        me = office.resident()
        for minutes, is_there in ((59, True), (2, False)):
            office.clock.goes_on(minutes=minutes)
            await me.presses_value("g:hours")

            me.heard("지금 담당자가 있어요" if is_there else "당번이 없습니다")


async def test_who_signed_out_has_gone():
    async with office_at("2026-11-23 10:00") as office:
        kim = await office.staff()
        await office.core.store.run(sessions.end_all, kim.id, office.clock())
        me = office.resident()
        await me.says("상담원")

        me.heard("당번이 없습니다")


async def test_who_is_bound_to_telegram_hears_the_group_without_the_console():
    async with office_at("2026-11-23 10:00") as office:
        admin = await has_an_account(office)
        await office.core.store.run(staff.bind_telegram, admin.id, "4711")
        me = office.resident()
        await me.says("상담원")
        me.heard("담당자를 부르고 있어요")

        await office.core.store.run(staff.set_duty, admin.id, False)
        other = office.resident()
        await other.says("상담원")

        other.heard("당번이 없습니다")
