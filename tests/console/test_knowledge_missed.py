"""Questions that nobody answered become entries, ways to ask, or are set aside."""

from __future__ import annotations

from storage import missed
from storage.records.staff import Role
from tests.console.asked_in_vain import misses
from tests.console.desk import Answer, Person, RunningDesk, plain
from tests.console.drafts import draft_at


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
