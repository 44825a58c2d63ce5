"""The door: links, passwords, lock-out, idle sign-out, and a line in the audit for each."""

from __future__ import annotations

import pytest
from yarl import URL

from bot.console.passwords import password_fault
from storage import staff as staff_table
from storage.records.staff import Role
from tests.console.desk import RunningDesk


async def test_a_password_opens_the_queue(desk: RunningDesk) -> None:
    await desk.account("kim")
    person = desk.stranger()

    answer = await person.signs_in("kim")

    assert (answer.status, answer.goes_to) == (303, "/staff/")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert "Path=/staff" in cookie
    assert "Secure" not in cookie
    assert (await person.gets("/staff/")).status == 200
    assert [line[1] for line in await desk.audit("sign_in")] == ["1"]


async def test_over_https_the_cookie_is_secure(desk: RunningDesk) -> None:
    desk.console.secure = True
    await desk.account("kim")

    assert "Secure" in (await desk.stranger().signs_in("kim")).headers["Set-Cookie"]


async def test_wrong_login_and_wrong_password_read_the_same(desk: RunningDesk) -> None:
    await desk.account("kim")
    person = desk.stranger()

    wrong = await person.signs_in("kim", "no such password")
    nobody = await person.signs_in("nobody", "no such password")

    assert wrong.status == nobody.status == 401
    assert wrong.text.replace('value="kim"', "") == nobody.text.replace('value="nobody"', "")
    assert len(await desk.audit("sign_in_failed")) == 2


@pytest.mark.parametrize("login", ["kim", "nobody"])
async def test_five_wrong_passwords_lock_for_a_quarter_of_an_hour(
    desk: RunningDesk, login: str
) -> None:
    await desk.account("kim")
    person = desk.stranger()
    statuses = [(await person.signs_in(login, "wrong")).status for _ in range(5)]

    locked = await person.signs_in(login)
    desk.office.clock.goes_on(minutes=16)
    later = await person.signs_in(login)

    assert statuses == [401, 401, 401, 401, 429]
    assert locked.status == 429
    assert later.status == (303 if login == "kim" else 401)
    assert len(await desk.audit("sign_in_locked")) == 1


async def test_a_link_works_once_and_only_when_pressed(desk: RunningDesk) -> None:
    account = await desk.office.core.store.run(
        staff_table.add_staff, "lee", "이주무관", Role.LEAD, desk.office.clock()
    )
    await desk.office.core.store.run(
        staff_table.make_link, account, "a-one-time-token", desk.office.clock()
    )
    person = desk.stranger()

    looked = await person.gets("/staff/link/a-one-time-token")
    used = await person.posts("/staff/link/a-one-time-token", partial=False)
    again = await desk.stranger().posts("/staff/link/a-one-time-token", partial=False)

    assert looked.status == 200
    assert (used.status, used.goes_to) == (303, "/staff/password")
    assert again.status == 410
    set_to = {"new": "겨울 저녁의 긴 산책길", "again": "겨울 저녁의 긴 산책길"}
    assert (await person.posts("/staff/password", set_to, partial=False)).goes_to == "/staff/"
    assert (await desk.stranger().signs_in("lee", set_to["new"])).status == 303


@pytest.mark.parametrize(
    "password",
    ["short", "1234567890", "aaaaaaaaaaaa", "password2026!", "kim-is-my-name", "98765432109", "복지망원경최고예요"],
)  # fmt: skip
def test_trivial_passwords_are_refused_with_a_reason(password: str) -> None:
    assert password_fault(password, "kim")


async def test_an_hour_without_use_signs_out_and_live_pages_do_not_count(desk: RunningDesk) -> None:
    person = await desk.person("kim")
    for _ in range(3):
        desk.office.clock.goes_on(minutes=25)
        last = await person.gets("/staff/live/queue", **{"HX-Request": "true"})

    assert last.status == 403
    assert last.headers["HX-Redirect"] == "/staff/sign-in"
    assert (await person.gets("/staff/")).goes_to == "/staff/sign-in"


async def test_signing_out_ends_the_session_on_the_server(desk: RunningDesk) -> None:
    person = await desk.person("kim")
    cookie = person.session.cookie_jar.filter_cookies(URL(desk.url + "/staff/"))["desk"].value
    await person.posts("/staff/sign-out", partial=False)

    answer = await person.gets("/staff/", Cookie=f"desk={cookie}")

    assert answer.goes_to == "/staff/sign-in"
    assert len(await desk.audit("sign_out")) == 1


async def test_a_dismissed_person_is_out_at_once(desk: RunningDesk) -> None:
    person, lead = await desk.person("kim"), await desk.person("lead", Role.LEAD)
    assert person.staff is not None

    await lead.posts(f"/staff/people/{person.staff.id}/disable", partial=False)

    assert (await person.gets("/staff/")).goes_to == "/staff/sign-in"
    assert (await desk.stranger().signs_in("kim")).status == 401


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example", "/staff/case/../x"])
async def test_signing_in_goes_nowhere_else(desk: RunningDesk, onward: str) -> None:
    await desk.account("kim")
    form = {"login": "kim", "password": "긴 문장으로 만든 열쇠 7", "next": onward}

    answer = await desk.stranger().posts("/staff/sign-in", form, partial=False)

    assert answer.goes_to == "/staff/"
