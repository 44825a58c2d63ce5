"""A draft of the knowledge goes out only after a second person's review."""

from __future__ import annotations

from storage.records.knowledge import DraftStatus
from storage.records.staff import Role
from tests.console.desk import RunningDesk, plain
from tests.console.drafts import begins, draft_at, reviews_it, writes


async def test_a_draft_is_written_sent_and_let_through_by_another(desk: RunningDesk) -> None:
    kim, lead = await desk.person("kim", Role.CONTENT), await desk.person("lead", Role.LEAD)
    address = await begins(kim)

    assert (await writes(kim, address, answer="새 답이에요.", send="1")).status == 303
    page = plain((await lead.gets(address)).text)
    assert "검토 대기" in page
    assert "새 답이에요." in page
    assert (await reviews_it(desk, lead, address)).status == 303

    draft = await draft_at(desk, address)
    assert draft.status is DraftStatus.APPROVED
    assert draft.publish_at == desk.office.clock()
    actions = {
        a
        for a in ("knowledge_begun", "knowledge_sent", "knowledge_approved")
        if await desk.audit(a)
    }
    assert len(actions) == 3


async def test_nobody_reviews_her_own_draft(desk: RunningDesk) -> None:
    kim = await desk.person("kim", Role.CONTENT)
    address = await begins(kim)
    await writes(kim, address, send="1")

    answer = await reviews_it(desk, kim, address)

    assert answer.status == 409
    assert "다른 사람이 검토해야" in answer.text
    assert (await draft_at(desk, address)).status is DraftStatus.WAITING


async def test_who_wrote_a_word_of_it_does_not_review_it_either(desk: RunningDesk) -> None:
    kim, park = await desk.person("kim", Role.CONTENT), await desk.person("park", Role.CONTENT)
    address = await begins(kim)
    await writes(park, address, answer="박이 고친 답이에요.")
    await writes(kim, address, send="1")

    assert (await reviews_it(desk, park, address)).status == 409


async def test_a_review_of_another_text_than_was_seen_is_refused(desk: RunningDesk) -> None:
    kim, lead = await desk.person("kim", Role.CONTENT), await desk.person("lead", Role.LEAD)
    address = await begins(kim)
    await writes(kim, address, send="1")
    seen = str((await draft_at(desk, address)).version)
    await kim.posts(f"{address}/reopen", {"version": seen}, partial=False)
    await writes(kim, address, answer="그사이 바뀐 답이에요.", send="1")

    answer = await lead.posts(
        f"{address}/review", {"version": seen, "verdict": "good"}, partial=False
    )

    assert answer.status == 409
    assert (await draft_at(desk, address)).status is DraftStatus.WAITING


async def test_a_draft_is_given_back_with_a_word(desk: RunningDesk) -> None:
    kim, lead = await desk.person("kim", Role.CONTENT), await desk.person("lead", Role.LEAD)
    address = await begins(kim)
    await writes(kim, address, send="1")
    assert (await reviews_it(desk, lead, address, verdict="back")).status == 400

    await reviews_it(desk, lead, address, verdict="back", said="출처가 작년 것이에요")

    assert "출처가 작년 것이에요" in (await kim.gets(address)).text
    assert (await draft_at(desk, address)).status is DraftStatus.DRAFT


async def test_it_is_published_at_the_time_that_was_set(desk: RunningDesk) -> None:
    kim, lead = await desk.person("kim", Role.CONTENT), await desk.person("lead", Role.LEAD)
    address = await begins(kim)
    await writes(kim, address, send="1")

    assert (await reviews_it(desk, lead, address, publish_at="2025-01-01T09:00")).status == 409
    assert (await reviews_it(desk, lead, address, publish_at="2027-01-01T00:00")).status == 303

    when = (await draft_at(desk, address)).publish_at
    assert when is not None
    assert when.isoformat() == "2026-12-31T15:00:00+00:00"


async def test_a_lead_reads_and_reviews_but_does_not_write(desk: RunningDesk) -> None:
    lead = await desk.person("lead", Role.LEAD)

    assert (await lead.posts("/staff/knowledge/entry/livelihood", partial=False)).status == 403
    assert (await lead.gets("/staff/knowledge/entry/livelihood")).status == 200
