"""Editing the knowledge in the console: a draft, a second person's review, history, missed questions."""

from __future__ import annotations

import re

import pytest

from bot.publishing import publish
from storage import drafts, missed, reviews, versions
from storage.records.knowledge import Draft, DraftStatus
from storage.records.staff import Role
from storage.transaction import Tx
from tests.console.desk import Answer, Person, RunningDesk, plain

GOOD = {"digest": "d", "errors": [], "worse": [], "warnings": []}


async def begins(person: Person, entry: str = "livelihood") -> str:
    """Begin a draft; return its address."""
    return (await person.posts(f"/staff/knowledge/entry/{entry}", partial=False)).goes_to


async def draft_at(desk: RunningDesk, address: str) -> Draft:
    found = await desk.office.core.store.read(drafts.get, int(address.rpartition("/")[2]))
    assert found is not None
    return found


def form_on(page: str) -> dict[str, str]:
    """Return what the fields of the writer's form hold."""
    part = page.split('class="entry-form"')[1].split("</form>")[0]
    fields = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', part))
    fields |= dict(re.findall(r'<textarea name="(\w+)"[^>]*>([^<]*)</textarea>', part))
    fields |= {"confidence": "verified"}
    fields.pop("token")
    return {name: _unescaped(text) for name, text in fields.items()}


def _unescaped(text: str) -> str:
    return text.replace("&#34;", '"').replace("&#39;", "'").replace("&amp;", "&")


async def writes(person: Person, address: str, **changed: str) -> Answer:
    """Change some fields of the form and send it."""
    form = form_on((await person.gets(address)).text)
    return await person.posts(address, {**form, **changed}, partial=False)


async def reviews_it(desk: RunningDesk, person: Person, address: str, **form: str) -> Answer:
    version = str((await draft_at(desk, address)).version)
    return await person.posts(
        f"{address}/review", {"version": version, "verdict": "good", **form}, partial=False
    )


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


@pytest.mark.parametrize(
    ("field", "said", "fault"),
    [
        ("answer", "", "꼭 있어야"),
        ("answer", "010-1234-5678로 전화하세요.", "적을 수 없습니다"),
        ("questions", "900101-1234567 이거 되나요", "적을 수 없습니다"),
        ("review_by", "내년", "처럼 적어"),
        ("amount", "2026-12-31~2026-01-01: 만 원이에요.", "늦습니다"),
        ("amount", "2026-01-01~: 만 원이에요.\n그냥 줄", "섞을 수 없습니다"),
    ],
)
async def test_what_is_wrong_is_said_and_the_words_stay(
    desk: RunningDesk, field: str, said: str, fault: str
) -> None:
    kim = await desk.person("kim", Role.CONTENT)
    address = await begins(kim)

    answer = await writes(kim, address, **{field: said, "send": "1"})

    assert answer.status == 400
    assert fault in answer.text
    assert form_on(answer.text)[field].strip() == said.strip()


async def test_a_detail_with_periods_comes_back_as_it_was_written(desk: RunningDesk) -> None:
    kim = await desk.person("kim", Role.CONTENT)
    address = await begins(kim)
    periods = "2026-01-01~2026-12-31: 만 원이에요.\n2027-01-01~: 이만 원이에요."

    await writes(kim, address, amount=periods)

    assert form_on((await kim.gets(address)).text)["amount"] == periods


async def test_the_page_shows_the_difference_and_what_a_resident_will_read(
    desk: RunningDesk,
) -> None:
    kim = await desk.person("kim", Role.CONTENT)
    address = await begins(kim)

    await writes(kim, address, answer="문의는 {tel.welfare}번이에요.")

    page = (await kim.gets(address)).text
    assert "<ins>" in page
    assert "<del>" in page
    assert "문의는 129번이에요." in page


async def test_what_the_trial_found_is_said_in_korean(desk: RunningDesk) -> None:
    kim = await desk.person("kim", Role.CONTENT)
    address = await begins(kim)
    await writes(kim, address, send="1")
    assert "검사 중" in (await kim.gets(f"{address}/trial")).text
    draft = await draft_at(desk, address)
    found = {
        **GOOD,
        "errors": ["livelihood.answer: 131 characters, at most 120"],
        "worse": ["broken: 방세 도와주세요"],
    }

    await desk.office.core.store.run(drafts.keep_result, draft, found)

    page = plain((await kim.gets(f"{address}/trial")).text)
    assert "짧은 답: 131자입니다. 120자까지" in page
    assert "전에 찾던 질문을 못 찾습니다: &#39;방세 도와주세요&#39;" in page


async def test_an_earlier_version_is_brought_back(desk: RunningDesk) -> None:
    kim, lead = await desk.person("kim", Role.CONTENT), await desk.person("lead", Role.LEAD)
    for answer in ("첫 판이에요.", "둘째 판이에요."):
        await published(desk, kim, lead, answer)
    first = (await desk.office.core.store.read(versions.of_entry, "livelihood"))[-1]

    answer = await lead.posts(f"/staff/knowledge/version/{first.id}/back", partial=False)

    draft = await draft_at(desk, answer.goes_to)
    assert draft.status is DraftStatus.APPROVED
    assert draft.content == first.content
    again = await lead.posts(f"/staff/knowledge/version/{first.id}/back", partial=False)
    assert again.status == 409


async def published(desk: RunningDesk, writer: Person, second: Person, answer: str) -> None:
    """Write, review and publish an answer, as the publisher does after its trial."""
    address = await begins(writer)
    await writes(writer, address, answer=answer, send="1")
    await reviews_it(desk, second, address)
    draft = await draft_at(desk, address)
    assert await desk.office.core.store.run(publish, draft, draft.content, desk.office.clock())


async def test_the_history_says_who_wrote_who_reviewed_and_what_changed(desk: RunningDesk) -> None:
    kim, lead = await desk.person("kim", Role.CONTENT), await desk.person("lead", Role.LEAD)
    for answer in ("첫 판이에요.", "둘째 판이에요."):
        await published(desk, kim, lead, answer)

    page = (await kim.gets("/staff/knowledge/entry/livelihood")).text

    assert "2판 지금" in plain(page)
    assert "kim 주무관, 검토 lead 주무관" in plain(page)
    assert "<del>첫</del><ins>둘째</ins>" in page
    assert "최근 게시" in plain((await lead.gets("/staff/knowledge")).text)


async def misses(desk: RunningDesk, *texts: str) -> None:
    """Let residents ask in vain."""

    def go(tx: Tx) -> None:
        for text in texts:
            reviews.log_missed(tx, text, "unanswered", "", desk.office.clock())

    await desk.office.core.store.run(go)


async def test_like_missed_questions_are_one_line_with_what_they_may_mean(
    desk: RunningDesk,
) -> None:
    kim = await desk.person("kim", Role.CONTENT)
    await misses(desk, "생계급여 언제 들어와", "생계급여 언제 들어와요", "생계급여 언제 들어와요")

    page = (await kim.gets("/staff/knowledge/missed")).text

    assert page.count('name="ids"') == 1
    assert "3번" in plain(page)
    assert "생계급여" in plain(page.split("<select")[1].split("</select>")[0])


async def settles(desk: RunningDesk, person: Person, **form: str) -> Answer:
    ids = ",".join(str(one.id) for one in await desk.office.core.store.read(missed.open_ones))
    return await person.posts("/staff/knowledge/missed", {"ids": ids, **form}, partial=False)


async def test_one_click_makes_a_missed_question_a_way_to_ask(desk: RunningDesk) -> None:
    kim = await desk.person("kim", Role.CONTENT)
    await misses(desk, "나라에서 다달이 주는 그거 언제 들어와")

    answer = await settles(desk, kim, how="variant", entry="livelihood")

    assert "나라에서 다달이 주는 그거" in (await draft_at(desk, answer.goes_to)).content
    assert await desk.office.core.store.read(missed.open_ones) == []


async def test_a_dropped_draft_opens_its_questions_again(desk: RunningDesk) -> None:
    kim = await desk.person("kim", Role.CONTENT)
    await misses(desk, "나라에서 다달이 주는 그거 언제 들어와")
    address = (await settles(desk, kim, how="new")).goes_to
    version = str((await draft_at(desk, address)).version)

    await kim.posts(f"{address}/drop", {"version": version}, partial=False)

    assert len(await desk.office.core.store.read(missed.open_ones)) == 1
    assert (await draft_at(desk, address)).content == ""


async def test_what_was_set_aside_once_does_not_come_back(desk: RunningDesk) -> None:
    kim = await desk.person("kim", Role.CONTENT)
    await misses(desk, "오늘 점심 뭐 먹지")
    assert (await settles(desk, kim, how="ignored")).goes_to == "/staff/knowledge/missed"

    await misses(desk, "오늘 점심 뭐 먹지")

    assert await desk.office.core.store.read(missed.open_ones) == []


async def test_a_missed_question_stays_sealed_in_the_draft(desk: RunningDesk) -> None:
    kim = await desk.person("kim", Role.CONTENT)
    await misses(desk, "카나리아는 어디서 키우나요")
    await settles(desk, kim, how="new")
    await desk.office.core.store.run(lambda tx: tx.value("SELECT 1"))

    kept = (desk.office.folder / "welfare.db").read_bytes()
    kept += (desk.office.folder / "welfare.db-wal").read_bytes()

    assert "카나리아".encode() not in kept


async def test_a_lead_reads_and_reviews_but_does_not_write(desk: RunningDesk) -> None:
    lead = await desk.person("lead", Role.LEAD)

    assert (await lead.posts("/staff/knowledge/entry/livelihood", partial=False)).status == 403
    assert (await lead.gets("/staff/knowledge/entry/livelihood")).status == 200


async def test_a_new_entry_needs_a_code_of_its_own(desk: RunningDesk) -> None:
    kim = await desk.person("kim", Role.CONTENT)

    taken = await kim.posts(
        "/staff/knowledge", {"entry": "livelihood", "title": "x"}, partial=False
    )
    wrong = await kim.posts("/staff/knowledge", {"entry": "한글", "title": "x"}, partial=False)
    made = await kim.posts(
        "/staff/knowledge", {"entry": "winter-shelter", "title": "한파쉼터"}, partial=False
    )

    assert (taken.status, wrong.status) == (409, 400)
    assert "한파쉼터" in (await kim.gets(made.goes_to)).text
