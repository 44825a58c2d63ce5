"""A denial behind a card ends the mode with a kind word; what only sounds like one leaves the alarm."""

from __future__ import annotations

import pytest

from tests.handlers.alarms import DAY, DESPAIR, DOOR, HEADACHE, HUNGRY, NIGHT
from tests.world import office_at


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        (
            "내가 죽으면 애도 같이 데려가야지 싶을때가 있어요",
            "아니에요 그냥 하는 소리에요 단기로 돌봐주는데만 알려주세요",
            "그런 뜻이 아니셨군요",
        ),
        (
            "너무무서워요 그냥 다 끝내고싶어요",
            "그런뜻아니에요.. 그냥 병원비가 없어요 병원가야되는데",
            "의료급여|병원비",
        ),
        (DESPAIR, "무슨소리냐 죽는다는게아니고 동사무소 오늘 가도되냐고", "지금 오셔도 돼요"),
        (DESPAIR, "그런 뜻 아니에요", "편하게 적어 주세요"),
        (DESPAIR, "오해예요 죄송해요", "그런 뜻이 아니셨군요"),
        (HEADACHE, "응급은 아니에요", "다행이에요"),
        (HUNGRY, "굶는 건 아니에요", "죄송해요"),
    ],
)
async def test_a_denial_gets_a_kind_word_and_ends_the_mode(first: str, then: str, said: str):
    async with office_at(DAY) as office:
        me = office.resident()
        await me.says(first)

        await me.says(then)
        me.heard(said)
        me.heard_nothing_of("지금 얼마나 힘드실지요", "말씀 적어 두었어요")
        assert any("☎" in label for label in me.labels)

        await me.says("청년월세 지원")
        me.heard_nothing_of("말씀 적어 두었어요")
        (ticket,) = await office.tickets()
        assert ticket.closed_at is None
        assert "danger_more" in await office.timeline(ticket.number)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (DESPAIR, "그런 뜻 아니에요 죽고 싶은 거 맞아요"),
        (DESPAIR, "죽고 싶은 건 아니지만 사라지고 싶어요"),
        (DESPAIR, "죽는 게 아니라 쉬러 가는 거예요"),
        (DESPAIR, "이렇게 해도 죽지 않아요"),
        (DOOR, "맞은 적은 없는데 칼을 들고 있어요"),
        (DOOR, "맞은 적은 없는데 소리를 지르고 던져요"),
        ("엄마가 쓰러져서 의식이 없어요", "이러다 죽는 거 아니에요?"),
    ],
)
async def test_what_only_begins_like_a_denial_leaves_the_alarm(first: str, then: str):
    async with office_at(NIGHT) as office:
        me = office.resident()
        await me.says(first)

        await me.says(then)

        me.heard_nothing_of("그런 뜻이 아니셨군요", "잘못 알아들었어요", "다행이에요")
        assert any("☎" in label for label in me.labels)


async def test_who_was_never_hit_is_told_sorry_and_who_told_of_blows_is_not():
    async with office_at(DAY) as office:
        me = office.resident()
        await me.says(DOOR)
        await me.says("맞은 건 아니에요")
        me.heard("무서운 일은 무서운 일이에요", "112")
        for text in ("비가 와요", "오늘은 일요일이에요"):
            await me.says(text)

        await me.says("네? 맞은적 없는데요")

        me.heard("제가 잘못 알아들었어요")
