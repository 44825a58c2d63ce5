"""The door: kept once, in order, masked; whatever a person or a platform sends."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import codec
from handlers.messages import Kind, Place
from storage import inbox
from storage.transaction import Tx
from tests.resident import Resident
from tests.world import RunningOffice, office_at


async def kept(office: RunningOffice, me: Resident) -> list[str]:
    """Return the texts as they lie in the inbox."""
    contact = await me.contact()
    rows = await office.core.store.read(inbox.received, contact)
    return [codec.text_of(row.payload) for row in rows]


async def test_the_same_message_again_and_again_is_decided_once():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        message = me.message(text="안녕하세요")

        await asyncio.gather(*(office.core.intake.accept(message) for _ in range(20)))
        await office.settles()

        assert await me.outcomes() == ["welcome"]
        assert len(await me.hears()) == 3


async def test_messages_a_millisecond_apart_keep_their_order():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.presses_value("s:report")
        said = ["203호에 우편물이 쌓였어요", "아니요", "이웃", "그냥 보내기", "보내기"]

        for text in said:
            await office.core.intake.accept(me.message(text=text))
        await office.settles()

        assert await kept(office, me) == ["", *said]
        assert len(await office.tickets()) == 1


async def test_fifty_people_at_once_are_each_answered():
    async with office_at("2026-11-23 10:00") as office:
        people = [office.resident() for _ in range(50)]

        await asyncio.gather(*(p.says("운영 시간") for p in people))

        for person in people:
            person.heard("평일 오전 9시")


@pytest.mark.parametrize(
    ("text", "kept_as"),
    [
        ("900101-1234567 입니다", "〔주민번호 가림〕 입니다"),
        ("９００１０１－１２３４５６７", "〔주민번호 가림〕"),
        ("카드 1234-5678-9012-3456", "카드 〔카드번호 가림〕"),
        ("전화 010-1234-5678", "전화 〔전화번호 가림〕"),
        ("109에 전화했어요", "109에 전화했어요"),
        ("W-2026-0042 어떻게 됐나요", "W-2026-0042 어떻게 됐나요"),
    ],
)
async def test_personal_numbers_are_masked_in_what_is_kept(text: str, kept_as: str):
    """P4-P6."""
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()

        await me.says(text)

        assert await kept(office, me) == [kept_as]


async def test_a_resident_number_split_over_two_messages_is_masked():
    """P5."""
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.says("제 번호는 900101")

        await me.says("1234567이에요")

        assert "1234567" not in "".join(await kept(office, me))
        me.heard("가려서 보관했어요")


async def test_the_original_with_a_resident_number_is_to_be_deleted_at_the_platform():
    """P4."""
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident("telegram")

        await me.says("900101-1234567")

        assert await office.value("SELECT count(*) FROM outbox WHERE kind = 'delete'") == 1


async def test_a_hundred_thousand_letters_are_kept_whole_and_masked_to_their_end():
    """U10."""
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        text = "가나다라 " * 20_000 + "900101-1234567"

        await me.says(text)

        (whole,) = await kept(office, me)
        assert len(whole) > 100_000
        assert whole.endswith("〔주민번호 가림〕")
        assert me.bubbles


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\0", "안녕\0하세요", "😀😀😀", "\u202eمرحبا بالعالم\u202c", "<script>alert(1)</script>",
        "{office.phone} {}", "%s %d", "'; DROP TABLE ticket; --", "\ud83d", "a" * 5_000, "\n" * 500,
        "ㅋ" * 400, "1" * 400, "\u200b\u200b", "가" + "\u0301" * 300,
    ],
)  # fmt: skip
async def test_any_text_gets_a_kind_answer_and_none_stops_the_door(text: str):
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()

        await me.says(text)

        assert me.bubbles
        assert "set_aside" not in await me.outcomes()
        assert "{" not in me.said.replace("{office.phone} {}", "")


@pytest.mark.parametrize("kind", [k for k in Kind if k is not Kind.TEXT])
@pytest.mark.parametrize("begun", ["", "s:report", "s:message", "g:person"])
async def test_every_kind_of_message_is_decided_at_every_point(kind: Kind, begun: str):
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident("telegram")
        if begun:
            await me.presses_value(begun)
        place = Place(37.7, 127.0) if kind is Kind.LOCATION else None

        await me.sends(kind=kind, place=place)

        assert "set_aside" not in await me.outcomes()


async def test_while_the_disk_is_full_the_door_waits_and_then_keeps_it():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.says("안녕하세요")
        store = office.core.store
        pages = await store.read(lambda tx: tx.value("PRAGMA page_count"))
        await store.run(_limit, pages)
        sending = asyncio.create_task(
            office.core.intake.accept(me.message(text="운영 시간 " + "가" * 60_000))
        )
        await asyncio.sleep(0.15)
        waited = not sending.done()

        await store.run(_limit, 1_000_000)
        await sending
        await office.settles()

        assert waited
        assert await me.outcomes() == ["welcome", *(await me.outcomes())[1:]]
        assert len(await kept(office, me)) == 2


def _limit(tx: Tx, pages: int) -> None:
    tx.execute(f"PRAGMA max_page_count = {pages}")


texts = st.text(max_size=200) | st.text(alphabet="0123456789-. 가네아니요\0{}<>/", max_size=60)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(texts, min_size=1, max_size=8))
def test_no_talk_however_odd_is_set_aside(said: list[str]):
    async def talk() -> list[str]:
        async with office_at("2026-11-23 10:00") as office:
            me = office.resident()
            await me.presses_value("s:report")
            for text in said:
                await me.says(text)
            return await me.outcomes()

    assert "set_aside" not in asyncio.run(talk())
