"""Editing the knowledge in a real Chromium: from a missed question to a reviewed draft."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from storage import drafts
from storage.records.staff import Role
from tests.bot.webchat.browser import AXE
from tests.console.asked_in_vain import misses
from tests.console.desk import RunningDesk
from tests.console.drafts import GOOD
from tests.console.in_chromium import Open, picture

pytestmark = pytest.mark.browser

MEASURED = {"asked": 5629, "first": 0.6512, "first_three": 0.8366, "broken": []}


async def test_a_missed_question_becomes_a_draft_that_another_lets_through(
    desk: RunningDesk, opens: Open
) -> None:
    await misses(desk, "생계급여 언제 들어와요", "생계급여 언제 드러와요", "자전거 빌려주나요")
    kim = await opens("kim", Role.CONTENT, name="김주무관")
    await kim.goto(f"{desk.url}/staff/knowledge/missed")
    await picture(kim, "missed-1366")
    await kim.get_by_role("button", name="이 글의 묻는 말로").first.click()
    await expect(kim.locator(".changes ins").first).to_contain_text("생계급여 언제")
    await kim.get_by_label("짧은 답").fill("매달 20일에 들어와요. 문의는 {tel.welfare}번이에요.")
    await kim.get_by_role("button", name="저장하고 검토 요청").click()
    await expect(kim.locator(".trial.running")).to_be_visible()

    draft = (await desk.office.core.store.read(drafts.open_ones))[0]
    found = {**GOOD, "before": MEASURED, "after": MEASURED}
    await desk.office.core.store.run(drafts.keep_result, draft, found)

    await expect(kim.locator(".trial.good")).to_contain_text("65.1%")
    lead = await opens("lead", Role.LEAD, name="박팀장")
    await lead.goto(f"{desk.url}/staff/knowledge/draft/{draft.id}")
    await picture(lead, "review-1366")
    await lead.get_by_role("button", name="승인").click()
    await expect(lead.locator("h1 + .tag")).to_have_text("승인됨")


async def test_the_pages_of_the_knowledge_have_no_fault_that_axe_finds(
    desk: RunningDesk, opens: Open
) -> None:
    await misses(desk, "생계급여 언제 들어와요", "생계급여 언제 드러와요")
    page = await opens("kim", Role.CONTENT, width=390, height=844)
    await page.goto(f"{desk.url}/staff/knowledge/entry/livelihood")
    await page.get_by_role("button", name="고치기").click()
    for address in ("", "/missed", "/entry/livelihood", "/draft/1"):
        await page.goto(f"{desk.url}/staff/knowledge{address}")
        await picture(page, f"knowledge{address.replace('/', '-')}-390")
        await page.evaluate(AXE.read_text("utf-8"))
        found = await page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        serious = [v["id"] for v in found["violations"] if v["impact"] in ("serious", "critical")]
        assert serious == [], address
        wide = await page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390, address
