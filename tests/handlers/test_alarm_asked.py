"""What is said to a question behind an emergency card, and to what is no question."""

from __future__ import annotations

import pytest

from tests.world import office_at

FRIEND, FALL, BEATEN = (
    "친구가 죽고 싶다고 카톡이 왔어요",
    "엄마가 넘어져서 못 일어나요",
    "남편이 때려요",
)
KNIFE = "아빠가 칼을 들고 있어요"
STREET, PUPIL = "오늘 잘 데가 없어요 이틀 굶었어요", "고2인데 집 나왔어요 잘 데가 없어요"


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        (FRIEND, "신고해야 할까요", "네, 지금 ☎ 112"),
        (FRIEND, "경찰에 전화해도 괜찮아요?", "네, 지금 ☎ 112"),
        (FRIEND, "119에 신고하면 오바하는 걸까요", "목숨이 먼저"),
        (FRIEND, "상담전화가 계속 통화중이에요", "기다리지 마세요"),
        (FRIEND, "109 밤에도 하나요", "네, 지금도 받아요"),
        (FRIEND, "친구 부모님께 말씀드려야 할까요", "믿을 만한 어른"),
        (FALL, "구급차 비용 얼마예요", "돈을 받지 않아요"),
        (FALL, "업고 병원 가도 돼요?", "옮기지 마세요"),
        (FALL, "구급차 오고 있어요", "올 때까지 곁에"),
        (FALL, "지금 전화 받아요?", "☎ 119"),
        (BEATEN, "남편이 신고하지 말래요", "더 화낼까 무서우시지요"),
        (BEATEN, "쉼터 어떻게 가요?", "☎ 1366"),
        (BEATEN, "근처 파출소 가도 돼요?", "네, 바로 가셔도 돼요"),
        (FALL, "엄마 깨어나셨어요", "정말 다행이에요"),
        (FALL, "정신이 돌아왔어요", "정말 다행이에요"),
        (FRIEND, "경찰이 찾았다고 연락왔어요", "정말 다행이에요"),
        (FRIEND, "무사하대요 감사합니다", "정말 다행이에요"),
        ("학교에서 애들이 때려요 고1인데 무서워요", "신고하면 보복할까봐 무서워요", "☎ 1388"),
        (STREET, "푸드뱅크 1688-1377 지금 전화 받아요?", "평일 업무시간"),
        (STREET, "129에 전화해도 되나요", "전화하셔도 돼요"),
        (FALL, "119 언제 와요?", "다시 전화해"),
        (FALL, "지금 119 불러야 하나요", "네, 지금 ☎ 119"),
        (PUPIL, "쉼터 가면 부모님한테 연락 가나요", "이름을 말하지 않아도"),
    ],
)
async def test_a_question_behind_the_card_is_answered(first: str, then: str, said: str):
    async with office_at("2026-11-23 22:00") as office:
        me = office.resident()
        await me.says(first)

        await me.says(then)

        me.heard(said)
        assert len(await office.tickets()) == 1


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (FRIEND, "장난이라고 생각하지 마세요"),
        (FRIEND, "장난이면 어떡해요"),
        (FRIEND, "우리 애 학교에서 연락왔대요"),
        (FRIEND, "아직 못 찾았어요"),
        (FALL, "못 일어나서 걱정이에요"),
        (FRIEND, "친구 유서를 찾았어요"),
        (FRIEND, "싸움이 일어났어요"),
        (BEATEN, "남편이 거짓말했어요"),
        (BEATEN, "남편이 장난이라고 했어요"),
        (BEATEN, "지금 오고 있대요"),
        (FALL, "정신이 들지 않아요"),
        (FALL, "괜찮아지질 않아요"),
        (FALL, "눈을 떴다 감았다 해요"),
        (FALL, "병원 왔어요 의식이 없대요"),
        (FRIEND, "찾았어요 의식이 없어요"),
        (FRIEND, "찾았어요 숨을 안 쉬어요"),
        (FRIEND, "무사하지 않은 것 같아요"),
        (FRIEND, "살았어요 약을 먹었대요"),
        (FRIEND, "112에 연락했어요"),
        (KNIFE, "구급차 불렀고 무사해요 동생은 피 흘려요"),
    ],
)
async def test_what_is_no_good_news_is_not_greeted_as_such(first: str, then: str):
    async with office_at("2026-11-23 22:00") as office:
        me = office.resident()
        await me.says(first)

        await me.says(then)

        assert not any("다행" in bubble.text for bubble in me.bubbles)


@pytest.mark.parametrize(
    ("first", "then", "unsaid"),
    [
        (FALL, "지금 뭐부터 해야 하나요", "지금도 받아요"),
        (FALL, "119 얼마나 걸려요?", "돈을 받지"),
        (BEATEN, "남편한테 전화해도 돼요?", "네, 지금"),
        (BEATEN, "지금 오고 있대요", "잘하셨어요"),
    ],
)
async def test_what_only_sounds_alike_is_not_answered_so(first: str, then: str, unsaid: str):
    async with office_at("2026-11-23 22:00") as office:
        me = office.resident()
        await me.says(first)

        await me.says(then)

        assert not any(unsaid in bubble.text for bubble in me.bubbles)


async def test_behind_a_fire_nobody_is_told_to_leave_somebody_lying():
    async with office_at("2026-11-23 22:00") as office:
        me = office.resident()
        await me.says("집에 불났어요")

        await me.says("할머니 업고 나가도 되나요")

        assert not any("옮기지" in bubble.text for bubble in me.bubbles)


async def test_without_a_card_before_it_the_words_keep_their_meaning():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.says("안녕하세요")

        for text in ("쉼터 있어요?", "고마워요", "괜찮아요"):
            await me.says(text)
            assert not any("☎ 1366" in b.text or "☎ 112" in b.text for b in me.bubbles), text


async def test_a_joke_leaves_the_case_with_staff():
    async with office_at("2026-11-23 22:00") as office:
        me = office.resident()
        await me.says("죽고 싶어요")

        await me.says("장난이에요")

        (ticket,) = await office.tickets()
        assert ticket.closed_at is None
        assert "danger_more" in await office.timeline(ticket.number)


@pytest.mark.parametrize(
    "then",
    [
        "남편 옆에 왔어요 이 글 지우고 싶어요",
        "그 사람 들어왔어요",
        "남편이 지금 옆에 있어요",
        "남편 깼어요 나중에 쓸게요",
    ],
)
@pytest.mark.parametrize(
    ("channel", "said"), [("web", "화면 위의 ‘빨리 나가기’"), ("telegram", "이 대화를 닫아")]
)
async def test_who_is_looked_at_reads_no_word_of_blows(channel: str, said: str, then: str):
    async with office_at("2026-11-23 22:00") as office:
        me = office.resident(channel)
        await me.says(BEATEN)

        await me.says(then)

        me.heard(said)
        (bubble,) = me.bubbles
        assert not bubble.buttons
        assert len(await office.tickets()) == 1


@pytest.mark.parametrize("then", ["남편이 왔어요 칼 들고 있어요", "남편이 와서 또 때려요"])
async def test_who_is_hit_again_reads_the_numbers(then: str):
    async with office_at("2026-11-23 22:00") as office:
        me = office.resident()
        await me.says(BEATEN)

        await me.says(then)

        me.heard("112")
