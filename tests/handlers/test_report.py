"""The report of a household in crisis: R1-R7, R9, R12, R13, R17 and the rescue."""

from __future__ import annotations

import pytest

from handlers.report.rules import elsewhere, priority_of, read_story
from storage.records.ticket import Priority, TicketKind
from tests.resident import Resident
from tests.world import office_at

NO_STORY = read_story("")


async def tells(me: Resident, *said: str) -> None:
    """Begin a report and answer so far."""
    await me.presses_value("s:report")
    for words in said:
        await me.says(words)


@pytest.mark.parametrize("channel", ["web", "telegram", "terminal"])
@pytest.mark.parametrize("at", ["2026-11-23 10:00", "2026-11-23 23:00", "2026-12-25 12:00"])
async def test_both_doors_stand_on_the_first_screen_at_all_hours(channel: str, at: str):
    """R1."""
    async with office_at(at) as office:
        me = office.resident(channel)

        await me.starts()

        assert me.labels[:2] == ["제가 도움이 필요해요", "이웃이 걱정돼요"]
        me.heard("자동", "24시간 사람이 보는 곳은 아니")


async def test_a_place_and_one_sign_are_enough_and_nobody_asks_who_one_is():
    """R2, R7."""
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await tells(me, "송산로 12 203호에 우편물이 쌓였어요", "아니요", "이웃", "그냥 보내기")

        await me.says("보내기")

        me.heard(r"접수번호는 W-2026-0001", "031-000-0000")
        me.heard_nothing_of("곧 방문", "방문합니다")
        (ticket,) = await office.tickets()
        assert ticket.fields["place"] == "송산로 12 203호"
        assert "phone" not in ticket.fields


async def test_danger_to_life_is_asked_second_and_yes_shows_the_numbers_before_the_form_goes_on():
    """R5."""
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await tells(me, "이웃 이야기예요")
        me.heard("생명이 위험한가요")

        await me.says("모르겠어요")

        assert "119" in me.bubbles[-2].text
        assert "112" in me.bubbles[-2].text
        assert "어디인가요" in me.bubbles[-1].text


@pytest.mark.parametrize(
    ("story", "sign"),
    [
        ("우편물이랑 전단지가 쌓여 있어요", "mail"),
        ("문손잡이에 먼지가 앉았어요", "handle_dust"),
        ("벌레랑 악취가 나요", "smell"),
        ("낮에도 불이 켜져 있어요", "lights"),
        ("밤에도 계속 꺼져 있어요 불이 꺼져", "lights"),
        ("며칠째 안 보이세요 안 보여요", "unseen"),
        ("배달음식만 시켜 먹어요", "delivery_only"),
        ("술병이 많이 나와요", "alcohol"),
        ("전기가 끊겼대요", "cut_off"),
        ("수도도 끊", "cut_off"),
        ("월세가 밀렸대요", "arrears"),
        ("건보료 체납 독촉장이 왔어요", "arrears"),
        ("겨울에 반팔만 입고 다녀요", "clothes"),
        ("밥을 굶는 것 같아요", "hunger"),
        ("아이 혼자 집에 있어요", "child_alone"),
        ("아이 팔에 멍이 있어요", "bruise"),
        ("쓰레기가 집 안 가득 물건을 쌓아 둬요", "hoarding"),
    ],
)
def test_every_sign_of_the_official_list_is_read_out_of_words(story: str, sign: str):
    """R4."""
    assert sign in read_story(story).signs


@pytest.mark.parametrize(
    ("story", "sign"),
    [
        ("술병이 쌓여 있어요", "ill"),
        ("신고하는 게 맞는지 모르겠어요", "bruise"),
        ("강아지가 멍멍 짖어요", "bruise"),
        ("길에서 자주 만나던 분이에요", "homeless"),
    ],
)
def test_words_that_only_look_like_a_sign_are_none(story: str, sign: str):
    assert sign not in read_story(story).signs


@pytest.mark.parametrize(
    ("danger", "story", "priority"),
    [
        ("yes", "", Priority.CRITICAL),
        ("no", "썩은 냄새가 나고 며칠째 안 보여요", Priority.CRITICAL),
        ("no", "문을 안 열어요 지병이 있는 분인데", Priority.CRITICAL),
        ("unsure", "안 보여요", Priority.URGENT),
        ("no", "아이 혼자 있어요", Priority.URGENT),
        ("no", "일주일째 안 보여요", Priority.URGENT),
        ("no", "우편물이 쌓였고 월세가 밀렸대요", Priority.TODAY),
        ("no", "우편물이 쌓였어요", Priority.NORMAL),
        ("no", "", Priority.NORMAL),
    ],
)
def test_odour_and_silence_are_urgent_whatever_was_said_of_danger(danger, story, priority):
    """R6."""
    found, _reasons = priority_of(danger, [], read_story(story))

    assert found is priority


@pytest.mark.parametrize(
    ("story", "place"),
    [
        ("송산로 12 203호 할머니요", "송산로 12 203호"),
        ("송산로12번길 5 사는 분", "송산로12번길 5"),
        ("행복빌라 203호", "행복빌라 203호"),
        ("주공아파트 101동 502호예요", "주공아파트 101동 502호"),
        ("용현동 123-4번지", "용현동 123-4번지"),
        ("송산시장 옆 2층", "송산시장 옆"),
        ("반지하에 살아요", "반지하"),
        ("옆집 할머니가요", ""),
        ("그냥 걱정돼서요", ""),
        ("앞으로 3일만 더 볼게요", ""),
        ("실제로 2명이 살아요", ""),
    ],
)
def test_a_place_is_read_and_a_mere_next_door_is_asked_for(story: str, place: str):
    assert read_story(story).place == place


def test_numbers_of_houses_are_not_run_together():
    """R10: 송산로 12 is not 송산로12번길."""
    assert read_story("송산로 12").place != read_story("송산로12번길").place


def test_a_story_tells_who_since_when_and_by_whose_eyes():
    story = read_story("저는 통장인데 1층 할머니가 나흘째 안 보여요")

    assert "elder" in story.who
    assert story.since == "나흘째"
    assert story.occupation == "통장"


@pytest.mark.parametrize(
    ("place", "areas", "is_elsewhere"),
    [
        ("신곡동 12", ("송산1동", "용현동"), True),
        ("서울 노원구", ("송산1동",), True),
        ("용현동 12", ("송산1동", "용현동"), False),
        ("행복아파트 101동", ("송산1동",), False),
        ("신곡동 12", (), False),
    ],
)
def test_another_dong_is_known_by_its_name(place, areas, is_elsewhere):
    """R12."""
    assert elsewhere(place, areas) is is_elsewhere


async def test_a_report_from_elsewhere_is_taken_and_told_where_else_to_call():
    """R12: never a dead end."""
    async with office_at("2026-11-23 10:00", areas=("송산1동", "용현동")) as office:
        me = office.resident()
        await tells(me, "우편물이 쌓였어요", "아니요")

        await me.says("신곡동 12 행복빌라")

        me.heard("우리 동이 아닌 것 같지만", "129", "어떤 사이세요")


async def test_who_must_report_by_law_is_thanked_and_told_of_the_police():
    """R13."""
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()

        await tells(me, "저는 통장인데 203호에 우편물이 쌓였어요", "아니요")

        me.heard("늘 살펴 주셔서 고맙습니다", "112에도 직접 신고")


async def test_at_night_the_report_is_taken_and_the_exact_opening_said():
    """H4, H5."""
    async with office_at("2026-11-27 23:10") as office:
        me = office.resident()
        await tells(me, "203호에 우편물이 쌓였어요", "아니요", "이웃", "그냥 보내기")

        await me.says("보내기")

        me.heard("W-2026-0001", "11월 30일\\(월\\) 오전 9시", "119", "112", "109", "129")
        assert (await office.ticket("W-2026-0001")).kind is TicketKind.REPORT


async def test_at_night_an_ordinary_report_rings_at_the_opening_a_critical_one_at_once():
    async with office_at("2026-11-23 23:00", group="-100") as office:
        me, you = office.resident(), office.resident()
        await tells(me, "203호에 우편물이 쌓였어요", "아니요", "이웃", "그냥 보내기", "보내기")
        await tells(you, "305호에 우편물이 쌓였어요", "네", "이웃", "그냥 보내기", "보내기")

        await office.ticks(seconds=15)
        at_night = await office.group_hears()
        office.clock.says("2026-11-24 09:00")
        await office.ticks()

        assert [t for t in at_night if "0001" in t] == []
        assert at_night == ["W-2026-0002 · 위급"]
        assert "W-2026-0001 · 보통" in await office.group_hears()


async def test_check_and_edit_before_sending():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await tells(me, "203호에 우편물이 쌓였어요", "아니요", "이웃", "그냥 보내기")
        await me.says("고치기")
        await me.says("곳")
        me.heard("어디인가요")

        await me.says("304호예요")
        me.heard("곳: 304호예요", "모습: 우편물이 쌓임")
        await me.says("보내기")

        (ticket,) = await office.tickets()
        assert ticket.fields["place"] == "304호예요"


async def test_more_may_be_told_before_sending():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await tells(me, "203호에 우편물이 쌓였어요", "아니요", "이웃", "그냥 보내기", "더 적기")
        await me.says("개가 계속 짖어요")
        await me.says("더 적기")
        await me.says("문 앞에 약 봉투도 있어요")

        await me.says("보내기")

        (ticket,) = await office.tickets()
        assert ticket.fields["more"] == "개가 계속 짖어요\n문 앞에 약 봉투도 있어요"


async def test_a_photo_and_a_shared_place_are_kept_at_whatever_question_they_come():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await tells(me, "우편물이 쌓였어요")
        photo = await me.sends_photo()
        me.heard("사진을 잘 받았어요", "생명이 위험한가요")
        await me.shares_place(37.7381, 127.0337)
        me.heard("위치를 잘 받았어요", "생명이 위험한가요")
        for said in ("아니요", "이웃", "그냥 보내기", "보내기"):
            await me.says(said)

        (ticket,) = await office.tickets()
        assert ticket.attachments == (photo,)
        assert ticket.fields["place"] == "지도 위치 37.73810, 127.03370"


async def test_a_number_in_a_neighbours_story_is_not_taken_for_the_reporters():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await tells(me, "203호 할아버지 번호 010-1111-2222인데 우편물이 쌓였어요", "아니요", "이웃")
        await me.says("전화번호 남기기")

        await me.says("네")

        me.heard("전화번호를 적어 주세요")


async def test_ones_own_number_in_ones_own_story_is_not_asked_for_again():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.presses_value("s:help")
        for said in (
            "월세가 밀렸어요 010-1111-2222",
            "아니요",
            "송산로 12",
            "전화번호 남기기",
            "네",
        ):
            await me.says(said)

        me.heard("010-\\*\\*\\*\\*-2222")


async def test_a_report_for_oneself_is_looked_at_the_same_day():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.presses_value("s:help")
        for said in (
            "사는 게 팍팍해요",
            "아니요",
            "송산로 12",
            "1",
            "그냥 보내기",
            "채팅으로만 할게요",
            "보내기",
        ):
            await me.says(said)

        (ticket,) = await office.tickets()
        assert ticket.priority >= Priority.TODAY
        assert ticket.fields["about"] == "self"


async def test_a_report_left_for_15_minutes_is_rescued_and_completed_under_the_same_number():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await tells(me, "203호에 우편물이 쌓였어요", "아니요")

        await office.ticks(minutes=16)
        await me.hears()
        me.heard("남겨 두었어요\\(접수번호 W-2026-0001\\)")
        rescued = await office.ticket("W-2026-0001")
        for said in ("이웃", "그냥 보내기", "보내기"):
            await me.says(said)

        assert rescued.unfinished
        assert rescued.fields["signs"] == "우편물이 쌓임"
        me.heard("접수번호는 W-2026-0001")
        (done,) = await office.tickets()
        assert not done.unfinished


async def test_a_rescued_report_is_not_rescued_again_and_again():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await tells(me, "203호에 우편물이 쌓였어요")

        for _ in range(3):
            await office.ticks(minutes=16)

        assert len(await office.tickets()) == 1
        assert (await office.timeline("W-2026-0001")).count("opened_unfinished") == 1


async def test_a_photo_alone_is_rescued_too():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await tells(me)
        photo = await me.sends_photo()

        await office.ticks(minutes=16)

        (ticket,) = await office.tickets()
        assert ticket.attachments == (photo,)


@pytest.mark.parametrize("leaving", ["s:callback", "g:person", "g:benefits", "start"])
async def test_a_report_that_is_left_for_something_else_is_kept_for_staff(leaving: str):
    async with office_at("2026-11-23 20:00") as office:
        me = office.resident()
        await tells(me, "203호에 우편물이 쌓였어요", "아니요")

        await (me.starts() if leaving == "start" else me.presses_value(leaving))

        me.heard("적던 신고는 담당자가 볼 수 있게 남겨 두었어요\\(접수번호 W-2026-0001\\)")
        (ticket,) = await office.tickets()
        assert ticket.unfinished


async def test_an_acute_word_reaches_staff_before_the_form_is_filled():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()

        await me.says("옆집 할머니가 며칠째 안 보이고 썩은 냄새가 나요")

        (ticket,) = await office.tickets()
        assert ticket.unfinished
        assert ticket.priority is Priority.CRITICAL
        assert me.bubbles[0].style == "danger"
        me.heard("생명이 위험한가요")


async def test_an_acute_word_under_a_photo_keeps_the_photo():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()

        photo = await me.sends_photo("옆집 할머니가 며칠째 안 보이고 썩은 냄새가 나요")

        (ticket,) = await office.tickets()
        assert ticket.attachments == (photo,)


async def test_an_acute_report_is_not_withdrawn_by_a_word():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident()
        await me.says("옆집 할머니가 며칠째 안 보이고 썩은 냄새가 나요")

        await me.says("취소")

        me.heard("이미 담당자에게 전해졌어요")
        (ticket,) = await office.tickets()
        assert ticket.outcome is None
        assert "withdrawal_asked" in await office.timeline(ticket.number)
