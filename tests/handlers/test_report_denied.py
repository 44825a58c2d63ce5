"""Signs that are named and denied, fixing them, and what is asked beside an address."""

from __future__ import annotations

import pytest

from handlers.report.address import part
from handlers.report.rules import read_story, signs_in
from handlers.report.seen import spoken_signs
from handlers.report.sentences import parted
from handlers.report.wish import wishes_unnamed
from tests.handlers.test_report_turns import said_at
from tests.pure import context_at
from tests.world import office_at


@pytest.mark.parametrize(
    "words",
    [
        "냄새는 안나구요", "냄새 없음", "비명은 안 들려요", "쓰레기는 없어요", "쓰레기가 쌓여있진 않아요",
        "우편함에 우편물은 없어요", "때리는 소리는 못 들었어요", "때리는 건 못봤어요", "멍이나 상처는 없어요",
        "악취나 벌레는 없어요", "벌레는 안 보여요", "애는 안 울어요", "쓰러지진 않았어요", "치매는 아니시고요",
        "냄새는 안난다고 했는데요 왜 냄새라고 써있어요", "냄새는 빼주세요",
    ],
)  # fmt: skip
def test_a_sign_that_is_denied_is_none(words: str):
    assert signs_in(words) == ()
    assert not read_story(words).odour


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("냄새가 안 빠져요", "smell"),
        ("냄새가 안 나는 날이 없어요", "smell"),
        ("처음엔 냄새가 없었는데 요즘은 심해요", "smell"),
        ("냄새나는데 사람이 없어요", "smell"),
        ("우편물을 안 가져가요", "mail"),
        ("거동이 없어요", "ill"),
        ("비명은 안 들리는데 때리는 소리가 나요", "bruise"),
        ("쓰레기를 안 버려요", "hoarding"),
        ("나오시는 걸 못 봤어요", "unseen"),
    ],
)
def test_a_sign_that_only_stands_near_a_denial_stays(words: str, sign: str):
    assert sign in signs_in(words)


def test_a_sign_that_was_told_is_taken_out_before_sending():
    given = {"story": "행복빌라 203호 냄새가 나고 불이 며칠 꺼져 있어요"}

    heard = said_at("review", "냄새는 안 나요 빼주세요", given)

    assert heard is not None
    assert heard.told["signs"] == ["lights"]
    assert heard.key == "report.signs_put_right"


async def test_fixing_the_signs_replaces_them_by_what_is_told():
    async with office_at("2026-11-23 10:00") as office:
        me = office.resident("web")
        for words in (
            "신고", "옆집 할머니가 혼자 사시는데 냄새가 나고 며칠째 불이 꺼져있어요", "모르겠어요",
            "청솔연립 가동 201호", "이웃", "그냥 보내기", "고치기", "모습",
            "며칠째 불 꺼져있고 두드려도 대답 없음. 냄새는 없어요",
        ):  # fmt: skip
            await me.says(words)

        shown = "\n".join(b.text for b in me.bubbles)
        assert "· 모습: 불이 늘 켜짐·꺼짐, 며칠째 안 보임\n" in shown


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("근데 제가 지금 가서 문 더 두드려볼까요?", "knock"),
        ("한번 더 가봐도 되냐구요", "knock"),
        ("누가 가봐 주실 수 있나요", "come"),
        ("근데 전기는 언제 다시 들어와요?", "power"),
        ("가스는 언제 나와요", "supply"),
        ("근데 112에 신고하면 그 아빠가 저인거 알까봐 무서워요", "named"),
    ],
)
def test_what_else_is_asked_has_its_own_answer(words: str, key: str):
    assert parted(words).keys == (key,)


def test_the_fear_to_be_known_is_no_part_of_the_place():
    words = "무지개아파트 3동 1204호요 근데 112에 신고하면 그 아빠가 저인거 알까봐 무서워요"

    assert wishes_unnamed(words)
    assert part(words)[0] == "무지개아파트 3동 1204호"


def test_shouting_and_throwing_are_said_beside_the_crying():
    story = "아빠가 소리지르고 물건 던지고 애들이 울어요"

    said = spoken_signs(context_at("2026-11-23 10:00"), list(signs_in(story)), story)

    assert said == "물건을 던지거나 부숨, 소리 지름, 우는 소리"


@pytest.mark.parametrize(
    "words",
    [
        "옆집 할머니가" + " " * 3_900 + "며칠째 안 보여요 부용빌라 302호",
        "그런뜻아니고" * 300 + " 할머니가 안 보여요",
    ],
)
def test_a_run_of_nothing_costs_no_more_than_words(words: str):
    # one of these took ten seconds, under the lock of the one who writes
    assert "할머니" in parted(words).rest
    assert read_story(words).signs
