"""Answers kept ready, and entries put into a reply with their source."""

from __future__ import annotations

from storage.records.staff import Role
from tests.console.desk import RunningDesk


async def test_answers_kept_ready_are_written_by_who_answers_for_them(desk: RunningDesk) -> None:
    lead, kim = await desk.person("lead", Role.LEAD), await desk.person("kim", name="김복지")
    form = {
        "title": "인사",
        "body": "{기관} {담당자}이(가) 답할게요.",
        "token": "new-canned-answer-1",
    }
    number = await desk.files()

    for _ in range(2):
        assert (await lead.posts("/staff/canned", form, partial=False)).status == 303
    refused = await kim.posts("/staff/canned", form, partial=False)
    page = (await kim.gets(f"/staff/case/{number}/answers?q=인사")).text

    assert refused.status == 403
    assert page.count("<article>") >= 1
    assert "송산1동 행정복지센터 김복지가 답할게요." in page
    assert await desk.office.value("SELECT count(*) FROM canned_answer") == 1


async def test_an_unknown_variable_and_a_stale_change_are_refused(desk: RunningDesk) -> None:
    lead = await desk.person("lead", Role.LEAD)
    unknown = await lead.posts("/staff/canned", {"title": "가", "body": "{이름} 님"}, partial=False)
    await lead.posts("/staff/canned", {"title": "가", "body": "하나"}, partial=False)
    changes = [
        await lead.posts(
            "/staff/canned/1", {"title": "가", "body": words, "version": "1"}, partial=False
        )
        for words in ("둘", "셋")
    ]

    assert unknown.status == 400
    assert "이름" in unknown.text
    assert [c.status for c in changes] == [303, 409]
    assert await desk.office.value("SELECT body FROM canned_answer") == "둘"


async def test_an_entry_is_offered_with_its_source(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files()

    page = (await kim.gets(f"/staff/case/{number}/answers?q=기초연금")).text

    assert "기초연금" in page
    assert "출처" in page or "기준" in page
    assert 'data-insert="' in page
