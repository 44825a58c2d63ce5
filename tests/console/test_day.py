"""
A day at the office, 08:55 to 18:05, with forty cases and three people in three real browsers.

The scenes that go wrong in offices are played in Chromium; the rest goes through real forms and
sockets. The evening is the test: nothing is lost, doubled, unowned or unseen.
"""

from __future__ import annotations

import asyncio
import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Browser, Locator, expect

from bot.console.passwords import Passwords
from storage import audit
from storage.records.staff import Role
from storage.records.ticket import Status
from tests.bot.webchat.browser import chromium
from tests.console.day import CONSULT, DANGER, REPORT, TELEGRAM, WEB, Caller, Day
from tests.console.desk import PASSWORD
from tests.console.evening import doubled, lost, missing_in, unlabelled, unowned, unseen, untold
from tests.console.window import Window, attaches, closes, window
from tests.whole import Visitor, whole_service

pytestmark = pytest.mark.browser
TEN_MB = 10 * 1024 * 1024
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"
ACTIVE_PDF = PDF.replace(b"/Catalog", b"/Catalog /OpenAction << /JS (app.alert\\(1\\)) >>")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


async def two_claim_in_the_same_second(day: Day, kim: Window, park: Window) -> None:
    """One has it, the other reads who; two presses of "send" are one reply, and the talk goes on."""
    caller = await day.tells(CONSULT, WEB)
    number = await day.newest()
    for one in (kim, park):
        await one.opens(f"case/{number}")
    await asyncio.gather(*(w.page.locator("[data-key=claim]").click() for w in (kim, park)))
    await expect(kim.page.locator("header .owner")).to_be_visible()
    await expect(park.page.locator("header .owner")).to_be_visible()
    mine = [bool(await w.page.locator(".owner.mine").count()) for w in (kim, park)]
    assert sorted(mine) == [False, True]
    has, reads = (kim, park) if mine[0] else (park, kim)
    await expect(reads.page.locator(".case-head .owner")).to_contain_text("님이 맡음")

    await has.page.locator("#text-reply").fill("몇 달 밀리셨어요?")
    for _ in range(2):
        await has.page.keyboard.press("Control+Enter")
    await expect(has.page.locator(".line.staff .bubble")).to_have_count(1)
    await caller.says("두 달이요")
    await expect(reads.page.locator(".line.resident .bubble").last).to_contain_text("두 달이요")
    await closes(has, "안내·상담 완료")


async def an_alarm_rings_at_every_desk(day: Day, kim: Window, park: Window) -> None:
    for one in (kim, park):
        await one.opens()
        await expect(one.page.locator("#link-state")).to_have_text("실시간")
    await day.tells(DANGER, WEB)
    for one in (kim, park):
        await expect(ringing(one)).to_have_count(1)
    await ringing(park).get_by_role("button", name="확인함").click()
    for one in (kim, park):
        await expect(ringing(one)).to_have_count(0)


def ringing(one: Window) -> Locator:
    """The line of the danger in the banner."""
    return one.page.locator(".alarm li", has_text="위험 신호")


async def the_line_drops_and_returns(day: Day, kim: Window) -> None:
    """What came in between stands there afterwards, without a reload."""
    await kim.opens()
    await expect(kim.page.locator("#link-state")).to_have_text("실시간")
    await kim.page.evaluate("window.sameDocument = true")
    await kim.wire.cut()
    await expect(kim.page.locator("#link-state")).to_contain_text("연결 끊김")
    await day.tells(REPORT, WEB)
    number = await day.newest()
    await expect(kim.page.locator(f"#q-{number}")).to_have_count(0)

    await kim.wire.mend()

    await expect(kim.page.locator(f"#q-{number}")).to_be_visible()
    assert await kim.page.evaluate("window.sameDocument")


async def a_case_is_merged_while_somebody_writes(day: Day, kim: Window, park: Window) -> None:
    """The half-written note is still there, and is kept with the case it was written to."""
    await day.tells(REPORT, WEB, "솔밭길 9 101호")
    into = await day.newest()
    second = await day.tells(REPORT, WEB, "솔밭길 9 101호")
    gone = await day.newest()
    await kim.claims(into)
    await park.opens(f"case/{gone}")
    await park.page.locator("#text-note").fill("지난달에도 신고가 있었")

    await kim.page.get_by_role("button", name="이 건에 합치기").first.click()
    await expect(kim.page.locator(".facts-pane")).to_contain_text("함께 접수된 건 1개")
    await expect(park.page.locator(".care.merged")).to_contain_text(into)
    await expect(park.page.locator("#text-note")).to_have_value("지난달에도 신고가 있었")
    await park.page.locator("#text-note").press("End")
    await park.page.keyboard.type("습니다")
    await park.page.keyboard.press("Control+Enter")

    note = "지난달에도 신고가 있었습니다"
    await expect(park.page.locator(".line.note .bubble")).to_contain_text(note)
    await kim.page.get_by_label("받는 분").select_option(gone)
    await kim.page.locator("#text-reply").fill("언제부터 그랬나요?")
    await kim.page.keyboard.press("Control+Enter")
    await expect(kim.page.locator(".line.staff .bubble")).to_have_count(1)
    await second.says("지난주부터요")
    await expect(kim.page.locator(".line.resident .bubble").last).to_contain_text("지난주부터요")
    await closes(kim, "방문 후 지원")


async def a_session_ends_in_mid_sentence(day: Day, kim: Window) -> None:
    """Over lunch; the words outlive it and go out once."""
    caller = await day.tells(CONSULT, WEB)
    number = await day.newest()
    await kim.claims(number)
    await kim.page.locator("#text-reply").fill("점심 먹고 이어서 쓸 답")
    day.awake.remove(kim)
    await day.until("12:50")
    await day.until("13:20")
    await kim.page.keyboard.press("Control+Enter")
    # the event stream and the answer to the form both lead there: one of the two is cut short
    await expect(kim.page).to_have_url(re.compile("/staff/sign-in"))
    await kim.signs_in()
    day.awake.append(kim)
    await kim.opens(f"case/{number}")
    await expect(kim.page.locator("#text-reply")).to_have_value("점심 먹고 이어서 쓸 답")
    assert not await heard(caller, "점심 먹고")

    await kim.page.locator("#text-reply").press("Control+Enter")

    await expect(kim.page.locator(".line.staff .bubble")).to_have_count(1)
    await day.service.settles()
    assert await heard(caller, "점심 먹고") == 1
    await closes(kim, "안내·상담 완료")


async def heard(caller: Caller, words: str) -> int:
    """Count the bubbles with these words that a resident of the page has."""
    assert isinstance(caller.seat, Visitor)
    return sum(words in line.reply.text for line in await caller.seat.lines())


async def files_of_every_kind(day: Day, park: Window) -> None:
    """Ten megabytes arrive small and clean; what can act is refused at both doors, in words."""
    caller = await day.comes(WEB)
    day.callers.append((caller, REPORT))
    await caller.says("이웃이 걱정돼요", "솔밭길 30 우편함이 넘쳐요")
    visitor = caller.seat
    assert isinstance(visitor, Visitor)
    key = await visitor.sends_photo(ten_megabytes())
    caller.said += 1
    kept = await visitor.gets(f"/chat/attachment/{key}")
    assert kept.startswith(b"\xff\xd8")
    assert len(kept) < TEN_MB // 4
    for content, status in ((ACTIVE_PDF, 415), (SVG, 415), (bytes(TEN_MB + 1), 413)):
        url = f"{day.service.url}/chat/upload"
        async with visitor.session.post(url, data=io.BytesIO(content)) as answer:
            assert answer.status == status
            assert (await answer.json())["say"]
    await caller.says("아니요", "이웃", "그냥 보내기", "보내기")

    await park.claims(await day.newest())
    await expect(park.page.locator(".facts-pane .photo img")).to_be_visible()
    await attaches(park, "act.pdf", ACTIVE_PDF, "실행되는 내용이 든 PDF")
    await attaches(park, "drawing.svg", SVG, "사진(JPG·PNG·WEBP·GIF)이나 PDF만")
    await attaches(park, "guide.pdf", PDF, "파일을 붙였습니다")
    await expect(park.page.locator(".chip")).to_have_count(1)
    await park.page.locator("#text-reply").fill("안내문을 보내 드립니다.")
    await park.page.keyboard.press("Control+Enter")
    await expect(park.page.locator(".line.staff .pdf")).to_have_count(1)
    await closes(park, "방문 후 이상 없음")


def ten_megabytes() -> bytes:
    """A photo of a camera, just as large as is taken."""
    out = io.BytesIO()
    Image.effect_noise((3000, 2400), 90).convert("RGB").save(out, "JPEG", quality=92)
    photo = out.getvalue()
    assert len(photo) < TEN_MB
    return photo + bytes(TEN_MB - len(photo))


async def a_report_is_left_half_told(day: Day) -> None:
    """Over Telegram; after a quarter of an hour it is a case, marked unfinished."""
    caller = await day.comes(TELEGRAM)
    day.callers.append((caller, REPORT))
    await caller.says("이웃이 걱정돼요", "솔밭길 41 할머니가 며칠째 안 보여요")


async def going_home(day: Day, kim: Window) -> None:
    """What is in hand at 17:35 is confirmed one by one."""
    numbers = [t.number for t in await day.tickets() if t.status is Status.NEW][:2]
    for number in numbers:
        await kim.claims(number)
    await day.until("17:35")
    await kim.opens()
    notice = kim.page.locator(".handover", has_text="퇴근 전 인계 확인")
    await expect(notice).to_contain_text("2건")
    await notice.get_by_role("button", name="내일 이어서").first.click()
    await expect(notice).to_contain_text("1건")
    await notice.get_by_role("button", name="돌려놓기").first.click()
    await expect(notice).to_have_count(0)


async def the_auditor_verifies(day: Day, oh: Window) -> None:
    """The chain is whole; cases are not the auditor's to read."""
    await oh.opens("audit")
    await oh.page.get_by_role("button", name="기록이 온전한지 확인").click()
    await expect(oh.page.locator(".notice")).to_contain_text("모든 줄이 이어져 있습니다")
    await oh.opens(f"case/{await day.newest()}")
    await expect(oh.page.locator("main")).to_contain_text("볼 권한이 없습니다")


async def the_day(day: Day, browser: Browser) -> list[Window]:
    """Play it; return the three browsers."""
    hashed = await Passwords(memory_kib=64).hash(PASSWORD)
    hands_kim = await day.hires("kim", Role.OFFICER, "김담당", hashed)
    hands_park = await day.hires("park", Role.LEAD, "박팀장", hashed)
    await day.hires("oh", Role.AUDITOR, "오감사", hashed)
    await day.post("08:55")
    kim, park, oh = [await window(day, browser, login) for login in ("kim", "park", "oh")]
    assert oh.page.url.endswith("/staff/audit")
    await day.until("09:00")
    await kim.page.keyboard.press("Alt+Enter")
    await expect(kim.page.locator(".case-head h1")).to_have_text("위험 신호")
    await closes(kim, "지원 연계")
    await day.post("09:20")
    await two_claim_in_the_same_second(day, kim, park)
    await day.works(12, hands_kim, hands_park)
    await day.until("10:15")
    await an_alarm_rings_at_every_desk(day, kim, park)
    await day.post("10:50")
    await the_line_drops_and_returns(day, kim)
    await day.until("11:30")
    await a_case_is_merged_while_somebody_writes(day, kim, park)
    await day.works(9, hands_kim, hands_park)
    await day.until("12:10")
    await a_session_ends_in_mid_sentence(day, kim)
    await day.post("14:10")
    await files_of_every_kind(day, park)
    await a_report_is_left_half_told(day)
    await day.until("15:00")
    await day.works(7, hands_kim, hands_park)
    await day.until("15:45")
    await day.post("16:30")
    await day.until("17:20")
    await going_home(day, kim)
    await day.until("18:00")
    await day.until("18:05")
    await the_auditor_verifies(day, oh)
    for one in (kim, park, oh):
        await one.wire.cut()
    return [kim, park, oh]


async def test_in_the_evening_nothing_is_lost_doubled_unowned_or_unseen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with whole_service(tmp_path, monkeypatch, at="2026-11-23 08:50") as service:
        day = Day(service)
        async with chromium() as browser:
            windows = await the_day(day, browser)
        look = service.app.core.store.read
        all_ = await day.tickets()

        assert [fault for one in windows for fault in one.faults] == []
        assert len(all_) == len(day.callers) == 40
        assert await look(lost(day)) == []
        assert await look(doubled) == []
        assert await look(unowned) == []
        assert missing_in(await day.awake[1].gets("/staff/?tab=open"), all_) == []
        assert await look(unseen) == []
        assert await look(unlabelled) == []
        assert await look(untold(day)) == []
        assert await look(audit.first_broken) is None
        assert {t.status for t in all_} == {Status.NEW, Status.ACTIVE, Status.CLOSED}
