"""A number among words: put right in one breath, a digit short, read back by its last four."""

from __future__ import annotations

import pytest

from handlers.answers import without_number
from handlers.flow import NotUnderstood
from handlers.phones import (
    asks_for_number,
    cut_phones,
    doubts_number,
    read_phone,
    renumber,
    tail,
    without_phones,
)
from tests.pure import typed
from tests.world import office_at


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("010-0000-0001 아 잠깐 틀렸다 0002요", "010-0000-0002"),
        ("01000000001 아니 끝이 0002예요", "010-0000-0002"),
        ("010-0000-0001 아니 010-0000-0002", "010-0000-0002"),
        ("010-0000-0001 남편 번호는 010-0000-0002", "010-0000-0001"),
        ("010-0000-0001 1234번지 살아요", "010-0000-0001"),
        ("011-000-0001", "011-000-0001"),
    ],
)
def test_the_number_that_stands_is_read(text: str, phone: str):
    assert read_phone(typed(text)) == phone


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("010-0000-000", "ask.phone_short"), ("010 0000 000", "ask.phone_short"), ("0100000000", "ask.phone_short"),
        ("010-0000", "ask.phone_shorter"), ("010-0000-00000", "ask.phone_long"), ("몰라", "ask.phone_wrong"),
    ],
)  # fmt: skip
def test_it_is_said_what_is_amiss(text: str, why: str):
    with pytest.raises(NotUnderstood) as raised:
        read_phone(typed(text))

    assert raised.value.key == why


def test_what_stands_beside_a_number_is_left():
    assert without_phones("010-0000-0001 아 틀렸다 0002요 문자만요").strip() == "문자만요"
    assert tail("010-0000-1234") == "1234"


def test_words_that_doubt_the_number_may_name_another():
    assert doubts_number("번호잘못적었어요8889예요")
    assert not doubts_number("접수번호다시알려주세요")
    assert asks_for_number("번호맞게적혔나요")
    assert renumber("010-0000-0001", "번호 잘못 적었어요 8889예요") == "010-0000-8889"
    assert renumber("010-0000-0001", "번호 바꿀게요") == ""


async def test_a_number_that_lacks_a_digit_is_kept_nowhere_after_the_turn():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        for said in ("전화 상담 신청", "보청기", "네", "010-0000-000"):
            await me.says(said)

        me.heard("한 자리가 모자라요")
        me.heard_nothing_of("가려서 보관")
        contact = await me.contact()
        kept = await office.core.store.read(
            lambda tx: "".join(
                tx.sealer.open(row[0])
                for row in tx.all(
                    "SELECT payload_sealed FROM inbox WHERE contact_id = ?", (contact,)
                )
            )
        )
        assert cut_phones("010-0000-000")
        assert "0000-000" not in kept
        assert "0000-000" not in str(await me.talk())


@pytest.mark.parametrize(
    "text",
    [
        "010-1234-567이에요",
        "010-1234-567이고요",
        "010-1234-567 이 번호예요",
        "공일공-1234-567이에요",
    ],
)
def test_a_particle_is_no_digit(text: str):
    with pytest.raises(NotUnderstood):
        read_phone(typed(text))


@pytest.mark.parametrize(
    "text", ["010-1234-오육칠팔이에요", "010-일이삼사-오육칠팔요", "010 1234 5678이에요"]
)
def test_digits_that_are_spelled_are_read(text: str):
    assert read_phone(typed(text)) == "010-1234-5678"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("이 번호 괜찮아요", False),
        ("이 번호는 괜찮아요", False),
        ("번호는 됐어요", True),
        ("번호 안 쓸래요", True),
    ],
)
def test_a_number_that_will_do_is_not_refused(text: str, meant: bool):
    assert without_number(text) is meant
