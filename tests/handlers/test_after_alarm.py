"""The talk behind a card or a caring line: practical questions are answered, nothing is promised."""

from __future__ import annotations

import pytest

from tests.handlers.alarms import (
    BEATEN,
    BURNT,
    DAY,
    DESPAIR,
    DOOR,
    FEVER,
    HEADACHE,
    HUNGRY,
    NIGHT,
    PUPIL,
    RELEASED,
    RUNAWAY,
)
from tests.world import office_at


@pytest.mark.parametrize(
    ("at", "first", "then", "said"),
    [
        # of the office
        (DAY, HUNGRY, "그래서 돈은 며칠 걸려요?", "며칠이라고 제가"),
        (DAY, HUNGRY, "언제 돈 나와요", "며칠이라고 제가"),
        (DAY, RELEASED, "전과자라고 안도와주는거 아니죠?", "출소하셨어도"),
        (DAY, RELEASED, "주소지가 말소됐을건데 신청되나요", "서류가 없어도"),
        (DAY, RELEASED, "출소자 도와주는 공단 있다던데 그게 어디에요", "☎ 110"),
        (DAY, RELEASED, "밥도 못먹었는데 오늘 센터가면 뭐라도 주나요", "오늘 먹을 것이 없어요"),
        (DAY, RELEASED, "센터에 지금 가도 돼요?", "지금 오셔도 돼요"),
        (NIGHT, RELEASED, "동사무소 내일 가면 되나요", "오전 9시에 열면"),
        (
            NIGHT,
            BURNT,
            "내일 집 임시로 살데는 어디서 구해줘요? 불난사람한테 주는거 있어요?",
            "소방서",
        ),
        (NIGHT, BURNT, "신분증도 통장도 다 탔는데 신청 되나요", "서류가 없어도"),
        (NIGHT, BURNT, "낼 아침에 직원이 저한테 전화주나요?", "오전 9시에 담당자가 읽어요"),
        # of a line
        (NIGHT, DESPAIR, "109는 젊은애들이 받나 늙은이 말도 들어주나", "나이와 상관없이"),
        (NIGHT, DESPAIR, "109는 통화 기록 남나요", "이름을 말하지 않고"),
        (NIGHT, DESPAIR, "됐어요 미안해요 시간뺏어서", "시간 뺏으신 것 아니에요"),
        (NIGHT, DESPAIR, "그냥 외롭네요", "혼자 견디지 않으셔도"),
        (NIGHT, DESPAIR, "글로 남기면 누가 보는데요", "담당자만 봐요"),
        (NIGHT, DESPAIR, "문자는 뭐라고 보내요", "받는 사람에 109"),
        # of blows
        (NIGHT, DOOR, "애들이랑 화장실에 숨어있어요 소리내면 들켜요", "소리 내지 말고 ☎ 112"),
        (NIGHT, DOOR, "문자로 뭐라고 써요", "받는 사람에 112"),
        (NIGHT, DOOR, "경찰오면 남편 잡아가요? 그냥 가면 더 맞을텐데", "떼어 놓아"),
        (NIGHT, DOOR, "경찰왔어요 일단 나왔는데 애들 학교는 어떡해요 갈데도 돈도 없는데", "☎ 1366"),
        (NIGHT, DOOR, "셋이요 저랑 애둘. 쉼터같은데 가면 돈내요?", "가진 돈이 없어도"),
        (
            NIGHT,
            DOOR,
            "남편이 우리 어딨는지 찾아내면요? 주민센터에서 주소떼면 알잖아요",
            "찾아오면 바로 ☎ 112",
        ),
        # of a pupil
        (NIGHT, RUNAWAY, "쉼터가면 엄마한테 연락감?", "☎ 1388"),
        (NIGHT, RUNAWAY, "아빠가 때려서 나온건데 연락가면 끝장임", "☎ 1388"),
        (NIGHT, RUNAWAY, "폰 5퍼임 지금 편의점앞", "☎ 112나 ☎ 1388에 문자로"),
        (NIGHT, RUNAWAY, "담임쌤이 안믿어줌 아무도", "말해 준 것을 믿어요"),
        (NIGHT, RUNAWAY, "배고파", "먹고 잘 수 있는 쉼터"),
        (NIGHT, RUNAWAY, "1388 문자는 어떻게 함", "받는 사람에 1388"),
        (NIGHT, PUPIL, "맞은건아니고 쫌 밀었어요", "밀친 것도 무서운 일"),
        (NIGHT, PUPIL, "경찰 부르면 아빠 잡혀가요? 싫은데", "☎ 1388"),
        (NIGHT, PUPIL, "선생님한테 말해도 돼요?", "어른께 말해도 돼요"),
        (NIGHT, DOOR, "애들 학교는 어떻게 해요", "학교를 옮기는 길"),
        (NIGHT, PUPIL, "쉼터 가면 학교에서 알아요?", "학교에 알리는지는"),
        # of an illness
        (DAY, HEADACHE, "손도 좀 저리고 말이 어눌하데 동네사람이", "기다릴 일이 아니에요"),
        (DAY, HEADACHE, "담당자 기다리면 되는겨?", "기다리지 마세요"),
        (DAY, HEADACHE, "혼자 병원 못가는디 누가 같이가줘요", "병원까지 함께"),
        (DAY, HEADACHE, "그럼 119 부를께", "네, 지금 바로 ☎ 119"),
        (NIGHT, FEVER, "119 오는데 얼마나 걸려요", "언제 오는지 물어보세요"),
        (NIGHT, FEVER, "물 먹여도 돼요?", "몸에 관한 것은 ☎ 119"),
        (DAY, HUNGRY, "어디로 가면 돼요", "지금 오셔도 돼요"),
        (DAY, HUNGRY, "뭐 가져가야돼요", "서류가 없어도"),
        (NIGHT, DESPAIR, "문자로 해도 돼요?", "받는 사람에 109"),
        (NIGHT, FEVER, "택시비도 없는데 어떻게 가요", "돈을 받지 않아요"),
    ],
)
async def test_what_is_asked_behind_a_card_gets_its_answer(
    at: str, first: str, then: str, said: str
):
    async with office_at(at) as office:
        me = office.resident()
        await me.says(first)
        me.heard("☎")

        await me.says(then)

        me.heard(said)
        me.heard_nothing_of("확실히 알지 못해요. ☎ 1", "계속 듣고 있어요")
        assert len(await office.tickets()) == 1


@pytest.mark.parametrize(
    ("first", "then", "said", "offered"),
    [
        (
            "내 혼자 병수발 하다가 내가 먼저 죽겠다",
            "가족 쉬게 해주는거는 없나",
            "이 질문인가요|단기보호",
            "☎ 109 전화",
        ),
        (DESPAIR, "기초연금 얼마예요", "기초연금은", "☎ 109 전화"),
        (DESPAIR, "치매 약값 지원은 없나요", "치매", "☎ 109 전화"),
        (DOOR, "한부모 지원은 어떻게 받아요", "혼자 아이를 키우는", "☎ 112 전화"),
    ],
)
async def test_a_practical_question_is_answered_or_offered_above_the_numbers(
    first: str, then: str, said: str, offered: str
):
    async with office_at(DAY) as office:
        me = office.resident()
        await me.says(first)

        await me.says(then)

        me.heard(said)
        assert offered in me.labels
        assert any("☎" in label for label in me.labels)


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        (DESPAIR, "109에 전화하면 뭐라고 말해요", "한마디만"),
        (HEADACHE, "엄마한테 전화해야 돼요?", "☎ 119"),
        (HUNGRY, "전화비도 없어요", "☎ 129"),
        (DESPAIR, "지금 사람이에요?", "자동으로 안내하는"),
    ],
)
async def test_a_word_about_calling_opens_no_form(first: str, then: str, said: str):
    async with office_at(DAY) as office:
        me = office.resident()
        await me.says(first)

        await me.says(then)

        me.heard(said)
        assert (await me.talk()).flow is None


async def test_a_mother_gets_no_pupils_card():
    async with office_at(NIGHT) as office:
        me = office.resident()
        await me.says("남편이 저랑 고1인 딸을 때려요")

        me.heard("☎ 1366")


@pytest.mark.parametrize("then", ["왜 나만 이렇게 힘들까요", "나같은 사람도 살아도 돼요?"])
async def test_a_cry_is_no_question_that_an_office_answers(then: str):
    async with office_at(DAY) as office:
        me = office.resident()
        await me.says(DESPAIR)

        await me.says(then)

        me.heard_nothing_of("확실히 알지 못해요", "이 질문인가요")
        me.heard("109")


@pytest.mark.parametrize(
    ("at", "first", "said"),
    [
        (DAY, DESPAIR, "지금 센터 ☎ 031-000-0000"),
        (NIGHT, DESPAIR, "급하면 지금 ☎ 129"),
        (DAY, HEADACHE, "병원비와 혜택은 센터 ☎ 031-000-0000"),
        (DAY, DOOR, "☎ 1366"),
        (NIGHT, RUNAWAY, "☎ 1388"),
    ],
)
async def test_what_nobody_here_knows_is_sent_to_who_does(at: str, first: str, said: str):
    async with office_at(at) as office:
        me = office.resident()
        await me.says(first)

        await me.says("강아지는 어디다 맡겨요?")

        me.heard("확실히 알지 못해요", said)
        me.heard_nothing_of("☎ 109에서", "☎ 119에서")


async def test_asked_twice_by_day_it_names_the_door():
    async with office_at(DAY, address="송산로 1") as office:
        me = office.resident()
        await me.says(DESPAIR)
        await me.says("강아지는 어디다 맡겨요?")

        await me.says("고양이는 어디다 맡겨요?")

        me.heard("지금 오시면", "송산로 1")


async def test_nobody_is_said_to_listen_when_nobody_reads():
    async with office_at(NIGHT) as office:
        me = office.resident()
        await me.says(DESPAIR)
        for text in ("혼자 있어요", "불 꺼 놨어요", "비가 와요"):
            await me.says(text)

            me.heard_nothing_of("듣고 있어요")
            me.heard("오전 9시에 읽어요")


async def test_the_same_caring_line_is_not_said_twice_running():
    async with office_at(DAY) as office:
        me = office.resident()
        await me.says("내일 집주인이 짐뺀대요 집행관? 온다고 종이 붙었어요")
        me.heard("살림이 많이 어려우시지요")

        await me.says("월세를 5달 못내서요 애기랑 둘이에요")
        me.heard_nothing_of("살림이 많이 어려우시지요")
        assert "☎ 129 전화" in me.labels

        await me.says("내일 당장 어디서자요")
        me.heard("지금 센터 ☎ 031-000-0000")
        await me.says("그거 신청하면 오늘 돈나와요? 빚있어도 돼요?")
        me.heard("며칠이라고 제가")
        await me.says("분유도 하루치밖에 안남았어요")
        me.heard("먹을 것이 급하시지요")


async def test_the_same_card_is_not_read_out_again_and_staff_hear_it_all_the_same():
    async with office_at(NIGHT) as office:
        me = office.resident()
        await me.says(DESPAIR)
        await me.says("정말 죽고 싶어요")

        me.heard("계속 말씀해 주셔서", "109")
        (ticket,) = await office.tickets()
        assert "danger_again" in await office.timeline(ticket.number)


async def test_beneath_a_caring_line_stands_nothing_that_was_not_asked():
    async with office_at(DAY) as office:
        me = office.resident()
        await me.says("엄마 장례 치렀는데 장제급여 되나요")

        await me.says("밥도 안넘어가고 밤마다 엄마옷 안고 울어요")

        me.heard("109")
        assert len(me.bubbles) == 1


@pytest.mark.parametrize(
    ("first", "then", "never"),
    [
        (BEATEN, "애를 병원에 데려가야 할까요?", "경찰이 와서 보고"),
        (BEATEN, "애들도 데려가도 돼요?", "경찰이 와서 보고"),
        (BEATEN, "쉼터가 어디 있는지 알려주세요", "열람"),
        (HEADACHE, "입원하면 강아지는 누가 보나요", "담당자만"),
        (PUPIL, "제 휴대폰 번호는 010-1234-5678이에요", "꺼지기 전에"),
    ],
)
async def test_what_only_shares_a_word_is_not_answered_as_something_else(
    first: str, then: str, never: str
):
    async with office_at(DAY) as office:
        me = office.resident()
        await me.says(first)

        await me.says(then)

        me.heard_nothing_of(never)
