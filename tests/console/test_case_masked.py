"""What is personal in a case is masked until somebody opens it with a reason."""

from __future__ import annotations

from tests.console.desk import RunningDesk, plain

PHONE, PLACE = "010-9876-5432", "송산로 77번길 302호"


async def test_phone_and_place_are_masked_until_opened_with_a_reason(desk: RunningDesk) -> None:
    person = await desk.person("kim")
    number = await desk.files(fields={"phone": PHONE, "place": PLACE, "story": "며칠째 안 보여요"})

    before = (await person.gets(f"/staff/case/{number}")).text
    refused = await person.posts(f"/staff/case/{number}/reveal/phone")
    opened = await person.posts(f"/staff/case/{number}/reveal/phone", {"reason": "call"})

    assert PHONE not in before
    assert PLACE not in before
    assert "010-****-5432" in before
    assert refused.status == 400
    assert PHONE not in refused.text
    assert PHONE in opened.text
    assert PLACE not in opened.text
    assert await desk.audit("reveal") == [
        ("staff:1", number, "field=phone reason=call ip=127.0.0.1")
    ]
    assert len(await desk.audit("view")) == 1


async def test_what_was_opened_is_masked_again_and_for_others_never_open(
    desk: RunningDesk,
) -> None:
    kim, lee = await desk.person("kim"), await desk.person("lee")
    number = await desk.files(fields={"phone": PHONE})
    await kim.posts(f"/staff/case/{number}/reveal/phone", {"reason": "call"})

    others = (await lee.gets(f"/staff/case/{number}")).text
    desk.office.clock.goes_on(minutes=11)
    later = (await kim.gets(f"/staff/case/{number}")).text

    assert PHONE not in others
    assert PHONE not in later


async def test_the_queue_shows_no_personal_data(desk: RunningDesk) -> None:
    person = await desk.person("kim")
    await desk.files(
        fields={"phone": PHONE, "place": PLACE, "story": "김철수 씨가", "about": "neighbour"},
        reasons=("cut_off", "child_alone"), unfinished=True,
    )  # fmt: skip

    page = (await person.gets("/staff/")).text

    assert "단전·단수 · 아이 혼자" in plain(page)
    assert "미완료" in page
    assert not any(secret in page for secret in (PHONE, PLACE, "김철수"))
