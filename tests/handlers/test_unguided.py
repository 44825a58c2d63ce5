"""Short words that no benefit answers, and what only looks like them."""

from __future__ import annotations

import pytest

from handlers import answers, reaching, unguided
from handlers.about_us.data import asks_if_erased
from handlers.about_us.machine import asks_if_machine
from handlers.asking import asks
from handlers.reaching import asks_number, asks_visit, asks_whom, unreached, writes_rather
from handlers.report.rules import acute
from handlers.unguided import (
    ashamed,
    both,
    both_of_them,
    called_help,
    fears_to_be_named,
    helpless,
    mourns,
    refuses,
    speaks_of_oneself,
)


@pytest.mark.parametrize(
    ("meant", "text"),
    [
        (helpless, "제가 어떻게 해야하나요"),
        (helpless, "뭘 해야할지 모르겠어요"),
        (refuses, "형은 싫다고 해요"),
        (refuses, "엄마가 병원 안 간대요"),
        (refuses, "아버지가 상담을 거부하세요"),
        (ashamed, "친구들이 알면 어떡해요"),
        (ashamed, "창피해서요"),
        (both_of_them, "둘다 받을수 있어요?"),
        (both, "기초연금 받으면서 노인일자리도 할수있나요?"),
        (unreached, "야 전화 왜 안받아"),
        (writes_rather, "전화 무서워요 글로 해요"),
        (asks_whom, "어디로 연락해요"),
        (asks_whom, "누구한테 말해요?"),
        (asks_visit, "다리가 아파서 못나가는데 와줄수 있나요"),
        (called_help, "방금 119에 신고했어요"),
        (fears_to_be_named, "신고하면 제 이름 나가나요?"),
        (mourns, "어머니가 어제 돌아가셨어요"),
        (asks_if_machine, "사람이에요?"),
        (asks_if_machine, "지금 사람이 직접 답하는 건가요"),
        (asks_if_machine, "여기 로봇이에요?"),
        (asks_if_machine, "사람인지 기계인지 모르겠네"),
        (asks_if_machine, "너 챗봇이지"),
        (asks_if_erased, "진짜 다 지워졌어요?"),
        (asks_if_erased, "제 주민번호 남아있나요"),
        (asks_number, "번호 알려줘요 내가 전화할게요"),
        (asks_number, "여기 전화번호가 몇번이에요?"),
        (unreached, "129에 전화했는데 안받아요"),
        (asks, "쉼터는 어떻게 가요?"),
        (asks, "쉼터 어디 있어요"),
        (asks, "아이도 같이 갈 수 있나요"),
        (speaks_of_oneself, "아니 나 말이오"),
        (speaks_of_oneself, "내 무릎이라고요"),
        (mourns, "지난주에 집사람이 갔어요"),
        (mourns, "할멈이 작년에 죽었어"),
    ],
)
def test_it_is_heard(meant, text: str):
    assert meant(text)


@pytest.mark.parametrize(
    ("meant", "text"),
    [
        (helpless, "기초연금 어떻게 신청해요"),
        (refuses, "엄마가 싫어요"),
        (refuses, "본인은 도움을 싫다고 하는데 어떻게 하나요?"),
        (refuses, "아니요"),
        (ashamed, "급식카드 되는 식당 알려 주세요"),
        (both_of_them, "둘째도 받을 수 있어요?"),
        (unreached, "전화로 신청해도 되나요"),
        (writes_rather, "전화번호 알려 주세요"),
        (asks_whom, "기초연금은 어디로 연락해요"),
        (asks_visit, "와이파이 줄 수 있나요"),
        (called_help, "119는 몇 번이에요"),
        (fears_to_be_named, "이름은 김씨 할머니예요"),
        (mourns, "돌아가신 아버지 재산도 보나요"),
        (asks_if_erased, "대화 지워 주세요"),
        (asks_number, "옆집 할머니 번호 알려주세요"),
        (unreached, "할머니한테 전화했는데 안받아요"),
        (asks, "학교도 안가요"),
        (speaks_of_oneself, "옆집 이야기예요"),
        (mourns, "남편이 병원에 갔어요"),
        (asks_if_machine, "저는 베트남 사람이에요"),
        (asks_if_machine, "저는 장애가 있는 사람이에요"),
        (asks_if_machine, "집사람이 말을 잘 못해요"),
        (asks_if_machine, "컴퓨터 지원해 주세요"),
        (asks_if_machine, "집에 컴퓨터가 없어요"),
        (asks_if_machine, "돌봄로봇 지원 되나요"),
        (asks_if_machine, "산소 기계가 필요해요"),
    ],
)
def test_it_is_not_heard_where_something_else_is_meant(meant, text: str):
    assert not meant(text)


@pytest.mark.parametrize(
    ("text", "is_acute"),
    [
        ("때리는 소리도 나는거 같아요", True),
        ("지금 바닥에 쓰러져 계세요", True),
        ("비명이 들려요", True),
        ("어제 때리는 소리가 났어요", False),
        ("때리는 소리는 안 들려요", False),
        ("칼로리가 낮아요", False),
        ("혼자 사시는 분이에요", False),
    ],
)
def test_blows_and_a_fall_are_acute_only_now(text: str, is_acute: bool):
    assert acute(text) is is_acute


READERS = [
    unguided.helpless,
    unguided.refuses,
    unguided.both_of_them,
    reaching.asks_whom,
    unguided.called_help,
    asks_if_machine,
    asks_if_erased,
    reaching.asks_number,
    answers.gives_up,
    answers.without_number,
]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    "again",
    ["는지", "겠", "하", "그럼", "어요", "이럴때는", "까지", "으로", "드려", "게요", "내일모레"],
)
def test_words_said_again_and_again_do_not_hold_everybody_up(read, again: str):
    """A pattern that tries every way to cut them up would not come back in a lifetime."""
    for begins in ("어떻게", "어디에", "둘다", "형은싫다", "119불렀", ""):
        assert not read(f"{begins}{again * 500}!x")
