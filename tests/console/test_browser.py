"""The console in a real Chromium: reply, Korean input, keys, drafts, live, what it looks like."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from storage.records.staff import Role
from storage.records.ticket import TicketKind
from storage.transaction import Tx
from tests.bot.webchat.browser import AXE
from tests.console.desk import PASSWORD, RunningDesk
from tests.console.in_chromium import Open, picture
from tests.console.monday import some_cases

pytestmark = pytest.mark.browser


async def test_a_day_s_queue_a_claim_and_a_reply(desk: RunningDesk, opens: Open) -> None:
    number = await some_cases(desk)
    page = await opens("kim", name="김주무관")
    await expect(page.locator("#queue .item")).to_have_count(5)
    await expect(page).to_have_title("(3) 대기열 · 상담석 · 복지망원경")
    await picture(page, "queue-1366")
    await page.locator(f"#q-{number} a").click()
    await expect(page.locator("#queue .item")).to_have_count(5)
    await picture(page, "case-unclaimed-1366")

    await page.keyboard.press("Alt+Enter")
    await page.locator("#text-reply").fill("신분증과 통장 사본만 가져오시면 됩니다.")
    await page.keyboard.press("Control+Enter")

    await expect(page.locator(".line.staff .bubble")).to_have_text(
        "신분증과 통장 사본만 가져오시면 됩니다."
    )
    await expect(page.locator("#text-reply")).to_have_value("")
    await expect(page.locator("#toast")).to_contain_text("답장을 보냈습니다")
    await expect(page.locator(".tabs a", has_text="상담 중")).to_contain_text("1")
    await page.locator("label.pick.note").click()
    await page.locator("#text-note").fill("어머니 생신 12월 3일")
    await page.keyboard.press("Control+Enter")
    await expect(page.locator(".line.note .bubble")).to_contain_text("어머니 생신")
    await page.locator("#act-close summary").click()
    await page.get_by_label("안내·상담 완료").check()
    await expect(page.locator(".preview:visible")).to_contain_text("상담을 마칠게요")
    await picture(page, "case-1366")
    assert sum("신분증" in s for s in await desk.said_to(number)) == 1


async def test_enter_while_composing_korean_sends_nothing(desk: RunningDesk, opens: Open) -> None:
    number = await some_cases(desk)
    page = await opens("kim")
    await page.goto(f"{desk.url}/staff/case/{number}")
    await page.keyboard.press("Alt+Enter")
    await page.locator("#text-reply").focus()
    cdp = await page.context.new_cdp_session(page)

    await cdp.send(
        "Input.imeSetComposition", {"text": "안녕하세", "selectionStart": 4, "selectionEnd": 4}
    )
    await page.locator("#text-reply").dispatch_event(
        "keydown",
        {"key": "Enter", "ctrlKey": True, "isComposing": True, "keyCode": 229, "bubbles": True},
    )
    await page.wait_for_timeout(200)

    await expect(page.locator("#text-reply")).to_have_value("안녕하세")
    await expect(page.locator(".line.staff")).to_have_count(0)
    await cdp.send("Input.insertText", {"text": "안녕하세요"})
    await page.keyboard.press("Enter")
    await expect(page.locator(".line.staff")).to_have_count(0)
    await page.keyboard.press("Control+Enter")
    await expect(page.locator(".line.staff .bubble")).to_have_text("안녕하세요")


async def test_a_live_change_leaves_the_words_alone(desk: RunningDesk, opens: Open) -> None:
    resident = desk.office.resident("webchat")
    await resident.says("안녕하세요")
    number = await desk.files(TicketKind.CONSULT, contact_key=resident.key)
    page = await opens("kim")
    await page.goto(f"{desk.url}/staff/case/{number}")
    await page.keyboard.press("Alt+Enter")
    await page.locator("#text-reply").fill("쓰다 만 글")
    await page.locator("#act-call summary").click()
    await page.locator("#act-call input[name=text]").fill("통화 메모")

    await resident.says("아직 계세요?")

    await expect(page.locator(".line.resident .bubble").last).to_contain_text("아직 계세요?")
    await expect(page.locator("#text-reply")).to_have_value("쓰다 만 글")
    await expect(page.locator("#act-call input[name=text]")).to_have_value("통화 메모")
    await expect(page.locator("#act-call")).to_have_attribute("open", "")


async def test_a_draft_outlives_the_session_and_never_becomes_a_note(
    desk: RunningDesk, opens: Open
) -> None:
    number = await some_cases(desk)
    page = await opens("kim")
    await page.goto(f"{desk.url}/staff/case/{number}")
    await page.keyboard.press("Alt+Enter")
    await page.locator("#text-reply").fill("세션이 끝나도 남을 글")
    await desk.office.core.store.run(_end_all)
    await page.keyboard.press("Control+Enter")
    # the event stream and the answer to the form both lead there: one of the two is cut short
    await expect(page).to_have_url(re.compile("/staff/sign-in"))
    await page.get_by_label("아이디").fill("kim")
    await page.get_by_label("비밀번호").fill(PASSWORD)
    await page.get_by_role("button", name="로그인").click()
    await expect(page).not_to_have_url(re.compile("sign-in"))
    await page.goto(f"{desk.url}/staff/case/{number}")

    await expect(page.locator("#text-reply")).to_have_value("세션이 끝나도 남을 글")
    await expect(page.locator("#text-note")).to_have_value("")
    assert not any("세션이" in s for s in await desk.said_to(number))


def _end_all(tx: Tx) -> None:
    tx.execute("UPDATE staff_session SET ended_at = 1")


async def test_a_refused_reply_can_be_mended_and_sent(desk: RunningDesk, opens: Open) -> None:
    number = await some_cases(desk)
    page = await opens("kim")
    await page.goto(f"{desk.url}/staff/case/{number}")
    await page.keyboard.press("Alt+Enter")
    await page.locator("#text-reply").fill("900101-1234567 맞으세요?")
    await page.keyboard.press("Control+Enter")
    await expect(page.locator("#toast")).to_contain_text("주민등록번호")
    await expect(page.locator("#text-reply")).to_have_value("900101-1234567 맞으세요?")

    await page.locator("#text-reply").fill("생년월일이 맞으세요?")
    await page.keyboard.press("Control+Enter")

    await expect(page.locator(".line.staff .bubble")).to_have_text("생년월일이 맞으세요?")


async def test_two_open_the_same_case_and_one_reads_who_has_it(
    desk: RunningDesk, opens: Open
) -> None:
    number = await some_cases(desk)
    kim, lee = await opens("kim", name="김주무관"), await opens("lee", name="이주무관")
    for page in (kim, lee):
        await page.goto(f"{desk.url}/staff/case/{number}")

    await kim.keyboard.press("Alt+Enter")

    await expect(lee.locator(".case-head .owner")).to_have_text("김주무관 님이 맡음")
    await expect(lee.locator("#text-reply")).to_have_count(0)
    await expect(lee.locator("#composer")).to_contain_text("읽기만")


async def test_arrows_walk_the_queue_and_plain_letters_do_nothing(
    desk: RunningDesk, opens: Open
) -> None:
    await some_cases(desk)
    page = await opens("kim")
    await page.keyboard.press("Alt+ArrowDown")
    await page.wait_for_url("**/staff/case/**")
    first = page.url
    await expect(page.locator("#queue .item")).to_have_count(5)
    await page.keyboard.press("Alt+ArrowDown")
    await page.wait_for_url(lambda url: url != first)
    second = page.url
    for letter in "jkcrexnpa?/":
        await page.keyboard.press(letter)
    assert page.url == second

    await expect(page.locator("#queue .item")).to_have_count(5)
    await page.keyboard.press("Alt+ArrowUp")

    await page.wait_for_url(first)


async def test_a_phone_in_the_field_shows_it_all_without_scrolling_sideways(
    desk: RunningDesk, opens: Open
) -> None:
    number = await some_cases(desk)
    page = await opens("kim", width=390, height=844)
    await picture(page, "queue-390")
    wide = [await _overflow(page)]
    await page.goto(f"{desk.url}/staff/case/{number}")
    await page.get_by_role("button", name="내가 맡기").click()
    await expect(page.locator("#text-reply")).to_be_visible()
    await picture(page, "case-390")
    wide.append(await _overflow(page))
    await page.set_viewport_size({"width": 320, "height": 640})
    wide.append(await _overflow(page))

    assert wide == [0, 0, 0]


async def _overflow(page: Page) -> int:
    return int(
        await page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)")
    )


@pytest.mark.parametrize(
    "path",
    [
        "/staff/",
        "/staff/case/W-2026-0001",
        "/staff/hours",
        "/staff/people",
        "/staff/audit",
        "/staff/danger",
    ],
)
async def test_axe_finds_nothing_serious(desk: RunningDesk, opens: Open, path: str) -> None:
    await some_cases(desk)
    page = await opens("lead", Role.LEAD, name="박팀장")
    await page.goto(desk.url + path)
    if "case" in path:
        await page.keyboard.press("Alt+Enter")
        await expect(page.locator("#text-reply")).to_be_visible()
        for one in await page.locator("details:not(.me) > summary").all():
            await one.click()
    await picture(page, "lead" + path.replace("/", "-"))
    found = await page.evaluate(AXE.read_text("utf-8") + ";axe.run()")

    assert [
        (v["id"], [n["target"] for n in v["nodes"]][:3])
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
    ] == []
