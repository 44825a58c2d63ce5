"""What is said of a call in one's own words: consent, the number, the day, the wish to change or to withdraw it."""

from __future__ import annotations

import importlib
import re

import pytest

from handlers.callback.notes import note_of
from handlers.callback.slots import spoken_window, windows
from handlers.callback.when import LATER, only_a_time, window_said
from handlers.flow import NotUnderstood
from handlers.hours import Hours
from handlers.messages import FlowState
from handlers.phones import doubts_number, last_four, said_phone
from handlers.refusing import consent_of, only_refuses_call
from handlers.taken_up import to_keep
from storage.records.ticket import Outcome
from tests.handlers.test_callback import ask_for_a_call
from tests.world import moment, office_at

HEARING = (
    "handlers.refusing", "handlers.phones", "handlers.requests.by_words", "handlers.callback.by_words",
    "handlers.callback.flow", "handlers.callback.notes", "handlers.callback.when", "handlers.callback.asked",
    "handlers.requests.cancelling", "handlers.requests.moving", "handlers.requests.waited", "handlers.consent",
    "handlers.about_us.machine", "handlers.about_us.data", "handlers.about_us.mood", "handlers.unguided", "handlers.reaching", "handlers.asking",
)  # fmt: skip
PATTERNS = [
    pytest.param(value, id=f"{module}.{name}")
    for module in HEARING
    for name, value in vars(importlib.import_module(module)).items()
    if isinstance(value, re.Pattern)
]
LENGTH = 4_000


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize(
    "again", ["제발요", "아니", "아무", "내일모레", "번호", "오전말고", "전화", "동의", "이고", "필요없", "1", "사람이답", "여기", "너는", "이웃이", "동의가", "모레", "공", "감사합니다 "]
)  # fmt: skip
def test_no_text_makes_us_try_for_ever(pattern: re.Pattern[str], again: str):
    long = (again * LENGTH)[:LENGTH] + "살려"

    pattern.fullmatch(long)
    pattern.match(long)


def test_a_long_plea_is_heard_at_once():
    assert not only_refuses_call("전화하지 마세요. " + "제발요" * 24 + "살려")


@pytest.mark.parametrize(
    "said",
    [
        "동의 안 합니다", "동의 안함", "동의 못 해요", "안 좋아요", "네 근데 동의는 못하겠어요 010-1234-5678",
        "네 동의 못 하겠습니다", "예 안됩니다", "네 그건 안돼요", "응 아니야", "네 근데 제 번호는 저장하지 마세요",
        "네 나중에요", "네 생각해볼게요",
    ],
)  # fmt: skip
async def test_what_refuses_is_no_consent(said: str):
    assert consent_of(said) != "yes"
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.presses_value("s:callback")
        await me.says("보청기")

        await me.says(said)

        me.heard_nothing_of("전화번호를 적어", "언제 전화드리면")
        assert "1234-5678" not in str(await me.talk())


@pytest.mark.parametrize(
    "said",
    ["네 오후엔 못 받아요", "동의합니다", "동의할게요", "네 정말 감사합니다", "네 문자는 보내지 마세요", "네 주말은 안돼요"],
)  # fmt: skip
def test_a_yes_with_a_note_is_one(said: str):
    assert consent_of(said) == "yes"


@pytest.mark.parametrize(
    "said",
    [
        "1366 번호가 맞나요?", "1577번호로 다시 확인해야 하나요", "1577이 뭔지 다시 알고 싶어요", "아니 1530에 다시요",
        "아니 1530이요", "아니 1577이요", "번호 맞게 적혔나요? 5679로요", "담당자 번호가 잘못됐어요", "아니 1234번지",
    ],
)  # fmt: skip
async def test_four_digits_alone_change_no_number(said: str):
    assert last_four(said) == ""
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await ask_for_a_call(me)

        await me.says(said)
        await me.says("네")

        assert (await office.ticket("W-2026-0001")).fields["phone"] == "010-1234-5678"


def test_words_about_the_number_put_its_last_four_right():
    assert last_four("아니 끝자리 5431이에요") == "5431"
    assert last_four("8889예요 번호 틀렸어요") == "8889"
    assert last_four("아니 5431이요") == "5431"
    assert said_phone("010-1234-5678이고 2005에 다시 신청") == "010-1234-5678"
    assert not doubts_number("담당자전화번호가잘못됐어요")


@pytest.mark.parametrize("said", ["아니 1530에 다시요", "1577이 뭔지 다시 알고 싶어요"])
async def test_nor_in_the_form(said: str):
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.presses_value("s:callback")
        for word in ("보청기", "네", "010-1234-5678", said, "1"):
            await me.says(word)

        assert (await office.ticket("W-2026-0001")).fields["phone"] == "010-1234-5678"


def promised(said: str) -> str:
    """Return the window on Monday at ten."""
    at = moment("2026-11-23 10:00")
    return spoken_window(window_said(said, windows(Hours(), at, LATER), at.date()))


@pytest.mark.parametrize(
    ("said", "window"),
    [
        ("목요일 오후 아무때나 괜찮아요", "11월 26일(목) 오후"),
        ("지금은 안 되고 내일 오후요", "11월 24일(화) 오후"),
        ("모레 오전에 가능한가요", "11월 25일(수) 오전"),
        ("지금 바로요", "11월 23일(월) 오전"),
    ],
)
def test_the_day_that_was_named_is_promised(said: str, window: str):
    assert promised(said) == window


@pytest.mark.parametrize(
    "said", ["2시간 뒤에요", "0시에요", "오후는 안돼요 오전도 안돼요", "일요일 아무때나"]
)
def test_no_other_day_is_promised(said: str):
    with pytest.raises(NotUnderstood):
        promised(said)


def test_longer_words_are_tried_first():
    assert only_a_time("오후아무때나괜찮아요")
    assert note_of("저의 번호이고 010-0000-0000") == ""


def test_a_form_is_kept_without_what_nobody_agreed_to():
    told = {"topic": "보청기", "typed_phone": "010-0000-0000", "note_consent": "저녁은 안 돼요"}

    kept = to_keep(FlowState("callback", 1, dict(told)))
    agreed = to_keep(FlowState("callback", 1, {**told, "consent": "yes"}))

    assert kept is not None
    assert kept.answers == {"topic": "보청기"}
    assert agreed is not None
    assert agreed.answers["typed_phone"] == "010-0000-0000"


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("모레로 바꿔주세요", "전화 시간을 바꿨어요. 11월 25일"),
        ("전화 날짜 모레 오전으로 바꿔주세요", "전화 시간을 바꿨어요. 11월 25일\\(수\\) 오전"),
        ("수요일말고 목요일 오전이요", "전화 시간을 바꿨어요. 11월 26일\\(목\\) 오전"),
        ("오전으로 변경 가능한가요", "언제 전화드리면"),
        ("전화시간 바꿔달라고요", "언제 전화드리면"),
        ("저녁 8시로 바꿔주세요", "그 시간에는 담당자가 없어"),
    ],
)
async def test_the_time_of_an_open_call_is_changed_by_words(said: str, heard: str):
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await ask_for_a_call(me)

        await me.says(said)

        me.heard(heard)


@pytest.mark.parametrize("said", ["취소해주세요 필요없어요", "그냥 취소해주세요", "취소요", "취소"])
async def test_an_open_call_is_withdrawn_by_words(said: str):
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await ask_for_a_call(me)

        await me.says(said)
        me.heard("W-2026-0001 신청을 취소할까요")
        await me.says("네")

        assert (await office.ticket("W-2026-0001")).outcome is Outcome.WITHDRAWN


@pytest.mark.parametrize(
    "said",
    [
        "여기로 좀 와주슈 010-3333-4455 김순자",
        "010-1111-2323 이동수 보청기 때문에 연락좀요",
        "내 번호 안적었는데 010-2222-3344 문자요",
    ],
)
async def test_a_number_with_a_wish_begins_the_form(said: str):
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()

        await me.says(said)
        me.heard("동의")
        await me.says("네")

        me.heard("언제 전화드리면")
