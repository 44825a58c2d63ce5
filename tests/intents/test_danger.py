"""Danger is heard in every message, and harmless talk is left in peace (A1-A16). Texts not in the examples."""

import pytest

from intents.danger import DangerScreen
from intents.entry import Knowledge
from intents.understanding import Understanding

HEARD = [
    ("다 그만두고 죽고 싶어요", "suicide"), ("ㅈㅏㅅㅏㄹ하고 싶다", "suicide"), ("자살하고싶어요지금", "suicide"),
    ("남편이 술 먹고 저를 때려요", "violence_abuse"), ("아버지가 갑자기 쓰러져서 의식이 없어요", "medical_fire"),
    ("부엌에 불이 났어요", "medical_fire"), ("나흘째 굶고 있어요 쌀도 없고 돈도 없어요", "hunger_livelihood"),
    ("옆집 할아버지가 열흘 넘게 안 보이고 우편물이 쌓였어요", "neighbor_report"),
    ("i want to kill myself", "suicide"), ("我不想活了", "suicide"), ("chồng tôi đánh tôi", "violence_abuse"),
]  # fmt: skip

LEFT_IN_PEACE = [
    "배고파 죽겠네 ㅋㅋ", "기초연금 얼마예요", "드라마에서 주인공이 죽어서 슬퍼요", "자살예방 교육은 어디서 신청해요",
    "감기약 먹었어요", "강아지가 죽었어요", "수도요금 감면 신청할게요", "주민센터 몇 시까지 해요",
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), HEARD)
def test_danger_is_heard_with_its_kind(shipped: Understanding, text: str, kind: str) -> None:
    danger = shipped.understand(text).danger

    assert danger is not None
    assert danger.kind == kind
    assert danger.why


@pytest.mark.parametrize("text", LEFT_IN_PEACE)
def test_harmless_talk_gets_no_emergency_card(shipped: Understanding, text: str) -> None:
    danger = shipped.understand(text).danger

    assert danger is None or danger.tier == "soft"


@pytest.mark.parametrize(("text", "kind"), [pair for pair in HEARD if "가" <= pair[0][0] <= "힣"])
def test_removing_spaces_hides_no_danger(shipped: Understanding, text: str, kind: str) -> None:
    danger = shipped.understand(text.replace(" ", "")).danger

    assert danger is not None
    assert danger.kind == kind


def test_a_sentence_in_three_messages_is_read_as_one(shipped: Understanding) -> None:
    assert shipped.understand("싶어요", recent=("나 진짜", "죽고")).danger is not None


def test_a_danger_already_heard_is_not_heard_again(shipped: Understanding) -> None:
    assert shipped.understand("네 고마워요", recent=("죽고 싶어요", "흑흑")).danger is None


def test_danger_among_benefit_questions_is_seen(shipped: Understanding) -> None:
    story = "생계급여 신청했다가 떨어졌어요. 이의신청은 어디에 하나요. 안 되면 그냥 죽으려고 해요. 서류는 다 있어요."

    assert shipped.understand(story).danger is not None


def test_a_report_about_a_neighbour_is_about_another(shipped: Understanding) -> None:
    danger = shipped.understand("옆집 할머니가 며칠째 안 보여요 냄새도 나요").danger

    assert danger is not None
    assert danger.about == "other"


def test_without_examples_the_sure_signs_still_speak() -> None:
    danger = DangerScreen().screen("죽고 싶어요")

    assert danger is not None
    assert (danger.kind, danger.tier) == ("suicide", "hard")


def test_each_kind_and_tier_heard_has_a_card(knowledge: Knowledge) -> None:
    cards = {(card.kind, card.tier) for card in knowledge.danger_cards}

    assert cards >= {(e.kind, e.tier) for e in knowledge.danger_examples if e.kind}
