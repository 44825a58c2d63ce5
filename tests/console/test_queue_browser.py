"""The queue's head in a real Chromium: search by keys and by Korean input, filters, what it looks like."""

from __future__ import annotations

import base64
import re
from dataclasses import replace

import pytest
from playwright.async_api import expect

from bot.console import totp
from storage.records.staff import Role
from tests.bot.webchat.browser import AXE
from tests.console.desk import PASSWORD, RunningDesk
from tests.console.in_chromium import PICTURES, Open, picture
from tests.console.monday import some_cases

pytestmark = pytest.mark.browser


async def test_a_search_with_the_keyboard_alone(desk: RunningDesk, opens: Open) -> None:
    await some_cases(desk)
    page = await opens("kim", name="김주무관")
    await page.keyboard.press("Alt+KeyS")
    cdp = await page.context.new_cdp_session(page)
    await cdp.send(
        "Input.imeSetComposition", {"text": "송산로", "selectionStart": 3, "selectionEnd": 3}
    )
    await page.locator("[data-key=find]").dispatch_event(
        "keydown", {"key": "Enter", "isComposing": True, "keyCode": 229, "bubbles": True}
    )
    await page.wait_for_timeout(200)
    assert page.url.endswith("/staff/")

    await cdp.send("Input.insertText", {"text": "송산로 101동"})
    await page.keyboard.press("Enter")

    await page.wait_for_url("**/staff/search")
    await expect(page.locator("tbody tr")).to_have_count(1)
    await picture(page, "search-1366")


async def test_a_filter_is_kept_over_a_live_change(desk: RunningDesk, opens: Open) -> None:
    await some_cases(desk)
    page = await opens("kim", name="김주무관")
    await page.locator("#filter summary").click()
    await page.get_by_label("종류").select_option("report")
    await desk.files(contact_key="fresh")
    await page.wait_for_timeout(900)
    await expect(page.get_by_label("종류")).to_have_value("report")
    await page.get_by_role("button", name="적용").click()
    await expect(page.locator("#queue .item")).to_have_count(3)
    await picture(page, "queue-filter-1366")

    await page.locator("#filter summary").click()
    await page.get_by_placeholder("이 보기의 이름").fill("신고만")
    await page.get_by_role("button", name="보기 저장").click()
    await desk.files(contact_key="fresh-2")

    await expect(page.locator("#queue .item")).to_have_count(4)
    await expect(page.locator(".views a[aria-current]")).to_have_text("신고만")
    await page.locator("#queue .item a").first.click()
    await expect(page.locator("#queue .item")).to_have_count(4)
    await picture(page, "case-filter-1366")


async def test_two_on_one_case_see_each_other_and_pass_it_on(
    desk: RunningDesk, opens: Open
) -> None:
    number = await some_cases(desk)
    kim, lee = await opens("kim", name="김주무관"), await opens("lee", name="이주무관")
    await kim.goto(f"{desk.url}/staff/case/{number}")
    await kim.keyboard.press("Alt+Enter")
    await lee.goto(f"{desk.url}/staff/case/{number}")
    await expect(kim.locator("#who")).to_have_text("이주무관 님이 보고 있습니다")
    await kim.locator("#text-reply").fill("안녕하세요, ")
    await expect(lee.locator("#who")).to_have_text("김주무관 님이 쓰는 중입니다")

    await kim.locator("#act-offer summary").click()
    await kim.get_by_label("받을 사람 또는 팀").select_option(label="이주무관")
    await picture(kim, "transfer-offer-1366")
    await kim.get_by_role("button", name="인계 요청").click()
    await expect(kim.locator(".passing")).to_contain_text("수락을 기다립니다")
    await expect(lee.locator(".passing")).to_contain_text("인계를 요청했습니다")
    await picture(lee, "transfer-receive-1366")
    await lee.locator(".passing").get_by_role("button", name="인계받기").click()

    await expect(lee.locator(".case-head .owner")).to_have_text("내가 맡음")
    await expect(kim.locator(".case-head .owner")).to_have_text("이주무관 님이 맡음")
    await lee.goto(f"{desk.url}/staff/")
    await expect(kim.locator("#who")).to_be_hidden()


async def test_teams_and_people_look_fine(desk: RunningDesk, opens: Open) -> None:
    await desk.account("kim", name="김주무관")
    page = await opens("lead", Role.LEAD, name="박팀장")
    await page.goto(f"{desk.url}/staff/teams")
    await page.get_by_label("이름").fill("맞춤형복지팀")
    await page.get_by_role("button", name="만들기").click()
    await page.get_by_label("김주무관").check()
    await page.get_by_role("button", name="저장").click()
    await expect(page.locator("h2 small")).to_have_text("1명")
    await picture(page, "teams-1366")
    await page.goto(f"{desk.url}/staff/people")
    await picture(page, "people-1366")


async def test_the_numbers_are_seen_and_taken_along(desk: RunningDesk, opens: Open) -> None:
    await some_cases(desk)
    page = await opens("lead", Role.LEAD, name="박팀장")
    await page.goto(f"{desk.url}/staff/numbers")
    await expect(page.locator("svg.chart").first).to_be_visible()
    await page.locator("details.numbers summary").first.click()
    await picture(page, "numbers-1366")
    await page.get_by_label("까닭").select_option("report")
    for kind in ("엑셀(xlsx)", "CSV"):
        async with page.expect_download() as download:
            await page.get_by_role("button", name=kind).click()
        assert (await download.value).suggested_filename.startswith("numbers-2026-11-23")
    await page.screenshot(path=f"{PICTURES}/numbers-full.png", full_page=True) if PICTURES else None


async def test_a_second_factor_is_set_up_and_asked_for(desk: RunningDesk, opens: Open) -> None:
    page = await opens("kim", name="김주무관")
    await page.goto(f"{desk.url}/staff/account")
    await page.get_by_role("button", name="이중 인증 시작하기").click()
    await picture(page, "account-qr-1366")
    secret = base64.b32decode(await page.locator("code.secret").inner_text())
    step = int(desk.office.clock().timestamp()) // totp.STEP_S
    await page.get_by_label("여섯 자리 코드").fill(totp.code_at(secret, step))
    await page.keyboard.press("Enter")
    await expect(page.locator(".codes li")).to_have_count(totp.CODES)
    await picture(page, "account-codes-1366")
    code = await page.locator(".codes code").first.inner_text()

    await page.locator(".me summary").click()
    await page.get_by_role("button", name="로그아웃", exact=True).click()
    await page.get_by_label("아이디").fill("kim")
    await page.get_by_label("비밀번호").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.get_by_label("인증 앱의 여섯 자리 코드")).to_be_focused()
    await picture(page, "second-1366")
    await page.keyboard.type(code)
    await page.keyboard.press("Enter")

    await page.wait_for_url("**/staff/")


async def test_a_poster_fits_one_sheet_and_its_code_can_be_read(
    desk: RunningDesk, opens: Open
) -> None:
    core = desk.office.core
    office = replace(
        core.known.office, url="https://songsan.example", telegram="https://t.me/songsan_bot"
    )
    core.known = replace(core.known, office=office)
    page = await opens("lead", Role.LEAD, name="박팀장")
    await page.goto(f"{desk.url}/staff/posters")
    await page.get_by_label("건물 이름과 주소").fill("솔밭빌라 2동")
    await page.get_by_label("코드").fill("solbat2")
    await page.get_by_role("button", name="저장").click()
    await picture(page, "posters-1366")
    await page.goto(f"{desk.url}/staff/posters/sheet?building=solbat2")
    if PICTURES:
        await page.screenshot(path=f"{PICTURES}/poster.png", full_page=True)

    pdf = await page.pdf(prefer_css_page_size=True, print_background=True)

    assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) == 1


@pytest.mark.parametrize("path", ["", "search", "numbers", "teams", "people", "account", "posters"])
async def test_no_barrier_and_no_scrolling_sideways(
    desk: RunningDesk, opens: Open, path: str
) -> None:
    await some_cases(desk)
    page = await opens("lead", Role.LEAD, name="박팀장", width=390, height=844)
    await page.goto(f"{desk.url}/staff/{path}")
    for one in await page.locator("details:not(.me) > summary").all():
        await one.click()
    await picture(page, f"phone-{path or 'queue'}")
    found = await page.evaluate(AXE.read_text("utf-8") + ";axe.run()")
    wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")

    serious = [v for v in found["violations"] if v["impact"] in ("serious", "critical")]
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in serious] == []
    assert wide <= 0
