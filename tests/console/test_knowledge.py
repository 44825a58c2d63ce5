"""Writing the knowledge in the console: what is wrong, what it will look like, earlier versions."""

from __future__ import annotations

import pytest

from storage import drafts, versions
from storage.records.knowledge import DraftStatus
from storage.records.staff import Role
from tests.console.desk import RunningDesk, plain
from tests.console.drafts import GOOD, begins, draft_at, form_on, published, writes


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


async def test_the_history_says_who_wrote_who_reviewed_and_what_changed(desk: RunningDesk) -> None:
    kim, lead = await desk.person("kim", Role.CONTENT), await desk.person("lead", Role.LEAD)
    for answer in ("첫 판이에요.", "둘째 판이에요."):
        await published(desk, kim, lead, answer)

    page = (await kim.gets("/staff/knowledge/entry/livelihood")).text

    assert "2판 지금" in plain(page)
    assert "kim 주무관, 검토 lead 주무관" in plain(page)
    assert "<del>첫</del><ins>둘째</ins>" in page
    assert "최근 게시" in plain((await lead.gets("/staff/knowledge")).text)


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
