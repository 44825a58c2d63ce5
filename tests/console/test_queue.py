"""The queue: filters in the address, saved views, traffic lights, pages, search and its audit."""

from __future__ import annotations

import re

from storage import staff as staff_table
from storage.records.staff import Role
from storage.records.ticket import Priority, TicketKind
from tests.console.desk import Person, RunningDesk, plain

HANA = {"name": "박하늘", "phone": "010-1234-5678", "place": "용현로 12"}


async def shown(person: Person, query: str) -> list[str]:
    page = (await person.gets(f"/staff/?{query}")).text
    return re.findall(r'id="q-(W-\d+-\d+)"', page)


async def searches(person: Person, text: str) -> str:
    answer = await person.posts("/staff/search", {"text": text}, partial=False)
    assert (answer.status, answer.goes_to) == (303, "/staff/search")
    return (await person.gets("/staff/search")).text


async def test_filters_stand_in_the_address(desk: RunningDesk) -> None:
    kim = await desk.person("kim")
    report = await desk.files(priority=Priority.URGENT)
    call = await desk.files(TicketKind.CALLBACK, contact_key="b")
    late = await desk.files(contact_key="c", due_at=desk.office.clock())
    desk.office.clock.goes_on(minutes=1)
    await kim.does(call, "claim")

    assert await shown(kim, "kind=report") == [report, late]
    assert await shown(kim, "priority=3") == [report]
    assert await shown(kim, "late=1") == [late]
    assert await shown(kim, "tab=open&who=mine") == [call]
    assert await shown(kim, "tab=open&who=nobody") == [report, late]
    assert await shown(kim, "tab=open&kind=callback&who=nobody") == []
    assert await shown(kim, "kind=party&priority=9&page=x&tab=y") == [report, late]


async def test_a_call_is_a_first_contact_and_looking_is_none(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    await kim.gets(f"/staff/case/{number}")
    await kim.does(number, "claim")

    before = await shown(kim, "tab=open&first=1")
    await kim.does(number, "call", result="no_answer")

    assert before == [number]
    assert await shown(kim, "tab=open&first=1") == []


async def test_a_filter_goes_along_to_the_case_and_back(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files(priority=Priority.URGENT)

    listed = (await kim.gets("/staff/?priority=3")).text
    opened = (await kim.gets(f"/staff/case/{number}?tab=new&priority=3")).text

    assert f'href="/staff/case/{number}?tab=new&amp;priority=3"' in listed
    assert "/staff/live/queue?tab=new&amp;priority=3&amp;at=" in opened


async def test_a_view_is_one_s_own_and_can_be_dropped(desk: RunningDesk) -> None:
    kim, lee = await desk.person("kim"), await desk.person("lee")
    form = {"name": "늦은 신고", "query": "tab=new&kind=report&late=1&page=7&evil=1"}

    saved = await kim.posts("/staff/views", form, partial=False)

    assert saved.goes_to == "/staff/?tab=new&kind=report&late=1"
    assert "늦은 신고" in (await kim.gets("/staff/")).text
    assert "늦은 신고" not in (await lee.gets("/staff/")).text
    assert (await lee.posts("/staff/views/1/drop", partial=False)).status == 404
    await kim.posts("/staff/views/1/drop", partial=False)
    assert "늦은 신고" not in (await kim.gets("/staff/")).text


async def test_lights_count_minutes_of_duty(desk: RunningDesk) -> None:
    kim = await desk.person("kim")
    desk.office.clock.says("2026-11-23 17:50")
    await desk.files()
    desk.office.clock.says("2026-11-24 09:10")

    await kim.signs_in("kim")
    page = (await kim.gets("/staff/")).text
    desk.office.clock.says("2026-11-24 09:30")
    later = (await kim.gets("/staff/")).text

    assert 'class="light green"' in page
    assert "가장 오래 15시간 여유" in plain(page)
    assert 'class="light yellow"' in later


async def test_a_queue_of_more_than_fifty_has_pages(desk: RunningDesk) -> None:
    kim = await desk.person("kim")
    for n in range(52):
        await desk.files(contact_key=f"k{n}")

    first, second = await shown(kim, "tab=new"), await shown(kim, "tab=new&page=2")

    assert (len(first), len(second)) == (50, 2)
    assert not {*first} & {*second}


async def test_cards_say_why(desk: RunningDesk) -> None:
    kim = await desk.person("kim")
    place = {"place": "송산로 12", "who": "elder, child"}
    await desk.files(fields=place, contact_key="a")
    await desk.files(fields=place, contact_key="b", reasons=("cut_off",))
    await desk.files(fields={"place": "unknown"}, contact_key="c")
    await desk.files(fields={"place": "unknown"}, contact_key="d")

    page = plain((await kim.gets("/staff/")).text)

    assert "2회 신고 · 단전·단수 · 아동 · 어르신" in page
    assert page.count("회 신고") == 2


async def test_the_searched_words_stand_in_no_address_and_no_audit(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files(fields=HANA)

    page = plain(await searches(kim, "박하늘"))
    await searches(kim, " 박하늘 ")
    await searches(kim, "없는이름")

    assert number in page
    assert "이름" in page
    lines = [detail for _actor, _subject, detail in await desk.audit("search")]
    assert [line.split()[1] for line in lines] == ["found=1", "found=1", "found=0"]
    assert lines[0] == lines[1]
    assert not any("하늘" in line or "이름" in line for line in lines)
    assert not any("하늘" in str(line) for line in await desk.audit("view"))


async def test_a_list_of_what_was_found_shows_no_personal_field(desk: RunningDesk) -> None:
    kim = await desk.person("kim")
    await desk.files(fields=HANA)

    page = await searches(kim, "5678")

    assert "W-2026-0001" in page
    assert "박하늘" not in page
    assert "용현로 12" not in page


async def test_a_search_is_one_s_own_and_forgotten_after_a_while(desk: RunningDesk) -> None:
    kim, lee = await desk.person("kim"), await desk.person("lee", Role.LEAD)
    await desk.files(fields=HANA)
    await searches(kim, "박하늘")

    assert "W-2026-0001" not in (await lee.gets("/staff/search")).text
    desk.office.clock.goes_on(minutes=31)
    assert "W-2026-0001" not in (await kim.gets("/staff/search")).text


async def takes_next(person: Person) -> tuple[int, str]:
    answer = await person.posts("/staff/next", partial=False)
    return answer.status, answer.goes_to or plain(answer.text)


async def test_who_is_away_is_given_nothing(desk: RunningDesk) -> None:
    kim, number = await desk.person("kim"), await desk.files()
    await kim.posts("/staff/duty", {"on": "0"}, partial=False)

    status, words = await takes_next(kim)

    assert status == 409
    assert "자리 비움" in words
    assert (await desk.office.ticket(number)).claimed_by is None


async def test_who_has_enough_is_given_only_what_is_critical(desk: RunningDesk) -> None:
    kim = await desk.person("kim")
    assert kim.staff is not None
    await desk.office.core.store.run(staff_table.set_capacity, kim.staff.id, 1)
    for key in "abc":
        await desk.files(contact_key=key)
    first = await takes_next(kim)
    full = await takes_next(kim)
    worst = await desk.files(priority=Priority.CRITICAL, contact_key="d")
    critical = await takes_next(kim)

    await kim.does("W-2026-0001", "wait")
    await kim.does(worst, "wait")

    assert first == (303, "/staff/case/W-2026-0001?done=claimed")
    assert full[0] == 409
    assert "한도 1건" in full[1]
    assert critical == (303, f"/staff/case/{worst}?done=claimed")
    assert (await takes_next(kim))[0] == 303


async def test_of_two_as_urgent_the_late_one_comes_first_then_who_waits_live(
    desk: RunningDesk,
) -> None:
    kim = await desk.person("kim")
    plain_one = await desk.files(contact_key="a")
    live = await desk.files(TicketKind.CONSULT, contact_key="b")
    late = await desk.files(contact_key="c", due_at=desk.office.clock())
    desk.office.clock.goes_on(minutes=1)

    given = [(await takes_next(kim))[1].split("/")[3].split("?")[0] for _ in range(3)]

    assert given == [late, live, plain_one]


async def test_an_ordinary_case_is_no_alarm_until_it_rang_in_vain(desk: RunningDesk) -> None:
    kim = await desk.person("kim")
    await desk.files()
    rings = []
    for minutes in (0, 59, 59, 5):
        await desk.office.ticks(minutes=minutes)
        rings.append("확인하지 않은 경보" in (await kim.gets("/staff/")).text)

    assert rings == [False, False, False, True]
