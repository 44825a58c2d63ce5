"""Every route with every role, and with the stranger; writes of other sites; headers."""

from __future__ import annotations

import re

import pytest

from bot.console.rights import Action, may
from bot.console.routes import ROUTES, Route
from storage.records.staff import Role
from tests.console.desk import RunningDesk

#: Streams for ever once it is allowed; has a test of its own.
ENDLESS = {"/live"}


def address(route: Route, number: str) -> str:
    """Fill the slots of a route's path."""
    path = route.path.replace(r"{number:W-\d{4}-\d{4,9}}", number)
    path = path.replace("{token}", "no-such-token").replace(r"{id:\d{1,9}}", "999")
    path = path.replace("{contact:[a-z0-9_-]+}", "nowhere")
    path = path.replace("{code:[a-z0-9]+}", "nowhere").replace("{sheet:[a-z-]+}", "summary")
    path = path.replace("{entry:[a-z0-9][a-z0-9-]{1,39}}", "livelihood")
    return "/staff" + re.sub(r"\{photo:[^}]+\}", "abcdef", path).replace("{field:[a-z_]+}", "phone")


@pytest.mark.parametrize("role", [None, *Role], ids=lambda r: str(r or "stranger"))
async def test_every_route_asks_for_its_right(desk: RunningDesk, role: Role | None) -> None:
    person = await desk.person("me", role) if role else desk.stranger()
    number = await desk.files(fields={"phone": "010-1234-5678"})
    wrong = []
    for route in ROUTES:
        if route.path in ENDLESS or route.path in ("/sign-out", "/sign-in"):
            continue
        path = address(route, number)
        answer = await (
            person.gets(path) if route.method == "GET" else person.posts(path, partial=False)
        )
        allowed = may(role, route.action)
        turned_away = answer.status == 403 if role else answer.goes_to.startswith("/staff/sign-in")
        if turned_away == allowed or answer.status >= 500:
            wrong.append((route.method, route.path, answer.status, answer.goes_to))

    assert wrong == []


async def test_the_stranger_hears_no_stream(desk: RunningDesk) -> None:
    assert (await desk.stranger().gets("/staff/live", Accept="text/event-stream")).status == 403


def test_who_runs_the_system_reads_no_case_and_who_audits_works_on_none() -> None:
    assert not may(Role.OPERATOR, Action.SEE_CASES)
    assert not may(Role.OPERATOR, Action.AUDIT)
    assert not may(Role.AUDITOR, Action.WORK)
    assert not may(Role.OFFICER, Action.AUDIT)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_a_write_of_another_site_is_refused(
    desk: RunningDesk, headers: dict[str, str]
) -> None:
    person, number = await desk.person("kim"), await desk.files()

    answer = await person.posts(f"/staff/case/{number}/claim", **headers)

    assert answer.status == 403
    assert (await desk.office.ticket(number)).claimed_by is None


async def test_pages_are_not_stored_and_run_no_script_of_others(desk: RunningDesk) -> None:
    person = await desk.person("kim")
    for path in ("/staff/", "/staff/hours", "/staff/nothing-here", "/staff/static/desk.js"):
        headers = (await person.gets(path)).headers
        assert "script-src 'self'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        if "static" not in path:
            assert headers["Cache-Control"] == "no-store"


async def test_a_refusal_is_audited(desk: RunningDesk) -> None:
    person = await desk.person("kim")

    await person.gets("/staff/audit")

    assert [line[1] for line in await desk.audit("refused")] == ["audit"]
