"""A call that was asked for is moved, withdrawn and asked after in one's own words; a new one hears the time at once."""

from __future__ import annotations

import pytest

from handlers.asking import asks
from handlers.callback.asked import (
    asks_by_phone,
    asks_to_call_now,
    hard_to_read,
    will_call,
)
from handlers.consent import puzzled
from handlers.phones import said_phone
from handlers.requests.waited import asks_after, named_number
from storage.records.ticket import Outcome
from tests.handlers.test_callback import ask_for_a_call
from tests.world import office_at

MORNING, EVENING = "2026-11-23 10:00", "2026-11-23 20:00"


@pytest.mark.parametrize(
    ("meant", "text"),
    [
        (asks_to_call_now, "밤인데 지금 전화해도되나"),
        (asks_to_call_now, "지금 사람이랑 통화는 안돼요?"),
        (will_call, "네 낮에 전화해볼게요"),
        (asks_by_phone, "눈이안보여 전화로못하나"),
        (hard_to_read, "글씨안보여 크게"),
        (puzzled, "동의 뭐에요? 몰라요"),
        (puzzled, "너무 어려워요"),
    ],
)
def test_it_is_heard(meant, text: str):
    assert meant(text)


@pytest.mark.parametrize(
    ("meant", "text"),
    [
        (asks_to_call_now, "지금은 통화 안돼요"),
        (asks_to_call_now, "통신사에 지금 전화해도 되나요"),
        (will_call, "전화 상담 신청할게요"),
        (will_call, "전화로 할게요"),
        (asks_by_phone, "전화로 신청해도 되나요"),
        (hard_to_read, "보청기가 궁금해요"),
        (puzzled, "네"),
        (asks, "집에 불났다니까요"),
    ],
)
def test_something_else_is_meant(meant, text: str):
    assert not meant(text)


def test_a_number_that_is_read_out_is_one():
    assert said_phone("공일공 삼사오육 칠팔구공이요") == "010-3456-7890"
    assert said_phone("공일공-1234-오육칠팔") == "010-1234-5678"
    assert said_phone("공일이 삼사오") == ""


def test_a_receipts_number_is_read_however_it_is_written():
    assert named_number("W-2026-0004 이거요") == "W-2026-0004"
    assert named_number("w2026-4요") == "W-2026-0004"
    assert named_number("2026년 4월") == ""


def test_silence_about_a_request_is_none_about_a_mother_or_a_benefit():
    assert asks_after("저번주에 전화상담 신청한거 아직 연락없는데 확인좀", has_open=False)
    assert asks_after("전화 아직 안 왔어요", has_open=True)
    assert not asks_after("엄마가 연락이 없어요", has_open=True)
    assert not asks_after("전화 안 하셔도 돼요", has_open=True)
    assert not asks_after("오후엔 전화 못 받아요", has_open=True)
    assert not asks_after("지난달에 기초수급 신청햇는데 왜 연락이없어요", has_open=False)


@pytest.mark.parametrize(
    ("said", "window"),
    [
        ("앗 생각해보니 낼 예방접종이라 모레 오전으로 바꿔도돼요?", "11월 25일(수) 오전"),
        ("아니 전화시간을 모레오전으로 바꿔달라구요", "11월 25일(수) 오전"),
        ("모레 오전에 다시 전화 주시면 안돼요?", "11월 25일(수) 오전"),
        ("수요일 오후에 다시 전화달라고 전해줘요", "11월 25일(수) 오후"),
    ],
)
async def test_the_call_is_moved_and_no_new_one_begun(said: str, window: str):
    async with office_at(MORNING) as office:
        me = office.resident()
        await ask_for_a_call(me)

        await me.says(said)

        me.heard("전화 시간을 바꿨어요")
        assert [t.fields["window"] for t in await office.tickets()] == [window]


async def test_the_number_told_with_the_new_time_is_the_one_that_is_called():
    async with office_at(MORNING) as office:
        me = office.resident()
        await ask_for_a_call(me)

        await me.says("내일 오전에 다시 전화달라고 전해줘요 010-2211-4488")

        me.heard("끝 네 자리를 4488")
        ticket = await office.ticket("W-2026-0001")
        assert ticket.fields["phone"] == "010-2211-4488"
        assert ticket.fields["window"] == "11월 24일(화) 오전"


async def test_a_reason_beside_it_hides_no_withdrawal():
    async with office_at(MORNING) as office:
        me = office.resident()
        await ask_for_a_call(me)

        await me.says("걍 취소할게요 남편이 직접간대요")
        me.heard("취소할까요")
        await me.says("네")

        assert (await office.ticket("W-2026-0001")).outcome is Outcome.WITHDRAWN


async def test_who_waits_hears_sorry_and_staff_read_it():
    async with office_at(MORNING) as office:
        me = office.resident()
        await ask_for_a_call(me)

        await me.says("전화상담 신청한거 아직 연락없는데 확인좀")

        me.heard("기다리게 해 드려 죄송해요", "031-000-0000", "W-2026-0001")
        assert len(await office.tickets()) == 1


async def test_a_request_of_elsewhere_is_not_found_here_and_begins_no_new_one():
    async with office_at(EVENING) as office:
        me = office.resident()
        await me.says("저번주에 전화상담 신청한거 아직 연락없는데 확인좀")
        me.heard("이 채팅에서 하신 신청은 보이지 않아요")
        await me.says("W-2026-0004 이거요")
        me.heard("그 접수번호의 신청은 이 채팅에서 보이지 않아요")
        await me.says("지금 사람이랑 통화는 안돼요?")

        me.heard("지금은 통화할 담당자가 없는 시간", "내일")
        assert (await me.talk()).flow is None


async def test_the_time_told_with_the_wish_is_not_asked_again():
    async with office_at(MORNING) as office:
        me = office.resident()
        await me.says("낼 오후에 전화로 상담받고싶어요 애기때문에 못나가요")
        me.heard("11월 24일\\(화\\) 오후로 적어 둘게요")
        for word in ("보청기", "네", "010-1234-5678"):
            await me.says(word)

        me.heard("11월 24일\\(화\\) 오후에 담당자가 전화드릴게요")
        assert "애기때문에" in (await office.ticket("W-2026-0001")).fields["asked"]


async def test_right_now_is_not_promised():
    async with office_at(MORNING) as office:
        me = office.resident()
        await me.presses_value("s:callback")
        for word in ("보청기", "네", "공일공 삼사오육 칠팔구공", "지금 바로 해"):
            await me.says(word)

        me.heard("바로 걸 수 있을지는 약속드리지 못해요", "11월 23일\\(월\\) 오전에")


async def test_who_cannot_read_is_told_that_it_will_be_by_phone():
    async with office_at(MORNING) as office:
        me = office.resident()
        await me.says("전화로하고십다고")
        await me.says("글씨안보여 크게")

        me.heard("전화로 이야기할게요", "동의")


async def test_consent_is_asked_in_plainer_words_once():
    async with office_at(MORNING) as office:
        me = office.resident()
        await me.presses_value("s:callback")
        await me.says("보청기")
        await me.says("동의 뭐에요? 몰라요")
        me.heard("쉬운 말로", "5년 뒤에 지워요")
        me.heard_nothing_of("목적")
        await me.says("네")

        me.heard("전화번호를 적어")


async def test_a_fire_told_as_the_topic_of_a_call_gets_its_card():
    async with office_at(MORNING) as office:
        me = office.resident()
        await me.presses_value("s:callback")
        await me.says("집에 불났다니까요")

        me.heard("☎ 119에 전화하세요")
        me.heard_nothing_of("어떤 일로 전화드리면")


@pytest.mark.parametrize(
    ("text", "has_open", "meant"),
    [
        ("아무도 연락이 없어요", False, False),
        ("명절인데 아무도 전화를 안 해요 너무 외로워요", False, False),
        ("명절인데 아무도 전화를 안 해요 너무 외로워요", True, False),
        ("휴대전화가 없어요", True, False),
        ("휴대전화가 아직 없어요", True, False),
        ("사는 게 답이 없네요", True, False),
        ("아무도 연락이 없어요", True, True),
        ("왜 이렇게 답이 없어요", True, True),
        ("전화가 아직 없어요", True, True),
        ("전화 상담 신청했는데 아무도 전화를 안 해요", False, True),
    ],
)
def test_nobodys_word_is_a_request_only_where_one_was_made(text: str, has_open: bool, meant: bool):
    assert asks_after(text, has_open=has_open) is meant


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("W-2026-0001 모레 오전으로 바꿔주세요", "11월 25일\\(수\\) 오전"),
        ("접수번호 W-2026-0001 취소해주세요", "W-2026-0001 신청을 취소할까요"),
        ("W-2026-0001 번호가 틀렸어요 010-1111-2222예요", "2222"),
        ("W-2026-0001 연락이 아직 없어요", "기다리게 해 드려 죄송해요"),
        ("W-2026-0001 이거요", "약속한 때는"),
    ],
)
async def test_what_is_wished_beside_a_receipts_number_is_done(said: str, heard: str):
    async with office_at(MORNING) as office:
        me = office.resident()
        await ask_for_a_call(me)

        await me.says(said)

        me.heard(heard)


@pytest.mark.parametrize(
    "said",
    [
        "방문상담 신청한 지 2주인데 연락이 없습니다. 다시 와 주세요",
        "장기요양 등급 신청했는데요 취소하고 싶어요",
    ],
)
async def test_what_a_call_is_about_is_kept(said: str):
    async with office_at(MORNING) as office:
        me = office.resident()
        await me.presses_value("s:callback")
        await me.says(said)

        me.heard("동의")
        assert (await me.talk()).flow.answers["topic"] == said


async def test_a_question_after_a_request_promises_nothing_at_the_topic():
    async with office_at(MORNING) as office:
        me = office.resident()
        await ask_for_a_call(me)
        await me.presses_value("s:callback")
        await me.says("전화 상담 신청했는데 왜 아직 연락이 없어요?")

        me.heard("기다리게 해 드려 죄송해요", "W-2026-0001")
        me.heard_nothing_of("남겼어요")
