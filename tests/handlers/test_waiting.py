"""While a person is waited for: everything is kept, what is known is answered, nothing is promised."""

from __future__ import annotations

from contextlib import asynccontextmanager

import pytest

from handlers import desk, foreign_wishes
from handlers.consult.told import asks_when, stops
from handlers.messages import Owner
from storage import sessions
from storage.records.ticket import Outcome, Priority, TicketKind
from tests.world import office_at

CONSULT = "W-2026-0001"


@asynccontextmanager
async def waiting():
    async with office_at("2026-11-23 10:00") as office:
        kim = await office.staff()
        me = office.resident()
        await me.says("상담원")
        yield office, me, kim


async def test_every_word_is_kept_whatever_is_answered():
    words = [
        "월세 때문에요",
        "기초연금 얼마예요",
        "담당자 언제 와요",
        "운영 시간",
        "hello? anyone?",
    ]
    async with waiting() as (office, me, _kim):
        for text in words:
            await me.says(text)
            assert me.bubbles, text
            assert "기다리지 않기" in me.labels, text

        assert await office.event_texts(CONSULT, "resident_text") == words
        assert (await me.talk()).owner is Owner.NOBODY
        assert len(await office.tickets()) == 1


async def test_no_line_is_said_twice_running_and_none_says_that_somebody_comes_soon():
    async with waiting() as (_office, me, _kim):
        before = ""
        for text in (
            "저기",
            "월세요",
            "두 달이요",
            "네",
            "언제 와요",
            "언제 와요",
            "아직이에요?",
            "음",
        ):
            await me.says(text)
            assert me.bubbles[-1].text != before
            before = me.bubbles[-1].text
            me.heard_nothing_of("곧")


async def test_a_photo_is_kept_and_gets_its_word():
    async with waiting() as (office, me, _kim):
        photo = await me.sends_photo()

        me.heard("아직 아무도 받지 않았어요")
        assert (await office.ticket(CONSULT)).attachments == (photo,)


@pytest.mark.parametrize(
    "words",
    [
        "기다리지 않기",
        "그만 기다릴래요",
        "안 기다릴래요",
        "취소",
        "I want to stop waiting",
        "不等了",
    ],
)
async def test_the_wish_not_to_wait_ends_it(words: str):
    async with waiting() as (office, me, _kim):
        await me.says(words)

        me.heard("기다리기를 그만두었어요")
        assert (await me.talk()).owner is Owner.BOT
        assert (await office.ticket(CONSULT)).outcome is Outcome.WITHDRAWN
        assert len(await office.tickets()) == 1


@pytest.mark.parametrize("words", ["전화 주세요", "전화 상담 신청", "can someone call me?"])
async def test_the_wish_to_be_called_opens_its_form_instead_of_waiting(words: str):
    async with waiting() as (office, me, _kim):
        await me.says(words)

        me.heard("담당자 부르기는 멈추고", "어떤 일로 전화드리면 될까요")
        assert (await office.ticket(CONSULT)).outcome is Outcome.WITHDRAWN


async def test_who_asks_when_nobody_is_left_at_the_desk_is_told_so():
    async with waiting() as (office, me, kim):
        await office.core.store.run(sessions.end_all, kim.id, office.clock())
        await me.says("언제 와요")

        me.heard("지금은 자리에 있는 담당자가 없어요")
        me.heard_nothing_of("부르고 있어요")


async def test_what_is_acute_gets_its_card_alone_and_staff_get_it():
    async with waiting() as (office, me, _kim):
        await me.says("죽고 싶어요")

        me.heard("109")
        me.heard_nothing_of("아직 아무도")
        assert await office.event_texts(CONSULT, "resident_text") == ["죽고 싶어요"]
        assert TicketKind.DANGER in {t.kind for t in await office.tickets()}


@pytest.mark.parametrize(
    "words",
    [
        "못 기다리겠어 죽을 거 같아",
        "그만 기다릴래요 죽고 싶어요",
        "죽고 싶어요 전화해 주세요",
        "죽고 싶어요 안 기다릴래요",
    ],
)
async def test_what_stands_beside_a_danger_undoes_nothing(words: str):
    async with waiting() as (office, me, _kim):
        await me.says(words)

        me.heard("109")
        me.heard_nothing_of("그만두었어요", "어떤 일로 전화드리면")
        talk = await me.talk()
        assert (talk.owner, talk.consult, talk.flow) == (Owner.NOBODY, CONSULT, None)
        assert (await office.ticket(CONSULT)).outcome is None
        assert await office.event_texts(CONSULT, "resident_text") == [words]


async def test_a_call_wished_beside_a_neighbours_danger_opens_no_form():
    async with waiting() as (office, me, _kim):
        await me.says("옆집 할머니가 며칠째 안 보이고 문에서 썩은 냄새가 나요 저한테 전화 주세요")

        me.heard("119")
        talk = await me.talk()
        assert (talk.owner, talk.consult, talk.flow) == (Owner.NOBODY, CONSULT, None)
        assert (await office.ticket(CONSULT)).outcome is None


async def test_the_address_that_the_card_asks_for_goes_to_the_report():
    async with waiting() as (office, me, _kim):
        await me.says("할머니 문앞에 우유가 쌓여있고 문을 안열어요")
        await me.says("송산로 12 302호예요")
        (report,) = [t for t in await office.tickets() if t.kind is TicketKind.REPORT]
        assert report.fields["place"] == "송산로 12 302호"
        assert await office.event_texts(report.number, "resident_text") == ["송산로 12 302호예요"]
        assert report.priority is Priority.URGENT

        await me.says("월세 얘기도 하고 싶어요")
        assert len(await office.event_texts(report.number, "resident_text")) == 1
        await me.says("안에서 비명소리가 들려요")
        assert (await office.ticket(report.number)).priority is Priority.CRITICAL
        assert len(await office.tickets()) == 2


async def test_a_mild_worry_about_a_neighbour_gets_its_word_and_its_door():
    async with waiting() as (office, me, _kim):
        await me.says("옆집 할머니가 혼자 사시는데 걱정돼요")

        me.heard("이웃이 걱정돼요", "아직 아무도 받지 않았어요")
        assert await office.event_texts(CONSULT, "resident_text") != []
        await me.presses("이웃이 걱정돼요")
        me.heard("담당자 부르기는 멈추고")


async def test_an_acute_word_about_a_neighbour_is_reported_once_and_the_waiting_goes_on():
    async with waiting() as (office, me, _kim):
        await me.says("옆집 할머니가 며칠째 대답이 없고 냄새가 나요")
        me.heard("119")
        await me.says("옆집 할머니 집에서 썩은 냄새가 심해요")

        kinds = [t.kind for t in await office.tickets()]
        assert kinds.count(TicketKind.REPORT) == 1
        assert (await me.talk()).owner is Owner.NOBODY


async def test_once_somebody_has_come_the_bot_is_quiet():
    async with waiting() as (office, me, kim):
        await office.act(kim, CONSULT, lambda t, c: desk.claim(t, kim, {}, c))
        await me.hears()
        for text in ("언제 와요", "기초연금 얼마예요", "hello? anyone?", "I want to stop waiting"):
            await me.says(text)

            assert me.bubbles == [], text


@pytest.mark.parametrize(
    "text",
    [
        "더 기다려야 하나요?",
        "언제까지 기다려요",
        "기다리지 말고 전화 주세요",
        "담당자 안 와요",
        "고지서를 기다리고 있어요",
        "담당자 괜찮은 분이에요",
        "상담 안 받으면 어떻게 되나",
        "못 기다리겠어 죽을 거 같아",
    ],
)
def test_who_asks_or_tells_does_not_stop(text: str):
    assert not stops(text)


@pytest.mark.parametrize(
    "text", ["담당자 언제 와요", "대답좀요", "듣고 계세요?", "아직이에요?", "누구 없어요"]
)
def test_who_asks_whether_anybody_is_there_is_heard(text: str):
    assert asks_when(text)


@pytest.mark.parametrize(
    "text", ["안 기다려도 돼요", "상담 안 받을래요", "담당자 필요없어요", "못 기다릴 거 같아요"]
)
def test_who_will_not_wait_is_heard(text: str):
    assert stops(text)


@pytest.mark.parametrize(
    "text",
    [
        "can you tell my husband not to hit me, he will call me",
        "Please call 119 for me he is hurting me and call me",
    ],
)
def test_no_call_is_wished_where_danger_is_told(text: str):
    assert foreign_wishes.wish(text) == ""


@pytest.mark.parametrize("text", ["can they call me?", "please call me back", "给我打电话"])
def test_the_wish_to_be_called_is_known_in_other_languages(text: str):
    assert foreign_wishes.wish(text) == foreign_wishes.CALL
