"""A greeting or thanks around what somebody asks does not swallow it."""

from __future__ import annotations

import pytest

from handlers.courtesy import behind_a_courtesy, takes_leave
from tests.world import office_at

MORNING = "2026-11-23 10:00"


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("네 감사합니다. 긴급복지는 실직해도 해당되나요", "긴급복지는 실직해도 해당되나요"),
        ("고마워요 근데 서류는 뭐예요", "서류는 뭐예요"),
        ("안녕하세요 나 베트남 사람이에요", "나 베트남 사람이에요"),
        ("네 알겠습니다. 그럼 집은요 어떻게 봐요", "집은요 어떻게 봐요"),
        ("감사합니다 수고하세요", ""),
        ("고마워유", ""),
        ("안녕하세요", ""),
        ("기초연금 얼마예요", ""),
    ],
)
def test_what_stands_behind_a_courtesy_is_found(said: str, rest: str) -> None:
    assert behind_a_courtesy(said) == rest


def test_thanks_at_the_end_take_leave() -> None:
    assert takes_leave("그럼 거기 전화해 보겠습니다. 감사합니다")
    assert not takes_leave("어디로 전화해요? 감사합니다")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("네 감사합니다. 긴급복지는 실직해도 해당되나요", "일자리를 잃은 가구"),
        ("안녕하세요 기초연금 얼마예요", "34만 9,700원"),
        ("감사합니다 수고하세요", "도움이 되었다니"),
        ("안녕하세요 문의드립니다", "복지망원경이에요"),
    ],
)
async def test_the_question_is_answered_and_a_courtesy_alone_returned(
    said: str, answer: str
) -> None:
    async with office_at(MORNING) as office:
        me = office.resident("web")
        await me.says(said)
        assert any(answer in bubble.text for bubble in me.bubbles)


async def test_who_asks_what_to_say_at_the_desk_hears_it() -> None:
    async with office_at(MORNING) as office:
        me = office.resident("web")
        await me.says("장애인연금이 뭐예요")
        await me.says("네 고맙습니다. 그럼 낼 아침에 동에 가면 뭐부터 물어보면 될까요")
        assert "‘장애인연금 물어보러 왔어요’" in me.bubbles[0].text
