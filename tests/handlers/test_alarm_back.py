"""Words taken back behind a card: staff keep them, and who was told is said."""

from __future__ import annotations

import pytest

from tests.handlers.alarms import BEATEN, DAY, DESPAIR, HIT, NIGHT, STARVED, STROKE
from tests.world import office_at


@pytest.mark.parametrize(
    ("at", "first", "then", "said"),
    [
        (DAY, HIT, "아 아니에요 장난으로 툭 친거였어요 죄송해요", "그 말씀도 함께 적어"),
        (DAY, HIT, "오해하지 마세요 진짜 아무일 없어요 취소해주세요", "언제든 ☎ 1366"),
        (DAY, HIT, "남친한테 연락 가는거 아니죠?? 경찰에 넘긴거에요?", "센터 담당자에게만"),
        (DAY, HIT, "제 얘기 담당자님이 이미 읽었나요?", "담당자에게 남아 있어요"),
        (NIGHT, DESPAIR, "근데 담당자한테 이거 벌써 간거에요? 취소해주세요", "내 정보 보기"),
        (NIGHT, DESPAIR, "제가 보낸 죽고싶다 그 글 담당자가 보나요 지우고 싶어요", "내 정보 보기"),
        (
            NIGHT,
            DESPAIR,
            "네 그건 알겠고 내일 출근해야되니까 전화는 하지 마세요",
            "바라지 않으신다고",
        ),
        (NIGHT, DESPAIR, "109에 전화하면 누가 받아요? 제 이름 말해야 되나요", "상담원이 직접"),
        (
            NIGHT,
            DESPAIR,
            "아니 109 말이에요... 전화하면 집으로 경찰 오고 그러는건 아니죠?",
            "먼저 물어보세요",
        ),
        (NIGHT, DESPAIR, "됐어요 말해봐야 소용없네요", "지치셨지요"),
        (
            DAY,
            BEATEN,
            "문자로 하면 남편 폰에 기록 남나요? 요금이 남편 앞으로 나와서요",
            "요금 내역",
        ),
        (DAY, BEATEN, "아니 그게 아니고 통화내역에 남편이 보면 들키잖아요", "요금 내역"),
        (DAY, BEATEN, "지금 짐 싸도 될까요 뭐 챙겨야돼요", "신분증, 약, 통장"),
        (
            DAY,
            BEATEN,
            "그럼 1366은 남편이 옆방에 있을때 말 못하는데 카톡으로도 돼요?",
            "카톡도 받는지는",
        ),
        (DAY, STROKE, "119 불렀어요 기다리는 동안 우황청심환 먹여도 되나요?", "먹이지 마세요"),
        (DAY, STROKE, "토하려고 하는데 눕혀야돼요 앉혀야돼요", "옆으로 눕혀"),
        (NIGHT, STARVED, "푸드뱅크 지금 밤인데 전화 받나요?", "푸드뱅크"),
        (
            NIGHT,
            STARVED,
            "내일 주민센터 가면 쌀 바로 받을수 있어요? 뭐 들고가요",
            "신분증이 있으면",
        ),
    ],
)
async def test_who_takes_words_back_or_asks_who_knows_is_answered_and_staff_keep_it(
    at: str, first: str, then: str, said: str
):
    async with office_at(at) as office:
        me = office.resident()
        await me.says(first)

        await me.says(then)

        me.heard(said)
        me.heard_nothing_of("잘못 알아들었어요", "지금 얼마나 힘드실지요")
        assert any("☎" in label for label in me.labels)
        (ticket,) = await office.tickets()
        assert "danger_more" in await office.timeline(ticket.number)


async def test_a_wish_after_the_alarm_is_over_for_the_talk_is_kept_for_staff():
    async with office_at(DAY) as office:
        me = office.resident()
        for text in (DESPAIR, "그런 뜻 아니에요", "담당자한테 벌써 간거에요?"):
            await me.says(text)

        await me.says("전화는 하지 마세요")

        (ticket,) = await office.tickets()
        assert "전화는 하지 마세요" in await office.event_texts(ticket.number, "danger_more")


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (HIT, "아무 일 없었던 척 하래요 무서워요"),
        (DESPAIR, "제가 보낸 글 담당자가 보나요 지금도 죽고 싶어요"),
        (HIT, "엄마가 전화를 안 받아요"),
    ],
)
async def test_what_only_sounds_taken_back_is_none(first: str, then: str):
    async with office_at(DAY) as office:
        me = office.resident()
        await me.says(first)

        await me.says(then)

        me.heard_nothing_of("그 말씀도 함께", "내 정보 보기", "바라지 않으신다고")
