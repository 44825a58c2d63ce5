"""Behind a card, while a person is awaited: the answers go on."""

from __future__ import annotations

from tests.handlers.alarms import DAY, DESPAIR, HEADACHE, HUNGRY, NIGHT
from tests.world import office_at


async def test_who_wants_a_person_at_night_keeps_the_number_in_sight():
    async with office_at(NIGHT) as office:
        me = office.resident()
        await me.says(DESPAIR)

        await me.presses("사람과 상담")

        me.heard("마음이 힘들면 ☎ 109")
        assert "☎ 109 전화" in me.labels


async def test_while_a_person_is_awaited_the_answers_go_on():
    async with office_at(DAY) as office:
        await office.staff()
        me = office.resident()
        await me.says(HEADACHE)
        await me.presses("사람과 상담")

        for text, said in (
            ("손도 좀 저리고 말이 어눌하데 동네사람이", "기다릴 일이 아니에요"),
            ("담당자 기다리면 되는겨?", "담당자를 기다리지 마세요"),
            ("그럼 119 부를께", "네, 지금 바로 ☎ 119"),
        ):
            await me.says(text)
            me.heard(said)
            me.heard_nothing_of("그만 기다리셔도")
            assert "기다리지 않기" in me.labels
        consult = (await me.talk()).consult
        assert len(await office.event_texts(consult, "resident_text")) == 3


async def test_who_waits_may_deny_it():
    async with office_at(DAY) as office:
        await office.staff()
        me = office.resident()
        await me.says(DESPAIR)
        await me.presses("사람과 상담")

        await me.says("그런 뜻 아니에요")

        me.heard("그런 뜻이 아니셨군요")
        talk = await me.talk()
        assert await office.event_texts(talk.consult, "resident_text") == ["그런 뜻 아니에요"]


async def test_who_stops_waiting_is_not_told_that_the_alarm_is_lost():
    async with office_at(DAY) as office:
        await office.staff()
        me = office.resident()
        await me.says(HUNGRY)
        await me.presses("사람과 상담")
        await me.says("분유도 하루치밖에 안남았어요")
        me.heard("먹을 것이 급하시지요")

        await me.presses("기다리지 않기")

        me.heard("급한 사정은 담당자에게 그대로 남아 있어요")
        me.heard_nothing_of("따로 연락드리지는 않아요")
