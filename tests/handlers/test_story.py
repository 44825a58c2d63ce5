"""What is read out of a neighbour's story: signs, place, people, other districts."""

from __future__ import annotations

import pytest

from handlers.report.rules import elsewhere, priority_of, read_story
from storage.records.ticket import Priority

NO_STORY = read_story("")


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
