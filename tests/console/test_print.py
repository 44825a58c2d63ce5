"""Sheets to print and to paste: masked until opened on purpose, on record."""

from __future__ import annotations

import pytest

from tests.console.desk import Person, RunningDesk, plain

SECRETS = ("010-9876-5432", "송산로 77번길 302호", "김순자")
FIELDS = {
    "about": "neighbour", "phone": SECRETS[0], "place": SECRETS[1], "story": "302호 할머니가 안 보여요",
}  # fmt: skip


async def a_case(desk: RunningDesk) -> tuple[Person, str]:
    kim, number = await desk.person("kim", name="김주무관"), await desk.files(fields=FIELDS)
    await kim.does(number, "claim")
    await kim.does(number, "person", name=SECRETS[2], relation="본인")
    await kim.does(number, "note", text="두 번 찾아감")
    await kim.does(number, "task", kind="visit", day="2026-11-24", text="다시 가 보기")
    return kim, number


@pytest.mark.parametrize("sheet", ["visit-sheet", "summary"])
async def test_a_sheet_is_masked_until_it_is_opened_with_a_reason(
    desk: RunningDesk, sheet: str
) -> None:
    kim, number = await a_case(desk)
    path = f"/staff/case/{number}/print/{sheet}"
    # a field opened on the case opens no sheet
    await kim.posts(f"/staff/case/{number}/reveal/phone", {"reason": "call"})

    closed = (await kim.gets(path)).text
    refused = await kim.posts(path, partial=False)
    opening = await kim.posts(path, {"reason": "visit"}, partial=False)
    opened = (await kim.gets(path)).text

    assert not any(secret in closed for secret in (*SECRETS, "302호"))
    assert refused.status == 400
    assert opening.goes_to == path
    assert all(secret in opened for secret in SECRETS)
    assert await desk.audit("print_opened") == [
        ("staff:1", number, f"sheet={sheet} reason=visit ip=127.0.0.1")
    ]
    assert [line[2].split(" ip")[0] for line in await desk.audit("print")] == [
        f"sheet={sheet} opened=0",
        f"sheet={sheet} opened=0",
        f"sheet={sheet} opened=1",
    ]


async def test_what_one_opened_is_masked_for_others_and_again_after_a_while(
    desk: RunningDesk,
) -> None:
    kim, number = await a_case(desk)
    lee, path = await desk.person("lee"), f"/staff/case/{number}/print/summary"
    await kim.posts(path, {"reason": "visit"}, partial=False)

    others = (await lee.gets(path)).text
    desk.office.clock.goes_on(minutes=11)
    later = (await kim.gets(path)).text

    assert SECRETS[0] not in others
    assert SECRETS[0] not in later


async def test_the_visit_sheet_reminds_of_what_the_law_wants_shown(desk: RunningDesk) -> None:
    kim, number = await a_case(desk)

    page = plain((await kim.gets(f"/staff/case/{number}/print/visit-sheet")).text)

    for words in (
        "증표",
        "조사 기간·범위",
        "조사 담당자",
        "긴급복지지원법 제8조 제4항",
        "다시 가 보기",
    ):
        assert words in page


async def test_the_summary_says_who_did_what_and_what_comes_next(desk: RunningDesk) -> None:
    kim, number = await a_case(desk)

    text = (await kim.gets(f"/staff/case/{number}/print/summary")).text
    text = text.split("readonly>")[1].split("</textarea>")[0]

    assert text.startswith(f"[{number}] 위기가구 신고")
    assert "김주무관: 맡았습니다" in text
    assert "김주무관 메모: 두 번 찾아감" in text
    assert "■ 다음 할 일\n- 방문 내일(화) 오전 9시까지 다시 가 보기" in text


async def test_a_sheet_that_there_is_not_is_not_found(desk: RunningDesk) -> None:
    kim, number = await a_case(desk)

    assert (await kim.gets(f"/staff/case/{number}/print/secrets")).status == 404
    assert (await kim.gets("/staff/case/W-2026-9999/print/summary")).status == 404
