"""Hours, people, audit, danger review, the live stream, photos."""

from __future__ import annotations

import asyncio
import io
import re
from contextlib import AsyncExitStack

import pytest
from PIL import Image

from bot.hub import DESK
from handlers.hours import Lunch
from storage import attachments, audit, reviews
from storage.records.staff import Role
from storage.records.ticket import Priority
from storage.transaction import Tx
from tests.console.desk import RunningDesk, plain
from tests.world import moment


async def test_a_lead_closes_a_day_and_staff_read_why(desk: RunningDesk) -> None:
    lead, kim = await desk.person("lead", Role.LEAD), await desk.person("kim")
    form = {"day": "2026-11-24", "kind": "close", "reason": "임시공휴일"}

    assert (await lead.posts("/staff/hours/day", form, partial=False)).status == 303

    assert "11월 24일(화) 쉼 임시공휴일" in plain((await kim.gets("/staff/hours")).text)
    assert (await desk.audit("hours_set"))[0][1] == "2026-11-24"
    back = {"day": "2026-11-24", "kind": "rule"}
    await lead.posts("/staff/hours/day", back, partial=False)
    assert "임시공휴일" not in plain((await kim.gets("/staff/hours")).text).split("까닭")[1]


async def test_a_partial_day_and_lunch_are_kept(desk: RunningDesk) -> None:
    lead = await desk.person("lead", Role.LEAD)
    day = {
        "day": "2026-11-25",
        "kind": "partial",
        "from": "09:00",
        "until": "12:00",
        "reason": "직원 교육",
    }
    await lead.posts("/staff/hours/day", day, partial=False)
    await lead.posts("/staff/hours/lunch", {"lunch": "closed"}, partial=False)

    hours = await desk.office.hours()

    assert "09:00~12:00 직원 교육" in plain((await lead.gets("/staff/hours")).text)
    assert hours.lunch is Lunch.CLOSED


@pytest.mark.parametrize(
    "form",
    [
        {"day": "2026-11-22", "kind": "close", "reason": "지난날"},
        {"day": "2036-11-24", "kind": "close", "reason": "먼 날"},
        {"day": "2026-11-24", "kind": "close", "reason": ""},
        {"day": "2026-11-24", "kind": "partial", "from": "13:00", "until": "12:00", "reason": "x"},
        {"day": "2026-11-24", "kind": "party", "reason": "x"},
        {"day": "", "kind": "close", "reason": "x"},
    ],
)
async def test_a_wrong_day_is_said_beside_the_form(desk: RunningDesk, form: dict[str, str]) -> None:
    lead = await desk.person("lead", Role.LEAD)

    answer = await lead.posts("/staff/hours/day", form, partial=False)

    assert answer.status == 400
    assert 'role="alert"' in answer.text


async def test_a_new_person_gets_a_link_that_is_shown_once(desk: RunningDesk) -> None:
    lead = await desk.person("lead", Role.LEAD)
    form = {"login": "park", "name": "박주무관", "role": "officer"}

    made = await lead.posts("/staff/people", form, partial=False)
    again = await lead.posts("/staff/people", form, partial=False)

    link = made.text.split('value="' + desk.url)[1].split('"')[0]
    assert link not in (await lead.gets("/staff/people")).text
    assert again.status == 409
    assert (await desk.stranger().posts(link, partial=False)).goes_to == "/staff/password"


async def test_nobody_on_duty_is_seen_by_all(desk: RunningDesk) -> None:
    kim = await desk.person("kim")
    assert "지금 당번이 없습니다" not in (await kim.gets("/staff/")).text

    await kim.posts("/staff/duty", {"on": "0"}, partial=False)

    assert "지금 당번이 없습니다" in (await kim.gets("/staff/")).text


async def test_a_changed_audit_line_is_found(desk: RunningDesk) -> None:
    auditor = await desk.person("audit", Role.AUDITOR)
    whole = await auditor.posts("/staff/audit/verify", partial=False)
    await desk.office.core.store.run(
        lambda tx: tx.changed("UPDATE audit SET detail = 'ip=-' WHERE id = 1")
    )

    broken = await auditor.posts("/staff/audit/verify", partial=False)

    assert "모든 줄이 이어져" in whole.text
    assert "1번 줄" in broken.text


async def test_each_page_has_a_title_of_its_own_that_names_nobody(desk: RunningDesk) -> None:
    lead = await desk.person("lead", Role.LEAD, "남궁팀장")
    number = await desk.files(fields={"name": "김복순", "place": "송산로 12"})
    pages = (
        "", f"case/{number}", "search", "canned", "knowledge", "knowledge/missed", "hours", "numbers",
        "danger", "people", "teams", "audit", "account", "password", "office", "office/contacts", "posters",
    )  # fmt: skip

    titles = [
        re.search(r"<title>(.*)</title>", (await lead.gets(f"/staff/{page}")).text)[1]  # type: ignore[index]
        for page in pages
    ]

    assert len(set(titles)) == len(pages)
    assert not [t for t in titles if "남궁" in t or "김복순" in t or "송산로" in t]
    assert [t for t in titles if not t.endswith(" · 상담석 · 복지망원경")] == []


async def test_the_queue_s_title_begins_with_the_alarms(desk: RunningDesk) -> None:
    kim = await desk.person("kim")
    await desk.files(priority=Priority.CRITICAL)

    assert "<title>(1) 대기열 · 상담석" in (await kim.gets("/staff/")).text


@pytest.mark.parametrize(
    ("forwarded", "kept"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("6.6.6.6, 203.0.113.7", "203.0.113.7"),
        ("2001:db8::7", "2001:db8::7"),
        ("", "127.0.0.1"),
        ("role=operator reason=x", "-"),
    ],
)
async def test_behind_a_proxy_the_audit_keeps_who_asked(
    desk: RunningDesk, forwarded: str, kept: str
) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}

    await kim.gets(f"/staff/case/{number}", **headers)

    assert (await desk.audit("view"))[0][2] == f"ip={kept}"


async def test_an_address_that_no_proxy_of_ours_wrote_is_not_believed(desk: RunningDesk) -> None:
    desk.console.proxies = frozenset({"192.0.2.1"})
    kim, number = await desk.person("kim"), await desk.files()

    await kim.gets(f"/staff/case/{number}", **{"X-Forwarded-For": "203.0.113.7"})

    assert (await desk.audit("view"))[0][2] == "ip=127.0.0.1"


async def test_danger_hits_are_judged(desk: RunningDesk) -> None:
    lead = await desk.person("lead", Role.LEAD)

    def hit(tx: Tx) -> None:
        reviews.log_danger(tx, None, "suicide", "hard", "self", ("r1",), desk.office.clock())  # type: ignore[arg-type]

    await desk.office.core.store.run(hit)

    assert (await lead.posts("/staff/danger/1", {"verdict": "maybe"}, partial=False)).status == 400
    await lead.posts("/staff/danger/1", {"verdict": "false_alarm"}, partial=False)

    page = (await lead.gets("/staff/danger")).text
    assert "판정 1건 (맞음 0건)" in plain(page)
    assert "이달에는 위험 신호가 없습니다" in (await lead.gets("/staff/danger?month=2026-10")).text


async def test_an_open_page_hears_of_a_change(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    async with kim.session.get(desk.url + "/staff/live") as stream:
        assert b"hello" in await stream.content.readuntil(b"\n\n")
        await kim.does(number, "claim")

        heard = await asyncio.wait_for(stream.content.readuntil(b"\n\n"), 2)
        heard = heard if b"changed" in heard else await stream.content.readuntil(b"\n\n")

    assert number.encode() in heard


async def test_many_open_pages_are_asked_to_look_at_different_moments(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    async with AsyncExitStack() as open_pages:
        streams = [
            await open_pages.enter_async_context(kim.session.get(desk.url + "/staff/live"))
            for _ in range(8)
        ]
        greetings = [await s.content.readuntil(b"\n\n") for s in streams]
        await kim.does(number, "claim")
        heard = [await asyncio.wait_for(s.content.readuntil(b"\n\n"), 2) for s in streams]

    assert b'"spread_ms": 0' in greetings[0], "few pages look at once"
    assert {h for h in heard if b'"spread_ms": 180' not in h} == set()


async def test_what_happens_at_once_is_told_once(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    async with kim.session.get(desk.url + "/staff/live") as stream:
        await stream.content.readuntil(b"\n\n")
        for _ in range(50):
            desk.console.hub.tell(DESK, number)
        desk.console.hub.tell(DESK, "W-2026-9999")

        heard = [await asyncio.wait_for(stream.content.readuntil(b"\n\n"), 2) for _ in range(2)]

    assert number.encode() in heard[0]
    assert b"W-2026-9999" in heard[1]


async def test_a_stream_ends_with_the_session(desk: RunningDesk) -> None:
    desk.console.heartbeat_s = 0.05
    kim = await desk.person("kim")
    async with kim.session.get(desk.url + "/staff/live") as stream:
        desk.office.clock.goes_on(minutes=61)

        heard = await asyncio.wait_for(stream.content.read(), 2)

    assert b"event: ended" in heard
    await asyncio.sleep(0.05)
    assert not desk.console.streams.lines


async def test_a_photo_is_a_blur_until_it_is_opened(desk: RunningDesk) -> None:
    kim, resident = await desk.person("kim"), desk.office.resident("webchat")
    image = io.BytesIO()
    Image.effect_noise((200, 200), 80).convert("RGB").save(image, "JPEG")
    key = await resident.sends_photo("집 앞이에요")
    await desk.office.core.store.run(_replace, key, image.getvalue())
    number = await desk.files(contact_key=resident.key, attachments=(key,))
    page = (await kim.gets(f"/staff/case/{number}")).text
    address = re.search(r'hx-post="([^"]+/photo/[^"]+)"', page)[1]  # type: ignore[index]
    assert key not in page

    async def size() -> tuple[int, int]:
        async with kim.session.get(desk.url + address) as answer:
            assert answer.status == 200, await answer.text()
            return Image.open(io.BytesIO(await answer.read())).size

    assert await size() == (12, 12)
    await kim.posts(address)
    assert await size() == (200, 200)
    assert "photo=" in (await desk.audit("reveal"))[0][2]


def _replace(tx: Tx, key: str, content: bytes) -> None:
    tx.execute("DELETE FROM attachment WHERE key = ?", (key,))
    attachments.keep(tx, key, "image/jpeg", content, moment("2026-11-23 10:00"))


async def test_no_page_puts_words_of_residents_into_the_log(
    desk: RunningDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    kim = await desk.person("kim")
    number = await desk.files(fields={"story": "카나리아-9137"})
    await kim.gets(f"/staff/case/{number}")
    await kim.does(number, "claim")
    await kim.does(number, "note", text="카나리아-9137")

    out = capsys.readouterr()
    lines = await desk.office.core.store.read(audit.lines)

    assert "카나리아" not in out.out + out.err
    assert not any("카나리아" in f"{x.subject}{x.detail}" for x in lines)
