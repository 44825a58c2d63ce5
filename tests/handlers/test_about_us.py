"""What is asked about the channel itself: a machine or a person, who reads, how long it is kept, what it can do."""

from __future__ import annotations

import pytest

from handlers.about_us.data import (
    asks_how_long_kept,
    asks_if_erasable,
    asks_to_stay_unnamed,
    asks_who_reads,
    doubts_reader,
)
from handlers.about_us.machine import asks_if_machine, asks_what_it_can
from handlers.about_us.mood import has_waited, lonely, scolds
from storage import settings
from tests.world import office_at

MORNING, NIGHT = "2026-11-23 10:00", "2026-11-23 23:00"


@pytest.mark.parametrize(
    ("meant", "text"),
    [
        (asks_if_machine, "야 너 ai냐 gpt임?"),
        (asks_if_machine, "개노답이네 사람이 아니라 기계지?"),
        (asks_if_machine, "지금 자동으로 답하는거예요 아님 직원분이세요?"),
        (asks_if_machine, "너 사람이에요? 답이 다똑같음"),
        (asks_if_machine, "누구세요?"),
        (asks_what_it_can, "그럼 니네가 할줄아는게 모야"),
        (asks_what_it_can, "여긴 뭐하는 데예요?"),
        (asks_who_reads, "여기 쓴거 누가봐요? 소문날까봐서요"),
        (asks_who_reads, "통장님이나 이웃도 볼수있어요? 여기 우리동네 사람이 근무하던데"),
        (asks_who_reads, "글로 남기면 누가 보는데요"),
        (asks_who_reads, "상담한거 남편 모르게 할 수 있나요"),
        (asks_who_reads, "제 번호 누가 봐요?"),
        (asks_who_reads, "비밀 보장 되나요"),
        (doubts_reader, "담당자가 진짜 보는거 맞아요?"),
        (asks_how_long_kept, "몇년 보관하는지 알려주세요"),
        (asks_how_long_kept, "개인정보 언제 삭제되나요"),
        (asks_if_erasable, "그럼 지워달라고 하면 지워주나요"),
        (asks_if_erasable, "나중에 지울 수 있어요?"),
        (asks_to_stay_unnamed, "이름 안쓰고도 상담되나요 남편이 도박해서.."),
        (asks_to_stay_unnamed, "실명 써야 하나요"),
        (scolds, "공무원들 일안하고 뭐해 씨발"),
        (scolds, "공무원들 월급 받고 뭐하냐"),
        (scolds, "주민센터 일 안 하고 뭐해요?"),
        (asks_who_reads, "이거 남편이 볼 수 있나요?"),
        (asks_to_stay_unnamed, "익명으로 물어봐도 되나요?"),
        (has_waited, "지난달에 기초수급 신청햇는데 왜 연락이없어요"),
        (has_waited, "보통 며칠 걸려요? 한달반 지났다고요 진짜 화나네"),
        (lonely, "마누라 가고 이야기할 사람이 읍어"),
        (lonely, "아니 상담하자는게 아니고 외롭다고"),
    ],
)
def test_it_is_heard(meant, text: str):
    assert meant(text)


@pytest.mark.parametrize(
    ("meant", "text"),
    [
        (asks_if_machine, "저는 공무원이에요"),
        (asks_if_machine, "저는 기계 다루는 일 해요"),
        (asks_what_it_can, "제가 할 수 있는 게 뭐예요"),
        (asks_who_reads, "애는 누가 봐요"),
        (asks_who_reads, "아이 돌봐주시는 분이 집을 볼 수 있나요?"),
        (asks_who_reads, "생계급여 신청하면 통장 내역을 누가 보나요?"),
        (asks_who_reads, "1308은 비밀 보장 되나요?"),
        (asks_who_reads, "여기 주소 남편이 알게 되나요"),
        (asks_how_long_kept, "서류는 몇 년 보관해야 해요?"),
        (asks_how_long_kept, "정신과 가면 기록에 남나요?"),
        (asks_how_long_kept, "빚 기록은 언제 삭제되나요"),
        (asks_if_erasable, "글 지워 주세요"),
        (asks_if_erasable, "연체 기록 지울 수 있나요"),
        (asks_to_stay_unnamed, "익명으로 신고 되나요"),
        (scolds, "기초연금 왜 안 줘요"),
        (scolds, "구청 세금 감면 되나요?"),
        (scolds, "주민센터 장난감 대여 되나요"),
        (scolds, "시청 일자리 월급 얼마예요?"),
        (scolds, "공무원 월급 기준 맞벌이인데 되나요?"),
        (asks_who_reads, "이거 신청하면 자식들이 알게 되나요?"),
        (asks_who_reads, "이거 하면 회사에서 알게 되나요?"),
        (asks_who_reads, "글을 못 읽는 부모님이 볼 수 있는 안내 있나요?"),
        (asks_who_reads, "일자리 정보 부모님이 볼 수 있나요?"),
        (asks_to_stay_unnamed, "익명 출산 어떻게 하나요?"),
        (asks_to_stay_unnamed, "알코올중독 익명 모임 있나요?"),
        (has_waited, "아기 낳은 지 3개월 됐는데 부모급여 되나요"),
        (has_waited, "몇달이 지나도 지원 되나요"),
        (has_waited, "아들이 왜 연락이 없어요"),
        (lonely, "할머니가 외로워하세요"),
        (lonely, "말벗 서비스 신청하고 싶어요"),
    ],
)
def test_something_else_is_meant(meant, text: str):
    assert not meant(text)


async def test_at_night_a_machine_says_when_somebody_is_there():
    async with office_at(NIGHT) as office:
        me = office.resident()
        await me.says("너 사람이에요? 답이 다똑같음")

        me.heard("죄송해요", "자동으로 안내하는 프로그램", "지금은 자리에 있는 담당자가 없어요")
        assert await office.tickets() == []


async def test_the_offices_own_periods_are_told():
    async with office_at(MORNING) as office:
        await office.core.store.run(settings.put, "keep_days:talk", "14", office.clock())
        me = office.resident()
        await me.says("아니 여기 채팅 내용을 누가 보냐고요 언제까지 저장돼요?")

        me.heard("담당자만 로그인해서", "14일 뒤에", "5년 동안")
        me.heard_nothing_of("지울까요")


async def test_over_telegram_the_servers_abroad_are_named():
    async with office_at(MORNING) as office:
        me = office.resident("telegram")
        await me.says("여기 쓴거 누가봐요?")

        me.heard("텔레그램 회사의 외국 서버")


async def test_what_is_asked_besides_a_name_is_offered():
    async with office_at(MORNING) as office:
        me = office.resident()
        await me.says("이름 안쓰고도 상담되나요 남편이 도박해서..")

        me.heard("이름 없이 물어보셔도 돼요", "혹시 이 질문인가요")
        assert "술·중독 상담과 치료" in me.labels


@pytest.mark.parametrize(
    ("form", "said"),
    [("callback", ("보청기",)), ("visit", ("무릎",)), ("erase", ()), ("message", ())],
)
async def test_a_form_answers_it_and_goes_on(form: str, said: tuple[str, ...]):
    async with office_at(MORNING) as office:
        me = office.resident()
        await me.presses_value(f"s:{form}")
        for word in said:
            await me.says(word)
        await me.says("제가 쓴 글 누가 보는데요?")

        me.heard("담당자만 로그인해서")
        assert (await me.talk()).flow.name == form


async def test_it_is_answered_while_somebody_waits_too():
    async with office_at(MORNING) as office:
        await office.staff()
        me = office.resident()
        await me.says("사람과 상담")
        await me.says("여기 쓴거 누가봐요?")

        me.heard("담당자만 로그인해서", "담당자도 계속 부르고 있어요")


async def test_the_lonely_are_cared_for_and_no_officer_is_called():
    async with office_at(MORNING) as office:
        await office.staff()
        me = office.resident()
        await me.says("마누라 가고 이야기할 사람이 읍어")
        me.heard("외로우시지요", "109")
        await me.says("아니 상담하자는게 아니고 외롭다고")

        me.heard("외로우신 마음 잘 들었어요")
        assert await office.tickets() == []


async def test_who_scolds_hears_sorry_before_anybody_is_called():
    async with office_at(MORNING) as office:
        await office.staff()
        me = office.resident()
        await me.says("공무원들 일안하고 뭐해 씨발")
        me.heard("죄송해요")
        assert await office.tickets() == []

        await me.says("씨발 사람 바꿔")
        me.heard("죄송해요", "담당자를 부르고")


async def test_the_question_behind_the_thanks_is_answered():
    async with office_at(NIGHT) as office:
        me = office.resident()
        await me.says("고맙네 근데 밤인데 지금 전화해도되나")
        me.heard("지금은 통화할 담당자가 없는 시간")
        await me.says("고마워요 근데 기초연금은 얼마예요?")

        me.heard("기준 금액은")


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("낼 쉬는날인데 몇시에가면돼요", "내일\\(화\\)에는 오전 9시부터 오후 6시까지"),
        ("토욜도 하나요", "11월 28일\\(토\\)에는 쉬어요\\(주말\\)"),
        ("점심시간에도 열어요?", "점심시간에도 열어요"),
    ],
)
async def test_the_day_and_the_lunch_that_are_asked_about_are_told_first(said: str, heard: str):
    async with office_at(MORNING) as office:
        me = office.resident()
        await me.says(said)

        me.heard(heard)
