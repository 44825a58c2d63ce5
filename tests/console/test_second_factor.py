"""The second factor: proven before it counts, asked for once, locked after five, turned off on record."""

from __future__ import annotations

import re

import pytest

from bot.console import totp
from storage import second_factor
from storage import staff as staff_table
from storage.records.staff import Role
from tests.console.desk import Answer, Person, RunningDesk
from tests.console.test_account import staff_id


async def secret_of(person: Person) -> bytes:
    found = await person.desk.office.core.store.read(second_factor.of_staff, staff_id(person))
    assert found is not None
    return found.secret


async def code_of(person: Person) -> str:
    step = int(person.desk.office.clock().timestamp()) // totp.STEP_S
    return totp.code_at(await secret_of(person), step)


async def turns_on(person: Person) -> list[str]:
    """Turn the second factor on; return the recovery codes."""
    await person.posts("/staff/account/second", partial=False)
    form = {"code": await code_of(person)}
    page = (await person.posts("/staff/account/second/confirm", form, partial=False)).text
    return re.findall(r"<code>([a-z2-7]{5}-[a-z2-7]{5})</code>", page)


async def answers(person: Person, first: Answer, code: str) -> Answer:
    half = re.search(r'name="half" value="([^"]+)"', first.text)
    assert half is not None, first.text
    form = {"half": half[1], "code": code}
    return await person.posts("/staff/sign-in/second", form, partial=False)


async def all_need_one(desk: RunningDesk) -> Person:
    """A lead who has a second factor asks everybody for one."""
    lead = await desk.person("lead", Role.LEAD)
    await turns_on(lead)
    await lead.posts("/staff/office/second", {"required": "1"}, partial=False)
    return lead


@pytest.mark.parametrize(
    ("at_s", "code"), [(59, "287082"), (1111111109, "081804"), (2000000000, "279037")]
)
def test_codes_are_those_of_rfc_6238(at_s: int, code: str) -> None:
    """Appendix B, SHA-1, the last six of eight digits."""
    assert totp.code_at(b"12345678901234567890", at_s // 30) == code


async def test_an_office_asks_everybody_for_a_second_factor_at_the_next_sign_in(
    desk: RunningDesk,
) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    desk.office.clock.goes_on(minutes=1)
    await all_need_one(desk)
    at_work = await kim.gets("/staff/")
    await kim.signs_in("kim")
    sent = [
        await kim.gets(path) for path in ("/staff/", f"/staff/case/{number}", "/staff/password")
    ]
    acted = await kim.does(number, "claim")
    page = await kim.gets("/staff/account")

    codes = await turns_on(kim)

    assert at_work.status == 200, "who is at work is not cut off"
    assert [s.goes_to for s in sent] == ["/staff/account", "/staff/account", ""]
    assert acted.headers["HX-Redirect"] == "/staff/account"
    assert "이중 인증을 먼저 켜 주세요" in page.text
    assert 'href="/staff/search"' not in page.text
    assert len(codes) == totp.CODES
    assert (await kim.gets("/staff/")).status == 200
    assert [a[2] for a in await desk.audit("second_required")] == ["required"]


async def test_nobody_asks_others_for_what_is_missing_with_oneself(desk: RunningDesk) -> None:
    lead, kim = await desk.person("lead", Role.LEAD), await desk.person("kim")

    refused = await lead.posts("/staff/office/second", {"required": "1"}, partial=False)
    await kim.signs_in("kim")

    assert refused.status == 409
    assert (await kim.gets("/staff/")).status == 200


async def test_a_second_factor_that_is_required_cannot_be_turned_off(desk: RunningDesk) -> None:
    lead = await all_need_one(desk)
    desk.office.clock.goes_on(minutes=1)

    kept = await lead.posts(
        "/staff/account/second/off", {"code": await code_of(lead)}, partial=False
    )
    await lead.posts("/staff/office/second", {"required": "0"}, partial=False)
    desk.office.clock.goes_on(minutes=1)
    off = await lead.posts(
        "/staff/account/second/off", {"code": await code_of(lead)}, partial=False
    )

    assert kept.status == 409
    assert off.status == 303


async def test_a_second_factor_is_asked_for_once_it_was_proven(desk: RunningDesk) -> None:
    kim = await desk.person("kim")
    await kim.posts("/staff/account/second", partial=False)
    shown = (await kim.gets("/staff/account")).text
    wrong = await kim.posts("/staff/account/second/confirm", {"code": "000000"}, partial=False)
    before = await desk.stranger().signs_in("kim")

    codes = await turns_on(kim)
    desk.office.clock.goes_on(minutes=1)
    other = desk.stranger()
    first = await other.signs_in("kim")
    inside_already = await other.gets("/staff/")
    second = await answers(other, first, await code_of(kim))

    assert "<svg viewBox=" in shown
    assert wrong.status == 400
    assert before.status == 303
    assert len(codes) == totp.CODES
    assert first.status == 200
    assert inside_already.goes_to == "/staff/sign-in"
    assert (second.status, second.goes_to) == (303, "/staff/")
    assert (await other.gets("/staff/")).status == 200


async def test_a_code_seen_over_a_shoulder_works_no_second_time(desk: RunningDesk) -> None:
    kim = await desk.person("kim")
    await turns_on(kim)
    desk.office.clock.goes_on(minutes=1)
    code = await code_of(kim)
    one, two = desk.stranger(), desk.stranger()

    used = await answers(one, await one.signs_in("kim"), code)
    stolen = await answers(two, await two.signs_in("kim"), code)

    assert (used.status, stolen.status) == (303, 401)


async def test_a_recovery_code_works_once_and_is_kept_as_a_digest(desk: RunningDesk) -> None:
    kim = await desk.person("kim")
    code = (await turns_on(kim))[0]
    one, two = desk.stranger(), desk.stranger()

    used = await answers(one, await one.signs_in("kim"), f" {code.upper()} ")
    again_ = await answers(two, await two.signs_in("kim"), code)

    assert (used.status, again_.status) == (303, 401)
    assert "left=7" in (await desk.audit("recovery_used"))[0][2]
    kept = b"".join(p.read_bytes() for p in desk.office.folder.iterdir() if p.is_file())
    assert code.encode() not in kept


async def test_five_wrong_codes_lock_the_account_in_all_windows(desk: RunningDesk) -> None:
    kim = await desk.person("kim")
    await turns_on(kim)
    desk.office.clock.goes_on(minutes=1)
    one, two = desk.stranger(), desk.stranger()
    first, beside = await one.signs_in("kim"), await two.signs_in("kim")

    statuses = [(await answers(one, first, f"99999{n}")).status for n in range(5)]
    right_but_locked = await answers(two, beside, await code_of(kim))

    assert statuses == [401, 401, 401, 401, 429]
    assert right_but_locked.status == 401
    assert (await desk.stranger().signs_in("kim")).status == 429
    assert len(await desk.audit("second_failed")) == 6


async def test_half_a_sign_in_is_over_after_five_minutes(desk: RunningDesk) -> None:
    kim = await desk.person("kim")
    await turns_on(kim)
    other = desk.stranger()
    first = await other.signs_in("kim")
    desk.office.clock.goes_on(minutes=6)

    assert (await answers(other, first, await code_of(kim))).status == 410


async def test_a_one_time_link_asks_for_the_second_factor_too(desk: RunningDesk) -> None:
    kim = await desk.person("kim")
    await turns_on(kim)
    at = desk.office.clock()
    await desk.office.core.store.run(staff_table.make_link, staff_id(kim), "a-fresh-link", at)
    other = desk.stranger()

    first = await other.posts("/staff/link/a-fresh-link", partial=False)
    desk.office.clock.goes_on(minutes=1)

    assert "이중 인증" in first.text
    assert (await answers(other, first, await code_of(kim))).goes_to == "/staff/password"


async def test_it_is_turned_off_with_a_code_or_by_a_lead(desk: RunningDesk) -> None:
    kim, lead = await desk.person("kim"), await desk.person("lead", Role.LEAD)
    await turns_on(kim)
    desk.office.clock.goes_on(minutes=1)

    refused = await kim.posts("/staff/account/second/off", {"code": "123456"}, partial=False)
    await kim.posts("/staff/account/second/off", {"code": await code_of(kim)}, partial=False)
    without = await desk.stranger().signs_in("kim")
    await turns_on(kim)
    await lead.posts(f"/staff/people/{staff_id(kim)}/second/off", partial=False)

    assert refused.status == 400
    assert without.status == 303
    assert (await kim.gets("/staff/")).goes_to == "/staff/sign-in"
    assert (await desk.stranger().signs_in("kim")).status == 303
    assert len(await desk.audit("second_reset")) == 1


async def test_a_second_factor_that_is_on_cannot_be_replaced_unasked(desk: RunningDesk) -> None:
    """A borrowed session must not put its own phone in the place of the owner's."""
    kim = await desk.person("kim")
    await turns_on(kim)
    before = await secret_of(kim)

    await kim.posts("/staff/account/second", partial=False)

    assert await secret_of(kim) == before


async def test_no_secret_lies_open_in_the_database(desk: RunningDesk) -> None:
    kim = await desk.person("kim")
    await turns_on(kim)
    secret = await secret_of(kim)

    kept = b"".join(p.read_bytes() for p in desk.office.folder.iterdir() if p.is_file())

    assert secret not in kept
    assert totp.typed(secret).encode() not in kept
