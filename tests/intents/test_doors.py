"""What is no benefit is led to the office that deals with it, and a benefit is never sent away."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from intents.doors import Doors
from intents.entry import Door
from intents.normalize import normalize, squash
from intents.understanding import Understanding


def doors(**words: tuple[str, ...]) -> Doors:
    return Doors(MappingProxyType({i: Door(i, said, "", "") for i, said in words.items()}))


def door_of(known: Doors, text: str) -> str | None:
    return known.door_of(squash(normalize(text)))


def test_spaces_do_not_matter():
    known = doors(passport=("여권",), parking=("불법 주차",))

    assert door_of(known, "여 권 만들래요") == "passport"
    assert door_of(known, "불법주차 신고") == "parking"


def test_parts_of_a_phrase_stand_near_each_other_in_their_order():
    known = doors(licence=("면허 정지",))

    assert door_of(known, "면허가 정지됐어요") == "licence"
    assert door_of(known, "정지된 면허") is None
    assert door_of(known, "면허도 없고 일도 없고 전기도 정지") is None


def test_the_longest_phrase_wins():
    known = doors(visa=("비자",), consumer=("소비자",))

    assert door_of(known, "소비자 상담") == "consumer"


@pytest.mark.parametrize(
    ("text", "door"),
    [
        ("여권 재발급은 며칠 걸려요", "passport"),
        ("국민연금 언제부터 받아요", "pension"),
        ("산재 신청하고 싶어요", "industrial-accident"),
        ("윗집이 너무 시끄러워요", "neighbour-noise"),
        ("헌옷 수거함 치워 주세요", "waste"),
        ("수도 누수 어디다 전화해요", "water"),
    ],
)
def test_the_right_door_is_named_and_no_benefit_or_wish_is_guessed(
    shipped: Understanding, text: str, door: str
):
    meant = shipped.understand(text)

    assert (meant.door, meant.decision, meant.intent) == (door, "person", None)


@pytest.mark.parametrize(
    "text",
    [
        "세금 신고 안 했는데 근로장려금 받을 수 있나요",
        "국민연금 받으면 기초연금 깎이나요",
        "난방비 지원",
    ],
)
def test_a_question_of_ours_keeps_its_answer(shipped: Understanding, text: str):
    meant = shipped.understand(text)

    assert (meant.door, meant.decision) == (None, "answer")
