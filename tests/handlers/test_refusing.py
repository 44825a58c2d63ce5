"""A call that is refused, one that is only asked about, and a "네" that is no consent."""

from __future__ import annotations

import pytest

from handlers.refusing import (
    asks_if_home_hears,
    asks_of_calling,
    consent_of,
    only_refuses_call,
    refuses_call,
)


@pytest.mark.parametrize(
    "text",
    [
        "아니 전화하지마세요 제발요", "전화 안받고싶다고요", "전화하지 마세요", "네? 전화 안받고싶다고요",
        "전화 싫어요", "전화는 안 받을래요", "전화 안 하셔도 돼요", "연락하지 마세요", "통화하기 싫어요",
        "상담 전화 하지마세요", "전화 원하지 않아요",
    ],
)  # fmt: skip
def test_a_call_is_refused(text: str):
    assert refuses_call(text)
    assert only_refuses_call(text)


@pytest.mark.parametrize(
    "text",
    [
        "전화 안 받아요", "남편 있을 때 전화하지 마세요", "오전에는 전화하지 마세요", "전화 주세요",
        "엄마가 전화를 안 받아요", "전화하지 말고 그냥 오세요", "집으로 전화하지 마세요",
        "빚쟁이가 전화하지 말라고 해도 계속해요", "전화하지 않으면 안 되나요",
    ],
)  # fmt: skip
def test_other_words_about_calls_refuse_none(text: str):
    assert not refuses_call(text)


def test_what_else_is_told_beside_a_refusal_is_looked_at():
    assert refuses_call("살기 싫어요. 전화하지 마세요")
    assert not only_refuses_call("살기 싫어요. 전화하지 마세요")
    assert only_refuses_call("내일 오전이요. 문자는 보내지 마세요")
    assert not only_refuses_call("내일 오전이요")


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("네", "yes"), ("네 알겠습니다", "yes"), ("네 전화로 알려주세요", "yes"), ("네 괜찮아요", "yes"),
        ("네 7시 이후에 해주세요", "yes"), ("네 7시 이후에 해주시면 안될까요?", "yes"),
        ("네?", "why"), ("네? 왜요", "why"), ("왜요", "why"), ("예 그런데 번호는 왜 필요해요", "why"),
        ("네 전화하지 마세요", "no"), ("네? 전화 안받고싶다고요", "no"), ("네 싫어요", "no"),
        ("네 동의 안해요", "no"), ("아니요", "no"), ("음 글쎄요", ""), ("010-1234-5678", ""),
    ],
)  # fmt: skip
def test_consent_is_given_by_a_plain_yes_alone(text: str, heard: str):
    assert consent_of(text) == heard


@pytest.mark.parametrize(
    "text", ["거기 전화하면 집에 연락가요?", "1308 전화하면 집에 연락 가는지요"]
)
def test_what_comes_of_a_call_is_a_question(text: str):
    assert asks_of_calling(text)
    assert asks_if_home_hears(text)


@pytest.mark.parametrize(
    "text",
    [
        "전화해 주실 수 있나요?",
        "전화해주면 좋겠는데 되나요?",
        "전화 상담 할 수 있나요?",
        "전화하면 좋겠어요",
    ],
)
def test_to_ask_for_a_call_is_none(text: str):
    assert not asks_of_calling(text)
