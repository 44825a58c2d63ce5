"""Talking with a person: asked for, taken, nobody came, off hours; whose turn it is."""

from __future__ import annotations

from handlers import desk
from handlers.messages import Owner
from storage.records.ticket import Outcome, TicketKind
from tests.world import office_at


async def test_in_staffed_hours_a_person_is_called_and_the_bot_says_so():
    async with office_at("2026-11-23 10:00") as office:
        await office.staff()
        me = office.resident()

        await me.says("상담원")

        me.heard("담당자를 부르고 있어요", "W-2026-0001")
        assert (await me.talk()).owner is Owner.NOBODY
        assert (await office.ticket("W-2026-0001")).kind is TicketKind.CONSULT


async def test_while_a_person_has_the_turn_the_bot_is_quiet_and_everything_is_passed_on():
    async with office_at("2026-11-23 10:00") as office:
        me, kim = office.resident(), await office.staff()
        await me.says("상담원")
        await office.act(kim, "W-2026-0001", lambda t, c: desk.claim(t, kim, {}, c))
        await me.hears()
        me.heard("담당자가 대화를 이어받았습니다")

        await me.says("기초연금 얼마예요")
        said = list(me.bubbles)
        photo = await me.sends_photo()
        await me.shares_place(37.7, 127.0)

        assert said == []
        assert await office.event_texts("W-2026-0001", "resident_text") == ["기초연금 얼마예요"]
        assert (await office.ticket("W-2026-0001")).attachments == (photo,)
        assert await office.event_texts("W-2026-0001", "resident_location") == [
            "지도 위치 37.70000, 127.00000"
        ]


async def test_staff_words_reach_the_resident_and_closing_gives_the_turn_back():
    async with office_at("2026-11-23 10:00") as office:
        me, kim = office.resident(), await office.staff()
        await me.says("상담원")
        number = "W-2026-0001"
        await office.act(kim, number, lambda t, c: desk.claim(t, kim, {}, c))
        await office.act(
            kim, number, lambda t, c: desk.reply(t, kim, "안녕하세요, 김 담당입니다.", (), c)
        )
        await me.hears()
        me.heard("김 담당입니다")

        await office.act(kim, number, lambda t, c: desk.close(t, kim, Outcome.ANSWERED, "", c))
        await me.says("운영 시간")

        me.heard("상담을 마칠게요", "평일 오전 9시부터")


async def test_after_ten_minutes_without_anybody_the_truth_is_told_once():
    async with office_at("2026-11-23 10:00") as office:
        await office.staff()
        me = office.resident()
        await me.says("상담원")

        await office.ticks(minutes=11)
        await me.hears()
        me.heard("아직 아무도 받지 못했어요")
        assert "전화 상담 신청" in me.labels

        await office.ticks(minutes=11)
        assert await me.hears() == []


async def test_off_hours_the_exact_opening_is_said_and_a_call_or_a_message_offered():
    async with office_at("2026-11-27 18:01") as office:
        me = office.resident()

        await me.says("상담원")

        me.heard("11월 30일\\(월\\) 오전 9시", "119", "129")
        assert "글로 남기기" in me.labels
        assert await office.tickets() == []


async def test_asking_again_for_a_person_while_waiting_opens_no_second_talk():
    async with office_at("2026-11-23 10:00") as office:
        await office.staff()
        me = office.resident()
        await me.says("상담원")

        await me.presses_value("g:person")
        await me.says("상담원")

        assert len(await office.tickets()) == 1
        assert (await me.talk()).owner is Owner.NOBODY


async def test_a_form_begun_while_waiting_ends_the_waiting():
    async with office_at("2026-11-23 10:00") as office:
        await office.staff()
        me = office.resident()
        await me.says("상담원")

        await me.presses_value("s:callback")

        me.heard("어떤 일로 전화드리면 될까요")
        assert (await office.ticket("W-2026-0001")).outcome is Outcome.WITHDRAWN
        assert (await me.talk()).consult == ""


async def test_withdrawing_the_talk_in_my_requests_ends_the_waiting():
    async with office_at("2026-11-23 10:00") as office:
        await office.staff()
        me = office.resident()
        await me.says("상담원")

        await me.presses_value("t:sure:W-2026-0001")

        assert (await office.ticket("W-2026-0001")).outcome is Outcome.WITHDRAWN
        assert (await me.talk()).owner is Owner.BOT


async def test_hours_may_be_asked_while_waiting_and_the_waiting_goes_on():
    async with office_at("2026-11-23 10:00") as office:
        await office.staff()
        me = office.resident()
        await me.says("상담원")

        await me.presses_value("g:hours")

        me.heard("평일 오전 9시부터")
        assert (await me.talk()).owner is Owner.NOBODY


async def test_the_resident_may_stop_waiting():
    async with office_at("2026-11-23 10:00") as office:
        await office.staff()
        me = office.resident()
        await me.says("상담원")

        await me.presses("기다리지 않기")

        me.heard("기다리기를 그만두었어요", "기록에 남지만, 따로 연락드리지는 않아요")
        me.heard_nothing_of("상담을 마쳤어요")
        assert {"전화 상담 신청", "글로 남기기"} <= set(me.labels)
        assert (await office.ticket("W-2026-0001")).outcome is Outcome.WITHDRAWN


async def test_a_form_in_which_a_person_joined_goes_on_when_the_talk_ends():
    async with office_at("2026-11-23 10:00") as office:
        me, kim = office.resident(), await office.staff()
        await me.presses_value("s:message")
        await me.says("안부 전해 주세요")
        await office.act(kim, "W-2026-0001", lambda t, c: desk.claim(t, kim, {}, c))
        await me.presses_value("s:callback")
        await office.act(kim, "W-2026-0001", lambda t, c: desk.join(t, kim, c))

        await me.says("취소")

        me.heard("상담을 마쳤어요", "어떤 일로 전화드리면 될까요")


async def test_an_edited_message_shows_staff_the_new_words_and_says_nothing():
    async with office_at("2026-11-23 10:00") as office:
        await office.staff()
        me = office.resident("telegram")
        await me.says("상담원")

        await me.sends(kind="edit", text="다시 쓴 말", edits="x")

        assert me.bubbles == []
        assert await office.event_texts("W-2026-0001", "resident_edit") == ["다시 쓴 말"]


async def test_a_danger_word_in_a_talk_shows_the_card_and_reaches_the_person():
    """A1: inside human-chat mode too."""
    async with office_at("2026-11-23 10:00") as office:
        me, kim = office.resident(), await office.staff()
        await me.says("상담원")
        await office.act(kim, "W-2026-0001", lambda t, c: desk.claim(t, kim, {}, c))

        await me.says("죽고 싶어요")

        me.heard("109")
        assert await office.event_texts("W-2026-0001", "resident_text") == ["죽고 싶어요"]
        kinds = {t.kind for t in await office.tickets()}
        assert TicketKind.DANGER in kinds
