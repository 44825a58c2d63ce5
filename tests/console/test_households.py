"""Cases of one household: suggested, told apart, tied together, and the people in it."""

from __future__ import annotations

import pytest

from tests.console.desk import RunningDesk, plain
from tests.console.households import HOME, two_reports


async def test_the_same_home_is_suggested_however_it_is_written(desk: RunningDesk) -> None:
    kim, first, second = await two_reports(desk)
    other = await desk.files(
        fields={**HOME, "place": "송산로 77번길 12, 101동 303호"}, contact_key="c"
    )

    page = (await kim.gets(f"/staff/case/{first}")).text
    panel = plain(page.split('class="alike"')[1].split("</section>")[0])

    assert f"{second}" in panel
    assert "같은 주소" in panel
    assert other in panel
    assert "같은 건물" in panel
    assert panel.index(second) < panel.index(other)


async def test_what_somebody_said_apart_is_suggested_no_more(desk: RunningDesk) -> None:
    kim, first, second = await two_reports(desk)

    await kim.does(first, "apart", other=second)

    for number in (first, second):
        assert 'class="alike"' not in (await kim.gets(f"/staff/case/{number}")).text


async def test_one_phone_is_one_household_and_another_is_not(desk: RunningDesk) -> None:
    kim = await desk.person("kim")
    number = await desk.files(fields={"phone": "010-1234-5678"}, contact_key="a")
    same = await desk.files(fields={"phone": "01012345678"}, contact_key="b")
    other = await desk.files(fields={"phone": "010-1234-5679"}, contact_key="c")

    page = (await kim.gets(f"/staff/case/{number}")).text.split('class="alike"')[1]

    assert same in page
    assert other not in page.split("</section>")[0]


async def test_cases_are_tied_into_one_household_and_taken_out(desk: RunningDesk) -> None:
    kim, first, second = await two_reports(desk)

    joined = await kim.does(first, "household-join", other=second)
    again = await kim.does(first, "household-join", other=second)
    page = plain((await kim.gets(f"/staff/case/{second}")).text)
    await kim.does(first, "household-leave")

    assert (joined.status, again.status) == (200, 409)
    assert first in page
    assert (await desk.office.ticket(first)).household_id is None


async def test_people_are_sealed_masked_and_opened_on_record(desk: RunningDesk) -> None:
    kim, first, _second = await two_reports(desk)
    who = {"name": "김순자", "relation": "본인", "phone": "010-7777-8888", "note": "귀가 어두우심"}

    await kim.does(first, "person", **who)
    closed = (await kim.gets(f"/staff/case/{first}")).text
    opened = (await kim.posts(f"/staff/case/{first}/reveal/people", {"reason": "visit"})).text

    assert not any(secret in closed for secret in ("김순자", "010-7777-8888", "귀가 어두우심"))
    assert "김●●" in closed
    assert all(secret in opened for secret in ("김순자", "010-7777-8888", "귀가 어두우심"))
    assert [line[2] for line in await desk.audit("reveal")] == [
        "field=people reason=visit ip=127.0.0.1"
    ]
    files = desk.office.folder.glob("welfare.db*")
    assert not any("김순자".encode() in f.read_bytes() for f in files)
    await kim.does(first, "person-away", id="1")
    assert "김●●" not in (await kim.gets(f"/staff/case/{first}")).text


@pytest.mark.parametrize(
    "form", [{"name": ""}, {"name": "가" * 201}, {"name": "김", "note": "900101-1234567"}]
)
async def test_a_person_without_a_name_or_with_a_resident_number_is_refused(
    desk: RunningDesk, form: dict[str, str]
) -> None:
    kim, number = await desk.person("kim"), await desk.files()

    assert (await kim.does(number, "person", **form)).status == 409
